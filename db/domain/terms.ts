/**
 * The words of the field: the concepts that readers and planners share.
 *
 * A concept has labels in both languages, the synonyms people type, and the labels that documents print
 * (`printed`, numbering, white space and bracket width already folded away). Everything else that can be asked about
 * (items, departments, tables) is learned from the documents when they are loaded.
 */
export type Language = 'zh' | 'en'
export type Labels = Readonly<Record<Language, string>>
export type Synonyms = Readonly<Record<Language, readonly string[]>>

export type Concept = Readonly<{
  label: Labels
  synonyms: Synonyms
  /** Forms in which documents print the concept as a label. */
  printed: readonly string[]
  /** What a measure is counted in; null: it is money. */
  unit: Labels | null
}>

const concept = (
  label: Labels,
  synonyms: Partial<Synonyms> = {},
  printed: readonly string[] = [label.zh],
  unit: Labels | null = null,
): Concept => ({
  label,
  synonyms: { zh: synonyms.zh ?? [], en: synonyms.en ?? [] },
  printed,
  unit,
})

/** What is counted, and not paid. */
const groups: Labels = { zh: '个', en: 'groups' }
const visits: Labels = { zh: '人次', en: 'persons' }
const persons: Labels = { zh: '人', en: 'persons' }
const cars: Labels = { zh: '辆', en: 'vehicles' }
const points: Labels = { zh: '分', en: 'points' }
const pieces: Labels = { zh: '台（套）', en: 'pieces' }

/** Stages of a budget year: approved, adjusted, executed. */
export const stages = {
  initialBudget: concept(
    { zh: '年初预算数', en: 'initial budget' },
    {
      zh: [
        '年初预算',
        '初始预算',
        '预算数',
        '预算',
        '原预算',
        '当初预算',
        '部门预算',
        '年初',
        '预算金额',
        '预算盘子',
        '预算安排',
        '预算安排数',
        '年初安排',
        '打算花',
        '打算用',
        '打算支出',
        '打算安排',
        '打算投入',
        '准备花',
        '准备用',
        '准备支出',
        '准备安排',
        '准备投入',
        '计划花',
        '计划用',
        '计划支出',
        '计划安排',
        '计划投入',
        '预计花',
        '预计用',
        '预计支出',
        '预计安排',
        '预计投入',
        '拟花',
        '拟用',
        '拟支出',
        '拟安排',
        '拟投入',
        '原计划花',
        '原计划用',
        '原计划支出',
        '原计划安排',
        '原计划投入',
        '原打算花',
        '原打算用',
        '原打算支出',
        '原打算安排',
        '原打算投入',
        '年初计划花',
        '年初计划用',
        '年初计划支出',
        '年初计划安排',
        '年初计划投入',
        '年初打算花',
        '年初打算用',
        '年初打算支出',
        '年初打算安排',
        '年初打算投入',
        '当初计划花',
        '当初计划用',
        '当初计划支出',
        '当初计划安排',
        '当初计划投入',
      ],
      en: [
        'opening budget',
        'original budget',
        'approved budget',
        'beginning budget',
        'budget',
        'budgeted',
        'planned',
        'plan to spend',
        'plans to spend',
        'planned to spend',
        'planning to spend',
        'expect to spend',
        'expects to spend',
        'expected to spend',
        'intend to spend',
        'intends to spend',
        'intended to spend',
        'due to spend',
        'meant to spend',
        'supposed to spend',
        'going to spend',
        'due to be spent',
        'planned to be spent',
        'put aside',
        'set aside',
        'earmarked',
        'pencilled in',
        'down for',
        'allotted',
        'budget at the start of the year',
        'budget at start of year',
        'start-of-year budget',
        'initial',
        'opening budget figure',
        'opening figure',
        'plan figure',
        'spending plan',
      ],
    },
    ['年初预算数', '年初预算', '预算数'],
  ),
  adjustedBudget: concept(
    { zh: '调整预算数', en: 'adjusted budget' },
    {
      zh: ['全年预算数', '全年预算', '调整预算', '调整后预算', '调整后的预算'],
      en: ['full-year budget', 'revised budget', 'budget for the full year', 'budget after adjustment'],
    },
    ['全年预算数', '调整预算数', '年度预算数'],
  ),
  finalAccounts: concept(
    { zh: '决算数', en: 'final accounts' },
    {
      zh: [
        '决算',
        '实际支出',
        '实际',
        '执行数',
        '执行',
        '执行金额',
        '全年执行数',
        '实际执行',
        '决算金额',
        '部门决算',
        '实际数',
        '实际花费',
      ],
      en: [
        'final account',
        'outturn',
        'actual',
        'actually',
        'final',
        'executed',
        'final figure',
        'final accounts figure',
        'final amount',
        'final outturn',
        'final spending',
      ],
    },
    ['决算数', '支出决算', '支出决算数', '金额'],
  ),
} as const satisfies Record<string, Concept>
export type Stage = keyof typeof stages
/** 'none': a count, a score, a target … is of no stage of the budget. */
export type FigureStage = Stage | 'none'

/** Funds, from the most general to the most particular: the order in which a figure without a named fund is looked for. */
export const funds = {
  all: concept({ zh: '全部资金', en: 'all funds' }, { zh: ['全口径'], en: [] }, []),
  fiscalAppropriation: concept(
    { zh: '财政拨款', en: 'fiscal appropriation' },
    {
      en: [
        'fiscal appropriations',
        'fiscal funds',
        'appropriation',
        'appropriations',
        'appropriation spending',
        'fiscal money',
        'fiscal fund',
        'fiscal appropriation summary',
        'fiscal appropriation table',
      ],
      zh: [
        '财政资金',
        '财政拨款收支决算总表',
        '财政拨款收入支出决算总表',
        '财政拨款收支总表',
        '财政拨款总表',
      ],
    },
  ),
  generalPublicBudget: concept(
    { zh: '一般公共预算财政拨款', en: 'general public budget' },
    {
      zh: ['一般公共预算', '一般公共预算拨款', '一般公共预算资金'],
      en: ['general public budget appropriation', 'general public budget fiscal appropriation'],
    },
    ['一般公共预算财政拨款', '一般公共预算拨款', '一般公共预算资金', '一般公共预算'],
  ),
  governmentManagedFunds: concept(
    { zh: '政府性基金预算财政拨款', en: 'government-managed funds' },
    {
      zh: ['政府性基金预算', '政府性基金', '政府性基金预算拨款', '政府性基金拨款'],
      en: [
        'government managed funds',
        'government funds',
        'government-managed fund',
        'government fund',
        'government fund budget',
      ],
    },
    [
      '政府性基金预算财政拨款',
      '政府性基金预算拨款',
      '政府性基金预算',
      '政府性基金拨款',
      '政府性基金预算资金',
      '政府性基金',
      '政府基金预算财政拨款',
      '政府基金预算',
    ],
  ),
  stateCapitalOperations: concept(
    { zh: '国有资本经营预算财政拨款', en: 'state capital operations' },
    {
      zh: ['国有资本经营预算', '国有资本经营', '国有资本经营预算拨款'],
      en: [
        'state capital operating budget',
        'state capital operation',
        'state capital',
        'state-owned capital operating budget',
        'state-owned capital',
      ],
    },
    ['国有资本经营预算财政拨款', '国有资本经营预算拨款', '国有资本经营预算'],
  ),
} as const satisfies Record<string, Concept>
export type Fund = keyof typeof funds

export const reportKinds = {
  finalAccounts: concept(
    { zh: '部门决算', en: 'departmental final accounts' },
    { zh: ['决算公开', '决算报告'], en: [] },
    ['部门决算', '单位决算'],
  ),
  budget: concept({ zh: '部门预算', en: 'departmental budget' }, { zh: ['预算公开'], en: [] }, [
    '部门预算',
    '单位预算',
  ]),
} as const satisfies Record<string, Concept>
export type ReportKind = keyof typeof reportKinds

/** Editions of a disclosure: a department's with its subordinate units (部门), or one unit's own (单位). */
export const editions = {
  department: concept({ zh: '部门', en: 'department' }),
  unit: concept({ zh: '单位', en: 'unit' }),
} as const satisfies Record<string, Concept>
export type Edition = keyof typeof editions

/** Kinds of department; `printed` are the name endings that show the kind. */
export const departmentKinds = {
  tradeUnion: concept(
    { zh: '工会', en: 'trade union' },
    {
      zh: ['总工会'],
      en: [
        'union',
        'federation',
        'labor union',
        'labour union',
        'federation of trade unions',
        'trade union federation',
        'zonggonghui',
        'gonghui',
        'municipal federation of trade unions',
        'municipal union',
      ],
    },
    ['总工会', '工会', '工会委员会'],
  ),
  partyCommittee: concept(
    { zh: '党委', en: 'party committee' },
    {
      zh: ['区委', '县委', '市委', '省委', '委员会', '区委员会', '党委会', '区委办', '区委办公室', '委'],
      en: [
        'committee',
        'communist party committee',
        'cpc committee',
        'party',
        'cpc',
        'district committee',
        'county committee',
        'quwei',
      ],
    },
    ['党委', '区委', '县委', '市委', '省委', '工委', '区委员会', '县委员会', '市委员会', '省委员会'],
  ),
  government: concept(
    { zh: '政府', en: 'government' },
    {
      zh: ['镇政府', '乡政府', '镇里', '镇上', '乡里', '街道办', '乡镇'],
      en: [
        'people’s government',
        'town government',
        'township government',
        'town',
        'township',
        'subdistrict office',
        'subdistrict',
      ],
    },
    ['人民政府', '政府办公室', '管理委员会', '街道办事处'],
  ),
  bureau: concept({ zh: '局', en: 'bureau' }, { en: ['bureau'] }, ['局', '委员会', '办公室', '厅', '部']),
  institution: concept({ zh: '事业单位', en: 'public institution' }, { en: ['institution'] }, [
    '学校',
    '中学',
    '小学',
    '医院',
    '福利院',
    '幼儿园',
    '党校',
    '学院',
    '大学',
    '中心',
    '院',
    '所',
    '馆',
    '站',
    '大队',
    '支队',
    '总队',
    '管理处',
    '林场',
    '农场',
    '体育场',
    '电视台',
    '气象台',
    '联合社',
    '研究室',
    '参事室',
    '剧团',
    '歌舞团',
    '公路段',
    '监狱',
  ]),
  other: concept({ zh: '其他单位', en: 'other body' }, {}, ['联合会', '协会', '学会', '红十字会', '合作社']),
} as const satisfies Record<string, Concept>
export type DepartmentKind = keyof typeof departmentKinds

/** What is measured, in money where it has no unit of its own. What is special about one is stated here and nowhere else. */
export const measures = {
  revenue: concept(
    { zh: '本年收入', en: 'revenue' },
    {
      zh: ['收入', '总收入', '收入决算', '进账', '进项'],
      en: [
        'income',
        'total revenue',
        'total income',
        'receipts',
        'took in',
        'take in',
        'brought in',
        'bring in',
        'earnings',
        'incomings',
      ],
    },
    ['本年收入合计', '收入合计', '本年收入'],
  ),
  expenditure: concept(
    { zh: '本年支出', en: 'expenditure' },
    {
      zh: [
        '支出',
        '总支出',
        '开支',
        '全年支出',
        '花费',
        '花销',
        '花',
        '花了',
        '花的',
        '花掉',
        '用了',
        '开销',
        '花钱',
        '花得',
      ],
      en: [
        'spending',
        'total expenditure',
        'total spending',
        'spent',
        'pay',
        'paid',
        'spend',
        'outlay',
        'expense',
        'expenses',
        'cost',
        'outgoings',
        'outlays',
        'total outlay',
      ],
    },
    ['本年支出合计', '支出合计', '本年支出'],
  ),
  basicExpenditure: concept(
    { zh: '基本支出', en: 'basic expenditure' },
    { zh: ['基本'], en: ['basic spending', 'basic'] },
  ),
  projectExpenditure: concept(
    { zh: '项目支出', en: 'project expenditure' },
    {
      zh: ['项目经费', '项目开支', '项目费用', '项目资金'],
      en: [
        'project spending',
        'programme expenditure',
        'project',
        'project costs',
        'project funds',
        'projects',
      ],
    },
  ),
  paymentsToSuperiors: concept(
    { zh: '上缴上级支出', en: 'payments to superior bodies' },
    { en: ['remittance to superiors', 'payments to superiors'] },
    ['上缴上级支出', '上解上级支出'],
  ),
  operatingExpenditure: concept(
    { zh: '经营支出', en: 'business operation expenditure' },
    { en: ['operating expenditure', 'business expenditure'] },
    ['经营支出', '事业单位经营支出'],
  ),
  subsidiesToSubordinates: concept(
    { zh: '对附属单位补助支出', en: 'subsidies to subordinate units' },
    { en: ['subsidy to subordinate units'] },
    ['对附属单位补助支出', '对附属部门补助支出'],
  ),
  fiscalAppropriationRevenue: concept(
    { zh: '财政拨款收入', en: 'fiscal appropriation revenue' },
    {
      zh: ['财政拨款'],
      en: ['revenue from fiscal appropriation', 'fiscal appropriation income', 'fiscal appropriation'],
    },
    ['财政拨款收入'],
  ),
  specialAccountRevenue: concept(
    { zh: '财政专户管理资金收入', en: 'special fiscal account revenue' },
    { zh: ['财政专户收入'] },
    ['财政专户管理资金收入', '财政专户收入', '财政专户核拨收入', '财政专户拨款'],
  ),
  superiorSubsidyRevenue: concept(
    { zh: '上级补助收入', en: 'subsidies from superior bodies' },
    {
      zh: ['上级补助'],
      en: [
        'superior subsidy',
        'subsidy from superiors',
        'subsidy from higher levels',
        'higher-level subsidy',
        'upper-level subsidy',
        'grant from higher levels',
      ],
    },
  ),
  institutionalRevenue: concept(
    { zh: '事业收入', en: 'institutional revenue' },
    { en: ['service revenue', 'institutional income'] },
  ),
  operatingRevenue: concept(
    { zh: '经营收入', en: 'business operation revenue' },
    { zh: ['事业单位经营收入'], en: ['operating revenue', 'operating income', 'business income'] },
    ['经营收入', '事业单位经营收入'],
  ),
  subordinateRemittanceRevenue: concept(
    { zh: '附属单位上缴收入', en: 'remittances from subordinate units' },
    {},
    ['附属单位上缴收入', '附属部门上缴收入', '附属部门/单位上缴收入'],
  ),
  otherRevenue: concept({ zh: '其他收入', en: 'other revenue' }, { en: ['other income'] }),
  nonFiscalSurplusUsed: concept(
    { zh: '使用非财政拨款结余', en: 'non-fiscal surplus used' },
    { zh: ['事业基金', '事业基金弥补收支差额', '弥补收支差额', '动用结余'] },
    ['使用非财政拨款结余', '使用非财政拨款结余（含专用结余）', '用事业基金弥补收支差额'],
  ),
  openingCarryover: concept(
    { zh: '年初结转和结余', en: 'opening carryover' },
    {
      zh: ['上年结转结余', '上年结转', '年初结转', '年初结余', '上年结余', '上年结转和结余'],
      en: [
        'carryover at the beginning of the year',
        'opening carry-over',
        'opening balance',
        'carried over from the previous year',
        'carried over from last year',
        'carryover from the previous year',
        'carry-over from the previous year',
        'brought forward',
      ],
    },
    [
      '年初结转和结余',
      '年初财政拨款结转和结余',
      '上年结转结余',
      '上年结转和结余',
      '上年结转',
      '上年结转资金',
      '单位结余结转资金',
      '结余结转资金',
    ],
  ),
  surplusDistribution: concept({ zh: '结余分配', en: 'surplus distribution' }),
  closingCarryover: concept(
    { zh: '年末结转和结余', en: 'closing carryover' },
    {
      zh: [
        '年终结转结余',
        '年末结转',
        '年末结余',
        '年末结转结余',
        '年末结转与结余',
        '结转和结余',
        '结转结余',
        '结转',
        '结余',
      ],
      en: [
        'carryover',
        'carry-over',
        'carried over',
        'carryover at the end of the year',
        'closing carry-over',
        'year-end carryover',
        'year-end carry-over',
        'year-end balance',
        'year-end carry-over and balance',
        'closing balance',
        'carried over to the next year',
        'carried forward',
        'left over',
      ],
    },
    ['年末结转和结余', '年末财政拨款结转和结余', '年终结转结余', '结转下年'],
  ),
  personnelExpenses: concept(
    { zh: '人员经费', en: 'personnel expenses' },
    {
      zh: ['人员支出', '人员开支', '人头费', '人员费用', '人员费'],
      en: [
        'personnel costs',
        'personnel spending',
        'personnel',
        'staff costs',
        'staff spending',
        'staff expenses',
        'staffing',
        'payroll',
        'personnel outlays',
        'personnel expenditure',
      ],
    },
    ['人员经费合计', '人员经费', '人员支出'],
  ),
  nonPersonnelExpenses: concept(
    { zh: '公用经费', en: 'non-personnel expenses' },
    {
      zh: ['日常公用经费', '公用支出', '公用费用', '公用开支'],
      en: [
        'non-staffing costs',
        'non-staff costs',
        'non-staffing',
        'non-staff',
        'non-personnel costs',
        'non-personnel spending',
        'non-personnel',
        'public-use expenses',
        'public expenditure',
        'public expenses',
        'public spending',
        'public-use spending',
        'public-use expenditure',
        'non-personnel expenditure',
        'public-use funds',
      ],
    },
    ['公用经费合计', '公用经费', '日常公用经费', '公用支出'],
  ),
  threePublicExpenses: concept(
    { zh: '“三公”经费', en: '"three public" expenses' },
    {
      zh: ['三公', '三公经费', '三公支出', '三公消费'],
      en: [
        'three public expenses',
        'three public',
        'three public spending',
        'three public outlays',
        'three public expenditure',
        'three public costs',
        'three publics',
        'three public consumptions',
        'sangong',
        'san gong',
        'three public expenditures',
        'three public fund',
        'three public cost',
        '3 public',
      ],
    },
    ['“三公”经费小计', '“三公”经费合计', '“三公”经费', '三公经费'],
  ),
  officialOverseasTravel: concept(
    { zh: '因公出国（境）费', en: 'official overseas travel' },
    {
      zh: ['因公出国费', '因公出国', '出国费', '出国经费', '因公出国境费'],
      en: [
        'overseas travel',
        'overseas trips',
        'official trips abroad',
        'trips abroad',
        'going abroad',
        'overseas visits',
        'travel abroad',
        'foreign travel',
        'travelling abroad',
        'trips overseas',
      ],
    },
    ['因公出国（境）费', '因公出国（境）费用', '因公出国（境）经费'],
  ),
  officialVehicles: concept(
    { zh: '公务用车购置及运行维护费', en: 'official vehicle purchase and operation' },
    {
      zh: ['公务用车', '公务用车购置和维护经费', '公车', '公车费用', '公务用车费', '公务车', '公务车费用'],
      en: ['official vehicles', 'official cars', 'vehicle expenses', 'cars', 'vehicles', 'official vehicle'],
    },
    [
      '公务用车购置及运行维护费',
      '公务用车购置及运行费',
      '公务用车购置及运维费',
      '公务用车购置和运行维护费',
      '公务用车购置费及运行维护费',
      '公务用车费',
    ],
  ),
  officialVehiclePurchase: concept(
    { zh: '公务用车购置费', en: 'official vehicle purchase' },
    {
      zh: [
        '公务用车购置',
        '公车购置',
        '购车费',
        '买公车',
        '买新车',
        '新车',
        '购新车',
        '买车',
        '购买公务用车',
        '购买公车',
        '买公务用车',
        '公车购置费',
        '购公车',
      ],
      en: [
        'vehicle purchase',
        'car purchase',
        'buying official vehicles',
        'buying official cars',
        'buying vehicles',
        'buying cars',
        'purchase of official vehicles',
        'purchase of vehicles',
        'official vehicle purchases',
        'purchasing official vehicles',
        'new vehicles',
        'new cars',
      ],
    },
    ['公务用车购置费', '公务用车购置支出'],
  ),
  officialVehicleOperation: concept(
    { zh: '公务用车运行维护费', en: 'official vehicle operation' },
    {
      zh: [
        '公务用车运行费',
        '公车运行',
        '公车运行维护',
        '车辆运行维护费',
        '公务用车运行维护',
        '公车运行费',
        '公车运维',
        '公车运行维护费',
        '车辆运行',
        '养车',
        '养公车',
        '公车养护',
      ],
      en: [
        'vehicle operation',
        'official vehicle operation and maintenance',
        'vehicle running costs',
        'running official vehicles',
        'running vehicles',
        'running cars',
        'running official cars',
        'running and maintaining official vehicles',
        'operating and maintaining official vehicles',
        'operation and maintenance of official vehicles',
        'maintenance of official vehicles',
        'official vehicle maintenance',
        'vehicle maintenance',
        'vehicle upkeep',
        'official vehicle running costs',
        'car running costs',
        'running and maintenance of official vehicles',
        'vehicle operation and maintenance',
        'running its vehicles',
        'running its cars',
        'vehicles cost to run',
        'official vehicles cost to run',
        'cars cost to run',
        'run official vehicles',
        'run its vehicles',
        'run its cars',
      ],
    },
    ['公务用车运行维护费', '公务用车运行费', '公务用车运维费', '公务用车运行维护支出'],
  ),
  officialReceptions: concept(
    { zh: '公务接待费', en: 'official receptions' },
    {
      zh: ['公务接待', '接待费', '招待费'],
      en: [
        'official reception',
        'receptions',
        'reception expenses',
        'hospitality',
        'official hospitality',
        'entertaining',
        'entertainment',
        'official entertaining',
        'hosting',
      ],
    },
    ['公务接待费', '公务招待费'],
  ),
  agencyOperatingExpenses: concept(
    { zh: '机关运行经费', en: 'agency operating expenses' },
    {
      zh: ['机关运行费', '机关运行', '机关运行经费支出'],
      en: [
        'agency operating expenditure',
        'agency operations',
        'agency operation',
        'agency operating spending',
        'agency running expenses',
        'agency operating cost',
        'agency operating costs',
        'agency running costs',
        'operating expenses of the agency',
        'running costs',
        'running expenses',
        'agency operation costs',
        'operating costs of the agency',
        'agency operating funds',
        'operating cost',
        'operating expenses',
        'operating costs',
      ],
    },
  ),
  governmentProcurement: concept(
    { zh: '政府采购支出', en: 'government procurement' },
    {
      zh: ['政府采购', '采购', '采购支出', '政府采购总额', '采购总额', '政府采购金额'],
      en: [
        'procurement',
        'government purchasing',
        'public procurement',
        'government purchases',
        'purchasing',
        'procured',
      ],
    },
    ['政府采购支出总额', '政府采购支出', '政府采购金额', '政府采购预算'],
  ),
  procurementGoods: concept(
    { zh: '政府采购货物支出', en: 'procurement of goods' },
    {
      zh: ['货物采购', '采购货物', '货物类采购', '采购货物类', '货物类政府采购'],
      en: ['goods procurement', 'procured goods', 'goods procured'],
    },
    ['政府采购货物支出', '政府采购货物', '货物采购', '采购货物'],
  ),
  procurementWorks: concept(
    { zh: '政府采购工程支出', en: 'procurement of works' },
    {
      zh: ['工程采购', '采购工程', '工程类采购', '工程类政府采购'],
      en: ['works procurement', 'works procured'],
    },
    ['政府采购工程支出', '政府采购工程', '工程采购', '采购工程'],
  ),
  procurementServices: concept(
    { zh: '政府采购服务支出', en: 'procurement of services' },
    {
      zh: ['服务采购', '采购服务', '服务类采购', '服务类政府采购'],
      en: ['services procurement', 'service procurement', 'services procured'],
    },
    ['政府采购服务支出', '政府采购服务', '服务采购', '采购服务'],
  ),
  procurementSme: concept(
    { zh: '授予中小企业合同金额', en: 'contracts awarded to small and medium enterprises' },
    {
      zh: [
        '授予中小企业',
        '中小企业合同金额',
        '授予中小微企业',
        '中小微企业合同金额',
        '中小企业',
        '中小微企业',
        '中小企业采购',
        '中小企业合同',
        '中小微企业合同',
        '中小微企业采购',
      ],
      en: [
        'small businesses',
        'small firms',
        'smaller businesses',
        'contracts awarded to SMEs',
        'SME contracts',
        'awarded to SMEs',
        'SME',
        'SMEs',
        'SME procurement',
        'small and medium enterprises',
        'small and medium-sized enterprises',
        'small and medium businesses',
        'small and medium-sized firms',
        'small and medium firms',
        'small and medium-sized enterprises contracts',
        'awarded to small and medium enterprises',
        'awarded to small and medium-sized enterprises',
        'small medium and micro enterprises',
        'small-business contracts',
      ],
    },
    ['授予中小企业合同金额', '授予中小微企业合同金额'],
  ),
  procurementMicro: concept(
    { zh: '授予小微企业合同金额', en: 'contracts awarded to small and micro enterprises' },
    {
      zh: ['授予小微企业', '小微企业合同金额', '小微企业', '小微企业合同'],
      en: [
        'contracts awarded to micro enterprises',
        'micro enterprises',
        'small and micro enterprises',
        'micro businesses',
        'small and micro businesses',
        'small and micro firms',
      ],
    },
  ),
  overseasGroups: concept(
    { zh: '因公出国（境）团组', en: 'official overseas groups' },
    {
      zh: ['出国团组', '出国团组数', '因公出国团组', '因公出国（境）团组数'],
      en: ['overseas groups', 'overseas delegations', 'overseas trips made', 'delegations abroad'],
    },
    ['因公出国（境）团组', '出国（境）团组'],
    groups,
  ),
  overseasPersons: concept(
    { zh: '因公出国（境）人次', en: 'official overseas travellers' },
    {
      zh: ['出国人次', '出国人数', '因公出国人次', '因公出国人数'],
      en: ['people sent abroad', 'persons sent abroad'],
    },
    [],
    visits,
  ),
  vehiclesPurchased: concept(
    { zh: '购置公务用车数量', en: 'official vehicles purchased' },
    { zh: ['购置车辆', '购车数量', '购置公务用车'], en: ['vehicles bought', 'cars bought'] },
    ['购置车辆', '购置公务用车', '公务用车购置数'],
    cars,
  ),
  officialVehiclesHeld: concept(
    { zh: '公务用车保有量', en: 'official vehicles held' },
    {
      zh: [
        '公车保有量',
        '保有量',
        '公务用车数量',
        '公车数量',
        '多少辆公务用车',
        '几辆公务用车',
        '多少辆公车',
        '几辆公车',
      ],
      en: [
        'official vehicles in use',
        'official vehicles held',
        'vehicles held',
        'official cars held',
        'official car fleet',
        'how many official vehicles',
        'how many official cars',
        'number of official vehicles',
      ],
    },
    ['公务用车保有量', '公务用车保有数'],
    cars,
  ),
  foreignReceptions: concept(
    { zh: '外宾接待支出', en: 'receptions of foreign guests' },
    { zh: ['外宾接待', '外事接待费'], en: ['foreign receptions', 'foreign guests'] },
    ['外宾接待支出', '外事接待支出'],
  ),
  domesticReceptions: concept(
    { zh: '国内公务接待支出', en: 'domestic receptions' },
    { zh: ['国内接待', '国内公务接待'], en: ['domestic official receptions'] },
    ['其他国内公务接待支出', '国内公务接待支出', '国内接待支出'],
  ),
  foreignReceptionGroups: concept(
    { zh: '外宾接待团组', en: 'foreign groups received' },
    {
      zh: ['国（境）外来访团组', '外宾接待批次'],
      en: [
        'foreign delegations received',
        'foreign delegations',
        'foreign groups',
        'overseas delegations received',
        'foreign visitors groups',
      ],
    },
    ['国（境）外来访团组', '外宾接待团组', '外事接待批次'],
    groups,
  ),
  foreignReceptionPersons: concept(
    { zh: '外宾接待人次', en: 'foreign guests received' },
    { zh: ['来访外宾'] },
    ['来访外宾', '外事接待人次'],
    visits,
  ),
  domesticReceptionGroups: concept(
    { zh: '国内公务接待团组', en: 'domestic groups received' },
    {
      zh: [
        '国内接待批次',
        '国内公务接待批次',
        '接待批次',
        '接待团组',
        '来访团组',
        '国内来访团组',
        '来访批次',
        '接待批次数',
        '接待团组数',
        '接待的团组',
        '来访的团组',
        '公务接待多少批',
        '公务接待了多少批',
        '公务接待多少批次',
        '公务接待了多少批次',
        '接待多少批',
        '接待了多少批',
        '接待几批',
        '接待了几批',
        '接待多少批次',
        '接待了多少批次',
        '国内公务接待多少批次',
        '国内公务接待多少批',
        '国内公务接待了多少批',
        '批次',
      ],
      en: [
        'groups received',
        'delegations received',
        'reception groups',
        'visiting delegations',
        'visiting groups',
        'domestic visiting groups',
        'delegations hosted',
        'groups hosted',
        'batches received',
        'reception batches',
        'how many groups',
        'delegations',
      ],
    },
    ['国内来访团组', '国内公务接待批次', '国内接待批次', '公务接待批次'],
    groups,
  ),
  domesticReceptionPersons: concept(
    { zh: '国内公务接待人次', en: 'domestic guests received' },
    {
      zh: [
        '国内接待人次',
        '接待人次',
        '接待人数',
        '来宾人次',
        '来宾',
        '接待的人次',
        '来访人次',
        '公务接待多少人',
        '公务接待了多少人',
        '公务接待多少人次',
        '公务接待了多少人次',
        '接待多少人',
        '接待了多少人',
        '接待多少人次',
        '接待了多少人次',
        '国内公务接待多少人次',
        '国内公务接待多少人',
        '国内公务接待了多少人',
        '人次',
      ],
      en: [
        'guests received',
        'visitors received',
        'people received',
        'guests',
        'visitors',
        'visitors hosted',
        'guests hosted',
        'people hosted',
      ],
    },
    ['国内公务接待人次', '国内接待人次', '公务接待人次'],
    visits,
  ),
  conferenceExpenses: concept({ zh: '一般性支出中的会议费', en: 'conference expenses' }, {}, ['会议费']),
  trainingExpenses: concept({ zh: '一般性支出中的培训费', en: 'training expenses' }, {}, ['培训费']),
  trainingParticipants: concept(
    { zh: '参加培训人数', en: 'training participants' },
    {
      zh: ['培训人数', '参加人数', '参训人数', '培训多少人', '培训了多少人'],
      en: [
        'people attended training',
        'attended training',
        'people trained',
        'people were trained',
        'people trained',
        'trainees',
        'training attendance',
      ],
    },
    ['参加人数', '培训人数'],
    persons,
  ),
  vehicles: concept(
    { zh: '共有车辆', en: 'vehicles' },
    {
      zh: [
        ...['车辆', '有车', '车子', '车辆数', '车辆总数', '汽车', '多少辆车', '几辆车', '几台车', '多少台车'],
        ...['公务用车', '公车', '公务车', '辆车', '台车'],
      ],
      en: [
        ...['vehicle', 'cars', 'vehicle fleet', 'how many vehicles', 'how many cars'],
        ...['official vehicles', 'official cars', 'official vehicle', 'official car'],
      ],
    },
    ['共有车辆'],
    cars,
  ),
  equipment: concept(
    { zh: '大型设备', en: 'large equipment' },
    { zh: ['设备'], en: ['equipment', 'large-scale equipment'] },
    [],
    pieces,
  ),
  totalAssets: concept(
    { zh: '资产总额', en: 'total assets' },
    { zh: ['资产总计', '总资产', '资产'], en: ['assets'] },
    ['年末资产总额', '资产总额', '资产总计', '资产合计'],
  ),
  currentAssets: concept({ zh: '流动资产', en: 'current assets' }),
  fixedAssets: concept(
    { zh: '固定资产', en: 'fixed assets' },
    { zh: ['固定资产净值', '固定资产金额'], en: ['net fixed assets', 'fixed asset'] },
    ['固定资产净值', '固定资产金额', '固定资产'],
  ),
  totalLiabilities: concept(
    { zh: '负债合计', en: 'total liabilities' },
    { zh: ['负债', '负债总额'], en: ['liabilities'] },
    ['年末负债合计', '负债合计', '负债总额', '负债总计'],
  ),
  netAssets: concept({ zh: '净资产', en: 'net assets' }, { zh: ['净资产合计'] }, [
    '年末净资产合计',
    '净资产合计',
    '净资产',
  ]),
  posts: concept(
    { zh: '编制人数', en: 'posts' },
    {
      zh: ['编制', '编制数', '总编制', '核定编制', '编制员额', '定编'],
      en: [
        'authorised posts',
        'posts',
        'authorized posts',
        'establishment posts',
        'establishment',
        'headcount quota',
        'authorised headcount',
        'sanctioned posts',
        'staffing quota',
        'established posts',
      ],
    },
    ['总编制人数', '编制人数', '编制数', '核定编制数', '核定编制', '总编制'],
    persons,
  ),
  staff: concept(
    { zh: '在职人数', en: 'staff in post' },
    {
      zh: [
        '在职人员',
        '实有人数',
        '在编人员',
        '现有人员',
        '职工人数',
        '在职',
        '在岗',
        '在编',
        '在编人员',
        '在岗人员',
        '在职在岗',
        '实有',
        '实有人员',
        '现有在职人员',
        '在册职工',
        '员工人数',
        '员工数',
        '职工数',
        '在职职工',
        '多少员工',
        '多少职工',
        '几名职工',
        '有多少人',
        '有几个人',
        '几号人',
        '多少号人',
      ],
      en: [
        'filled posts',
        'filled',
        'staff',
        'serving staff',
        'in-service staff',
        'staff actually in post',
        'staff in service',
        'employees',
        'employee',
        'headcount',
        'workforce',
        'people work',
        'how many people work',
        'people employed',
        'in post',
        'serving employees',
        'staff members',
        'staff member',
        'active staff',
        'active staff member',
        'current staff',
        'people on staff',
        'staff on board',
        'incumbents',
      ],
    },
    ['在职在岗实有人数', '实有在职人数', '实际在职人数', '在职人数', '实有人数', '现有人员', '在职人员'],
    persons,
  ),
  retirees: concept(
    { zh: '离退休人数', en: 'retired staff' },
    {
      zh: ['离退休人员', '退休人员', '退休人数', '退休', '退休的', '退休职工', '离退休'],
      en: [
        'retirees',
        'retired',
        'retiree',
        'pensioners',
        'retired people',
        'retired employees',
        'pensioner',
      ],
    },
    ['离退休人员', '离退休人数', '退休人员', '退休人数'],
    persons,
  ),
  totalRevenue: concept(
    { zh: '收入总计', en: 'grand total of revenue' },
    {
      zh: ['收总计', '收支', '收支总计', '收支总额', '收支规模'],
      en: ['revenue grand total', 'revenue and expenditure'],
    },
    ['收入总计'],
  ),
  totalExpenditure: concept(
    { zh: '支出总计', en: 'grand total of expenditure' },
    {
      zh: ['支总计', '收支', '收支总计', '收支总额', '收支规模'],
      en: ['expenditure grand total', 'revenue and expenditure'],
    },
    ['支出总计'],
  ),
  selfEvaluation: concept(
    { zh: '绩效自评得分', en: 'performance self-evaluation score' },
    {
      zh: [
        '自评得分',
        '绩效得分',
        '绩效评分',
        '自评分',
        '自评总分',
        '自评分数',
        '绩效分',
        '绩效自评分',
        '绩效自评总分',
        '绩效评价得分',
        '评价得分',
        '绩效评价总分',
        '得分',
        '评分',
        '绩效自评',
        '绩效评价',
        '自评',
        '绩效自评分数',
        '绩效分数',
        '总分',
        '打分',
        '满分',
        '几分',
        '多少分',
      ],
      en: [
        'self-evaluation score',
        'self-assessment score',
        'performance score',
        'evaluation score',
        'performance evaluation score',
        'score',
        'scores',
        'scored',
        'performance self-evaluation',
        'self-evaluation',
        'self-assessment',
        'performance evaluation',
        'self-rating',
        'performance rating',
        'overall score',
        'overall performance score',
        'points',
        'self-evaluate',
        'self-evaluated',
        'mark',
      ],
    },
    [],
    points,
  ),
} as const satisfies Record<string, Concept>
export type Measure = keyof typeof measures

/** What is known by the words it is printed with: a project's indicators, whatever a sentence counts. */
export const statedMeasures = {
  indicator: concept({ zh: '绩效指标', en: 'performance indicator' }),
  stated: concept({ zh: '所述数据', en: 'stated figure' }),
} as const satisfies Record<string, Concept>
export type StatedMeasure = keyof typeof statedMeasures

export type FigureMeasure = Measure | StatedMeasure
export const figureMeasures: Readonly<Record<FigureMeasure, Concept>> = { ...measures, ...statedMeasures }

/** What of a measure a figure states; `amount` is the measure itself, in money or in its own unit. */
export const aspects = {
  amount: concept({ zh: '数额', en: 'amount' }),
  completionRate: concept({ zh: '完成年初预算的比例', en: 'completion of the initial budget' }),
  executionRate: concept({ zh: '完成全年预算的比例', en: 'execution of the adjusted budget' }),
  budgetDifference: concept({ zh: '与年初预算之差', en: 'difference to the initial budget' }),
  budgetDifferenceRate: concept({
    zh: '与年初预算之差的比例',
    en: 'difference to the initial budget in percent',
  }),
  change: concept({ zh: '比上年增减', en: 'change on the previous year' }),
  changeRate: concept({ zh: '比上年增减的比例', en: 'change on the previous year in percent' }),
  share: concept({ zh: '占比', en: 'share' }),
  target: concept({ zh: '目标值', en: 'target' }),
  actual: concept({ zh: '实际完成值', en: 'actual value' }),
  weight: concept({ zh: '分值', en: 'full score' }),
  score: concept({ zh: '得分', en: 'score' }),
  scoreRate: concept({ zh: '得分率', en: 'scoring rate' }),
  grade: concept({ zh: '等级', en: 'grade' }),
  deviation: concept({ zh: '偏差度', en: 'deviation' }),
} as const satisfies Record<string, Concept>
export type Aspect = keyof typeof aspects

/**
 * What stands in a printed place. A blank, a dash, "none" (无) and an explicit zero are four different things;
 * `words` say a value without a number (目标值 高质量), `unreadable` could not be read with certainty, `doubtful` was
 * read but breaks a rule of its table, `recognised` was read from a picture and is borne out by a sum or by another print.
 */
export const printStates = {
  amount: concept({ zh: '有数', en: 'amount' }),
  zero: concept({ zh: '零', en: 'zero' }),
  blank: concept({ zh: '空白', en: 'blank' }),
  dash: concept({ zh: '横线', en: 'dash' }),
  none: concept({ zh: '“无”', en: '"none"' }),
  words: concept({ zh: '文字', en: 'words' }),
  unreadable: concept({ zh: '无法辨认', en: 'unreadable' }),
  doubtful: concept({ zh: '存疑', en: 'doubtful' }),
  recognised: concept({ zh: '识别并核对', en: 'recognised' }),
} as const satisfies Record<string, Concept>
export type PrintState = keyof typeof printStates

/** States of a print that says a value. */
export const statesWithValue: ReadonlySet<PrintState> = new Set(['amount', 'zero', 'doubtful', 'recognised'])

/** How much a finding weighs, the heaviest first. */
export const severities = {
  real: concept({ zh: '实质矛盾', en: 'real' }),
  soft: concept({ zh: '待判断', en: 'soft' }),
  rounding: concept({ zh: '四舍五入尾差', en: 'rounding' }),
  label: concept({ zh: '名称或转换问题', en: 'label' }),
} as const satisfies Record<string, Concept>
export type Severity = keyof typeof severities

/** What reading and checking find. The label says what is the matter; the finding's details say where and how much. */
export const findingCodes = {
  'prints-differ': concept({
    zh: '同一份文件对同一个数印得不一致',
    en: 'one document prints two values for one figure',
  }),
  'reports-differ': concept({
    zh: '两份文件对同一个数印得不一致',
    en: 'two documents print different values for one figure',
  }),
  'malformed-amount': concept({
    zh: '此处所印文字不是一个金额',
    en: 'the text printed here is not an amount',
  }),
  'uncertain-cell': concept({
    zh: '无法确定此数属于哪一栏',
    en: 'it is not certain to which column this amount belongs',
  }),
  'row-does-not-add-up': concept({
    zh: '本行各栏之和与合计不符，可能有数错位，整行不予采用',
    en: 'the columns of this row do not add up to its sum; an amount may have moved, so the row is not taken',
  }),
  'sum-differs': concept({
    zh: '印出的合计与各部分之和不一致',
    en: 'the printed total is not the sum of its printed parts',
  }),
  'funds-differ': concept({
    zh: '全部资金都来自一种预算，同一个数却印得不一致',
    en: 'all money is of one fund, and yet the same figure is printed with two values',
  }),
  'rate-differs': concept({
    zh: '印出的百分比与所印金额算出的不一致',
    en: 'the printed percentage does not follow from the printed amounts',
  }),
  'score-differs': concept({
    zh: '印出的得分与分值、执行率或各项得分之和不符',
    en: 'the printed score does not fit its full score, its execution rate or the sum of its parts',
  }),
  'counts-differ': concept({
    zh: '同一事项的数量在不同地方不一致',
    en: 'the same thing is counted differently in two places',
  }),
  'table-cut': concept({
    zh: '表格没有印到合计就结束了，可能缺行',
    en: 'the table ends before its total; rows may be missing',
  }),
  'table-empty': concept({
    zh: '表格只有表头，没有数据，也没有说明',
    en: 'the table has a header and neither rows nor a remark',
  }),
  'classes-differ': concept({
    zh: '同名的功能分类科目与经济分类科目金额不同',
    en: 'items of one name differ between the functional and the economic classification',
  }),
  'name-differs': concept({
    zh: '部门名称前后不一致',
    en: 'the name of the department is printed in two ways',
  }),
  numbering: concept({
    zh: '编号重复或不连续',
    en: 'numbers are repeated or left out',
  }),
  'year-differs': concept({
    zh: '表名中的年份不是报告的年度',
    en: 'the title names another year than that of the report',
  }),
  'template-remnant': concept({
    zh: '留有模板的占位文字',
    en: 'a placeholder of the template was left in',
  }),
  'list-differs': concept({
    zh: '所列各项目金额之和与所述合计不一致',
    en: 'the listed projects do not add up to the stated total',
  }),
  'no-unit': concept({
    zh: '表格没有印出金额单位，金额不予采用',
    en: 'the table prints no unit, so its amounts are not taken',
  }),
  'unknown-header': concept({
    zh: '表名认得，表头认不出，整张表未读取',
    en: 'the title of the table is known and its header is not, so the table is not read',
  }),
  'unruled-table': concept({
    zh: '这张表没有表格线，分不清各栏，其中的数只按原文留存，不作为表中的数',
    en: 'no lines rule this table, so that its columns cannot be told: its amounts are kept as printed text only',
  }),
  'unread-page': concept({
    zh: '这一页只有图像，没有文字，未读取',
    en: 'this page is a picture without text and is not read',
  }),
  'unconfirmed-recognition': concept({
    zh: '从图像识别的数没有合计或另一处所印可以印证，不予采用，请对照原件',
    en: 'amounts read from a picture are borne out by no sum and no other print, so they are not taken; see the original',
  }),
  'unknown-table': concept({
    zh: '不认识这张表，其中的数只按旁边的文字留存，不参与合计',
    en: 'this table is not known: its amounts are kept under the words beside them and never added up',
  }),
  'unknown-column': concept({
    zh: '认不出这一栏，其中的数不予采用',
    en: 'this column is not known, so its amounts are not taken',
  }),
  'unknown-label': concept({
    zh: '认不出这一行的名称，其中的数不予采用',
    en: 'the name of this row is not known, so its amounts are not taken',
  }),
  'unclear-stage': concept({
    zh: '不清楚这一栏是年初预算、调整预算还是决算',
    en: 'it is not clear whether this column is the initial budget, the adjusted budget or final accounts',
  }),
  'unattached-amount': concept({
    zh: '不清楚这句话里的金额说的是哪个科目',
    en: 'it is not clear which item the amounts of this sentence speak of',
  }),
  corrected: concept({
    zh: '管理员更正了此数',
    en: 'an administrator corrected this figure',
  }),
  'correction-lapsed': concept({
    zh: '文件所印已不同于更正时，更正未采用',
    en: 'the document no longer prints what was corrected, so the correction is not applied',
  }),
  renamed: concept({
    zh: '部门已改名，文件是以旧名公布的',
    en: 'the department has another name since; the document was published under the old one',
  }),
  merged: concept({
    zh: '一个部门并入了另一个部门',
    en: 'a department has become part of another',
  }),
  'unresolved-item': concept({
    zh: '按名称无法确定这个科目的编码',
    en: 'the code of this item cannot be told from its name',
  }),
} as const satisfies Record<string, Concept>
export type FindingCode = keyof typeof findingCodes

/** The keys of a concept table, typed. */
export const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(table) as Key[] // Object.keys forgets the key type of a closed table
