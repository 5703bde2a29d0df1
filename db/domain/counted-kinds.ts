/** Kinds of vehicles, equipment and posts that documents count, as printed; what else they print has its own name. */
export type CountedKind = Readonly<{ zh: readonly string[]; en: readonly string[] }>

const kinds: readonly CountedKind[] = [
  {
    zh: ['省级领导干部用车', '部级领导干部用车', '省部级领导干部用车', '副部（省）级及以上领导用车'],
    en: ['vehicles of provincial and ministerial leaders', 'vehicles of provincial leaders'],
  },
  {
    zh: ['主要领导干部用车', '主要负责人用车'],
    en: ['vehicles of principal leaders', 'vehicles of main leaders', 'vehicles of leading officials'],
  },
  {
    zh: ['机要通信用车'],
    en: [
      'confidential communication vehicles',
      'confidential communications vehicles',
      'classified communication vehicles',
      'confidential vehicles',
    ],
  },
  {
    zh: ['应急保障用车', '应急保障车', '应急用车'],
    en: ['emergency support vehicles', 'emergency vehicles'],
  },
  {
    zh: ['执法执勤用车', '执法用车', '执勤用车'],
    en: ['law enforcement vehicles', 'law enforcement and duty vehicles'],
  },
  {
    zh: ['特种专业技术用车', '特种用车', '特种车'],
    en: ['special technical vehicles', 'specialised technical vehicles', 'special-purpose vehicles'],
  },
  {
    zh: ['离退休干部用车', '离退休干部服务用车'],
    en: ['vehicles for retired officials', 'vehicles for retired cadres'],
  },
  { zh: ['其他用车', '其他车辆', '其它用车'], en: ['other vehicles', 'other cars'] },
  { zh: ['通用设备'], en: ['general equipment', 'general-purpose equipment'] },
  {
    zh: ['行政编制', '行政编制人员', '行政人员', '行政编'],
    en: ['administrative posts', 'administrative headcount', 'administrative staff', 'civil service posts'],
  },
  {
    zh: ['事业编制', '事业编制人员', '事业人员', '事业编'],
    en: ['institutional posts', 'public institution posts', 'institution staff'],
  },
  {
    zh: ['工勤编制', '工勤编制人员', '工勤人员', '工勤编'],
    en: ['support posts', 'support staff'],
  },
  { zh: ['专用设备'], en: ['special equipment', 'special-purpose equipment'] },
]

/** The kind that a printed name is of, 单价100万元以上专用设备 being 专用设备; null for any other. */
export const countedKindOf = (printed: string): CountedKind | null =>
  kinds.find(({ zh }) => zh.some((name) => printed.endsWith(name))) ?? null
