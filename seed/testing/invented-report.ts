/**
 * Disclosures of departments that are none, in the three layouts that converters give the published ones. Every amount
 * is a whole number of 0.01 万元 (`hundredths`), and totals are summed here, so that an expectation can be written by hand
 * and the document still adds up.
 */
export type InventedItem = Readonly<{
  code: string
  class: string
  section: string
  item: string
  nature: 'basic' | 'project'
  initialHundredths: number
  finalHundredths: number
  reason: string
}>

export type InventedAccounts = Readonly<{
  department: string
  fiscalYear: number
  items: readonly InventedItem[]
  /** Opening and closing carryover, the same amount. */
  carryoverHundredths: number
  /** What the later tables and sections print; null: the document has none of them. */
  details: InventedDetails | null
}>

type EconomicItem = readonly [code: string, name: string, hundredths: number]
type ThreePublic = Readonly<{ purchase: number; operation: number; receptions: number }>

/** Amounts of the later tables and sections, in hundredths; percentages as printed. */
export type InventedDetails = Readonly<{
  /** Sections (款) of personnel and of non-personnel expenses; they add up to the basic expenditure of the items. */
  personnel: readonly EconomicItem[]
  nonPersonnel: readonly EconomicItem[]
  /** Nobody travels abroad. */
  threePublic: Readonly<{ adjusted: ThreePublic; final: ThreePublic }>
  totalChange: Readonly<{ amount: number; percent: string; reason: string }>
  appropriationChange: Readonly<{ amount: number; percent: string; reason: string }>
  agencyChange: Readonly<{ amount: number; percent: string; reason: string }>
  procurement: Readonly<{ goods: number; services: number; sme: number; smePercent: string }>
  shares: Readonly<{ basic: string; project: string }>
}>

export type InventedBudget = Readonly<{
  department: string
  fiscalYear: number
  items: readonly InventedItem[]
}>

const item = (
  code: string,
  path: readonly [string, string, string],
  nature: InventedItem['nature'],
  [initialHundredths, finalHundredths]: readonly [initial: number, final: number],
  reason: string,
): InventedItem => ({
  code,
  class: path[0],
  section: path[1],
  item: path[2],
  nature,
  initialHundredths,
  finalHundredths,
  reason,
})

const general = '一般公共服务支出'
const unions = '群众团体事务'

/**
 * A union in a place that is none, with an item (科普活动) that no other held document prints.
 * Total: initial budget 217.96 万元, final accounts 431.72 万元, completion 198.07 %. Basic expenditure 358.57 万元, of it
 * 293.35 personnel and 65.22 non-personnel; “three public” expenses 10.35 of 11.40 万元.
 */
export const yunxiUnion: InventedAccounts = {
  department: '青山市云溪县总工会',
  fiscalYear: 2023,
  carryoverHundredths: 8_28,
  details: {
    personnel: [
      ['30101', '基本工资', 112_40],
      ['30102', '津贴补贴', 48_30],
      ['30103', '奖金', 76_25],
      ['30108', '机关事业单位基本养老保险缴费', 17_64],
      ['30110', '职工基本医疗保险缴费', 9_36],
      ['30113', '住房公积金', 13_15],
      ['30302', '退休费', 14_20],
      ['30309', '奖励金', 2_05],
    ],
    nonPersonnel: [
      ['30201', '办公费', 21_60],
      ['30207', '邮电费', 6_32],
      ['30216', '培训费', 4_10],
      ['30217', '公务接待费', 1_95],
      ['30228', '工会经费', 22_85],
      ['30231', '公务用车运行维护费', 8_40],
    ],
    threePublic: {
      adjusted: { purchase: 0, operation: 9_00, receptions: 2_40 },
      final: { purchase: 0, operation: 8_40, receptions: 1_95 },
    },
    totalChange: { amount: 36_50, percent: '9.05', reason: '职工活动中心投入使用' },
    appropriationChange: { amount: 30_12, percent: '7.50', reason: '劳动竞赛活动增加' },
    agencyChange: { amount: -2_78, percent: '4.09', reason: '压减办公费' },
    procurement: { goods: 8_50, services: 21_50, sme: 24_30, smePercent: '81.00' },
    shares: { basic: '83.06', project: '16.94' },
  },
  items: [
    item(
      '2012901',
      [general, unions, '行政运行'],
      'basic',
      [150_20, 318_42],
      '新建职工活动中心投入使用，运行费增加',
    ),
    item(
      '2012902',
      [general, unions, '一般行政管理事务'],
      'project',
      [20_00, 46_85],
      '年中追加劳动竞赛专项资金',
    ),
    item('2012999', [general, unions, '其他群众团体事务支出'], 'project', [0, 21_30], '上级下达帮扶资金'),
    item(
      '2060702',
      ['科学技术支出', '科学技术普及', '科普活动'],
      'project',
      [8_00, 5_00],
      '科普展览场次减少',
    ),
    item(
      '2080505',
      ['社会保障和就业支出', '行政事业单位养老支出', '机关事业单位基本养老保险缴费支出'],
      'basic',
      [18_00, 17_64],
      '一名职工调出',
    ),
    item('2101101', ['卫生健康支出', '行政事业单位医疗', '行政单位医疗'], 'basic', [9_36, 9_36], ''),
    item('2210201', ['住房保障支出', '住房改革支出', '住房公积金'], 'basic', [12_40, 13_15], '缴费基数调整'),
  ],
}

/** A union that publishes a budget only: 96.30 万元. */
export const shiqiaoUnion: InventedBudget = {
  department: '青山市石桥区总工会',
  fiscalYear: 2023,
  items: [
    item('2012901', [general, unions, '行政运行'], 'basic', [70_00, 0], ''),
    item('2012906', [general, unions, '工会事务'], 'project', [18_05, 0], ''),
    item('2210201', ['住房保障支出', '住房改革支出', '住房公积金'], 'basic', [8_25, 0], ''),
  ],
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
const wan = (hundredths: number) => (hundredths / 100).toFixed(2)
/** As sentences print amounts: without closing zeros. */
const short = (hundredths: number) => String(hundredths / 100)
const orBlank = (hundredths: number) => (hundredths === 0 ? '' : wan(hundredths))

const initialOf = (items: readonly InventedItem[]) => sum(items.map((it) => it.initialHundredths))
const finalOf = (items: readonly InventedItem[]) => sum(items.map((it) => it.finalHundredths))
const natureOf = (items: readonly InventedItem[], nature: InventedItem['nature']) =>
  items.filter((it) => it.nature === nature)

const classNames = [
  '一般公共服务支出',
  '外交支出',
  '国防支出',
  '公共安全支出',
  '教育支出',
  '科学技术支出',
  '文化旅游体育与传媒支出',
  '社会保障和就业支出',
  '卫生健康支出',
  '节能环保支出',
  '城乡社区支出',
  '农林水支出',
  '交通运输支出',
  '资源勘探工业信息等支出',
  '商业服务业等支出',
  '金融支出',
  '援助其他地区支出',
  '自然资源海洋气象等支出',
  '住房保障支出',
  '粮油物资储备支出',
]

const revenueNames = [
  '一般公共预算财政拨款收入',
  '政府性基金预算财政拨款收入',
  '国有资本经营预算财政拨款收入',
  '上级补助收入',
  '事业收入',
  '经营收入',
  '附属单位上缴收入',
  '其他收入',
]

const numerals = [...'一二三四五六七八九十']
const numeral = (number: number): string =>
  number <= 10
    ? (numerals[number - 1] ?? '')
    : `${number >= 20 ? '二' : ''}十${number % 10 === 0 ? '' : numerals[(number % 10) - 1]}`

const numbered = (names: readonly string[]) => names.map((name, index) => `${numeral(index + 1)}、${name}`)

type OverallRow = readonly [revenue: string, amount: string, expenditure: string, amount: string]

/** The rows of the overall table; `empty` is what is printed where nothing was received or spent. */
const overallRows = (
  revenue: readonly [name: string, text: string][],
  amountOfClass: (name: string) => string,
  totals: readonly OverallRow[],
): readonly OverallRow[] => [
  ...numbered(classNames).map((label, index): OverallRow => {
    const [name, text] = revenue[index] ?? ['', '']
    return [
      name === '' ? '' : `${numeral(index + 1)}、${name}`,
      text,
      label,
      amountOfClass(classNames[index] ?? ''),
    ]
  }),
  ...totals,
]

const accountsRows = ({ items, carryoverHundredths }: InventedAccounts, empty: string) => {
  const total = finalOf(items)
  const classAmount = (name: string) => {
    const amount = finalOf(items.filter((it) => it.class === name))
    return amount === 0 ? empty : wan(amount)
  }
  const revenue = revenueNames.map((name, index): [string, string] => [
    name,
    index === 0 ? wan(total) : name === '其他收入' ? '0.00' : empty,
  ])
  return overallRows(revenue, classAmount, [
    ['本年收入合计', wan(total), '本年支出合计', wan(total)],
    ['使用非财政拨款结余', empty, '结余分配', empty],
    ['年初结转和结余', wan(carryoverHundredths), '年末结转和结余', wan(carryoverHundredths)],
    ['总计', wan(total + carryoverHundredths), '总计', wan(total + carryoverHundredths)],
  ])
}

/** The execution section: the whole, then every item with the reason for the difference. */
const executionParagraphs = ({ items, fiscalYear }: InventedAccounts): readonly string[] => {
  const completion = (initial: number, final: number) =>
    initial === 0 ? '' : `，完成年初预算的${Number(((final / initial) * 100).toFixed(2))}%`
  const comparison = ({ initialHundredths: initial, finalHundredths: final, reason }: InventedItem) =>
    initial === final
      ? '，决算数与年初预算数持平'
      : `，决算数${final > initial ? '大于' : '小于'}年初预算数的主要原因是：${reason}`
  const said = (initial: number, final: number) =>
    `为${short(initial)}万元，支出决算为${short(final)}万元${completion(initial, final)}`
  return [
    `${fiscalYear}年度一般公共预算财政拨款支出年初预算${said(initialOf(items), finalOf(items))}，其中：`,
    ...items.flatMap((it, index) => [
      `（${index + 1}）${it.class}（类）${it.section}（款）${it.item}（项）。`,
      `年初预算${said(it.initialHundredths, it.finalHundredths)}${comparison(it)}。`,
    ]),
  ]
}

const paragraphs = (lines: readonly string[]) => lines.join('\n\n')

const opening = ({ department, fiscalYear }: InventedAccounts) => [
  `${fiscalYear}年度\n${department}\n部门决算`,
  '目 录',
  `第一部分 ${department}概况`,
  '第二部分 部门决算表',
  '第三部分 部门决算情况说明',
  `第一部分 ${department}概况`,
  '一、部门职责',
  `${department}代表和维护职工的合法权益。`,
]

const rose = ({ amount, percent, reason }: InventedDetails['totalChange']) =>
  `与上年相比，${amount < 0 ? '减少' : '增加'}${short(Math.abs(amount))}万元，${amount < 0 ? '下降' : '增长'}${percent}%。主要原因是${reason}。`

const total = (of: ThreePublic) => of.purchase + of.operation + of.receptions
const economic = (items: readonly EconomicItem[]) => sum(items.map(([, , hundredths]) => hundredths))

const threePublicParagraphs = ({ adjusted, final }: InventedDetails['threePublic']): readonly string[] => {
  const spent = (name: string, budget: number, outturn: number) =>
    `${name}支出预算为${short(budget)}万元，支出决算为${short(outturn)}万元`
  return [
    `“三公”经费财政拨款${spent('', total(adjusted), total(final))}，其中：`,
    `${spent('因公出国（境）费', 0, 0)}，全年安排因公出国（境）团组0个，累计0人次。`,
    `${spent('公务接待费', adjusted.receptions, final.receptions)}，全年共接待来访团组21个、来宾168人次。`,
    `${spent('公务用车购置费', adjusted.purchase, final.purchase)}。`,
    `${spent('公务用车运行维护费', adjusted.operation, final.operation)}，公务用车保有量为3辆。`,
  ]
}

/** The sections that say what the tables print, each amount once. */
const detailSections = (accounts: InventedAccounts, details: InventedDetails) => {
  const { items, fiscalYear } = accounts
  const basic = finalOf(natureOf(items, 'basic'))
  const { goods, services, sme, smePercent } = details.procurement
  const agency = economic(details.nonPersonnel)
  return {
    structure: [
      '三、支出决算情况说明',
      `${fiscalYear}年度支出合计${short(finalOf(items))}万元，其中：基本支出${short(basic)}万元，占${details.shares.basic}%；项目支出${short(finalOf(natureOf(items, 'project')))}万元，占${details.shares.project}%。`,
    ],
    overall: [
      '（一）一般公共预算财政拨款支出决算总体情况',
      `${fiscalYear}年度一般公共预算财政拨款支出${short(finalOf(items))}万元，占本年支出合计的100%。${rose(details.appropriationChange).replace('，', '，一般公共预算财政拨款支出')}`,
    ],
    after: [
      `人员经费${short(economic(details.personnel))}万元，主要包括基本工资、津贴补贴等。`,
      `公用经费${short(agency)}万元，主要包括办公费、邮电费等。`,
      '九、财政拨款“三公”经费支出决算情况说明',
      ...threePublicParagraphs(details.threePublic),
      '十、机关运行经费支出说明',
      `本部门${fiscalYear}年度机关运行经费支出${short(agency)}万元，${rose(details.agencyChange)}`,
      '十一、政府采购支出说明',
      `本部门${fiscalYear}年度政府采购支出总额${short(goods + services)}万元，其中：政府采购货物支出${short(goods)}万元、政府采购工程支出0万元、政府采购服务支出${short(services)}万元。授予中小企业合同金额${short(sme)}万元，占政府采购支出总额的${smePercent}%。`,
    ],
  }
}

const narrative = (accounts: InventedAccounts) => {
  const { fiscalYear, items, carryoverHundredths, details } = accounts
  const sections = details === null ? null : detailSections(accounts, details)
  const totals = `${fiscalYear}年度收、支总计${short(finalOf(items) + carryoverHundredths)}万元`
  return [
    `第三部分 ${fiscalYear}年度部门决算情况说明`,
    '一、收入支出决算总体情况说明',
    details === null ? `${totals}。` : `${totals}，${rose(details.totalChange)}`,
    ...(sections?.structure ?? []),
    '五、一般公共预算财政拨款支出决算情况说明',
    ...(sections?.overall ?? []),
    '（三）一般公共预算财政拨款支出决算具体情况',
    ...executionParagraphs(accounts),
    '六、一般公共预算财政拨款基本支出决算情况说明',
    `${fiscalYear}年度财政拨款基本支出${wan(finalOf(natureOf(items, 'basic')))}万元，其中：`,
    ...(sections?.after ?? []),
  ]
}

const captions = (number: string, department: string) => `公开${number}表\n单位：万元\n\n部门：${department}`

/** Final accounts with a row to a line, cells parted by tabs. */
export const writeTabAccounts = (accounts: InventedAccounts): string => {
  const { department, items } = accounts
  const rows = accountsRows(accounts, '')
  const overall = [
    '收入\t\t\t支出\t\t',
    '项目\t行次\t金额\t项目\t行次\t金额',
    '栏次\t\t1\t栏次\t\t2',
    ...rows.map(([left, revenue, right, expenditure], index) =>
      [left, index + 1, revenue, right, index + 1 + rows.length, expenditure].join('\t'),
    ),
  ]
  const byFunction = [
    '功能分类科目编码\t\t\t科目名称\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出',
    '类\t款\t项\t栏次\t1\t2\t3\t4\t5\t6',
    [
      '\t\t\t合计',
      wan(finalOf(items)),
      orBlank(finalOf(natureOf(items, 'basic'))),
      orBlank(finalOf(natureOf(items, 'project'))),
      '\t\t',
    ].join('\t'),
    ...items.map((it) =>
      [
        `${it.code}\t\t`,
        it.item,
        wan(it.finalHundredths),
        it.nature === 'basic' ? wan(it.finalHundredths) : '',
        it.nature === 'project' ? wan(it.finalHundredths) : '',
        '\t\t',
      ].join('\t'),
    ),
  ]
  return paragraphs([
    ...opening(accounts),
    '第二部分\n\n部门决算表',
    '收入支出决算总表',
    captions('01', department),
    overall.join('\n'),
    '注：本表反映部门本年度的总收支和年末结转结余情况。',
    '支出决算表',
    captions('03', department),
    byFunction.join('\n'),
    '注：本表反映部门本年度各项支出情况。',
    ...(accounts.details === null ? [] : tabDetailTables(accounts, accounts.details)),
    ...narrative(accounts),
  ])
}

/** The tables of revenue, of appropriated expenditure, of basic expenditure and of “three public” expenses. */
const tabDetailTables = (
  { department, items }: InventedAccounts,
  details: InventedDetails,
): readonly string[] => {
  const table = (number: string, title: string, lines: readonly string[]) => [
    title,
    captions(number, department),
    lines.join('\n'),
    '注：本表反映部门本年度情况。',
  ]
  const final = (it: InventedItem) => it.finalHundredths
  const coded = codedRows(items, final)
  const basic = finalOf(natureOf(items, 'basic'))
  const revenue = [
    '项目\t\t\t本年收入合计\t财政拨款收入\t上级补助收入\t事业收入\t经营收入\t附属单位上缴收入\t其他收入',
    '功能分类科目编码\t科目名称\t\t\t\t\t\t\t\t',
    '类\t款\t项\t1\t2\t3\t4\t5\t6\t7',
    `\t\t合计\t${wan(finalOf(items))}\t${wan(finalOf(items))}\t\t\t\t\t`,
    ...coded.map(
      (row) =>
        `${row.code}\t\t${row.name}\t${wan(row.basic + row.project)}\t${wan(row.basic + row.project)}\t\t\t\t\t`,
    ),
  ]
  const appropriated = [
    '项目\t\t\t本年支出\t\t',
    '功能分类科目编码\t科目名称\t\t小计\t基本支出\t项目支出',
    '类\t款\t项\t1\t2\t3',
    `\t\t合计\t${wan(finalOf(items))}\t${wan(basic)}\t${wan(finalOf(items) - basic)}`,
    ...coded.map((row) =>
      [row.code, '', row.name, wan(row.basic + row.project), orBlank(row.basic), orBlank(row.project)].join(
        '\t',
      ),
    ),
  ]
  const classes = (names: Readonly<Record<string, string>>, sections: readonly EconomicItem[]) =>
    Object.entries(names).flatMap(([code, name]): readonly EconomicItem[] => {
      const below = sections.filter(([section]) => section.startsWith(code))
      return [[code, name, economic(below)], ...below]
    })
  const left = classes({ 301: '工资福利支出', 303: '对个人和家庭的补助' }, details.personnel)
  const right = classes({ 302: '商品和服务支出' }, details.nonPersonnel)
  const side = (entry: EconomicItem | undefined) =>
    entry ? [entry[0], entry[1], wan(entry[2])] : ['', '', '']
  const economicRows = [
    '人员经费\t\t\t公用经费\t\t\t\t\t',
    Array.from({ length: 3 }, () => '科目代码\t科目名称\t决算数').join('\t'),
    ...left.map((entry, index) => [...side(entry), ...side(right[index]), '', '', ''].join('\t')),
    [
      '人员经费合计',
      '',
      wan(economic(details.personnel)),
      '公用经费合计',
      '',
      '',
      '',
      '',
      wan(economic(details.nonPersonnel)),
    ].join('\t'),
  ]
  const { adjusted, final: spent } = details.threePublic
  const six = (of: ThreePublic) => [
    total(of),
    0,
    of.purchase + of.operation,
    of.purchase,
    of.operation,
    of.receptions,
  ]
  const heads = '合计\t因公出国（境）费\t公务用车购置及运行维护费\t\t\t公务接待费'
  const threePublic = [
    '预算数\t\t\t\t\t\t决算数\t\t\t\t\t',
    `${heads}\t${heads}`,
    '\t\t小计\t公务用车购置费\t公务用车运行维护费\t\t\t\t小计\t公务用车购置费\t公务用车运行维护费\t',
    Array.from({ length: 12 }, (_, index) => index + 1).join('\t'),
    [...six(adjusted), ...six(spent)].map(wan).join('\t'),
  ]
  return [
    ...table('02', '收入决算表', revenue),
    ...table('05', '一般公共预算财政拨款支出决算表', appropriated),
    ...table('06', '一般公共预算财政拨款基本支出决算明细表', economicRows),
    ...table('09', '财政拨款“三公”经费支出决算表', threePublic),
  ]
}

/** The coded rows of a function table with the classes and sections above the items, as most documents print them. */
const codedRows = (
  items: readonly InventedItem[],
  amountOf: (item: InventedItem) => number,
): readonly { code: string; name: string; basic: number; project: number }[] => {
  const nameOf = { 3: 'class', 5: 'section', 7: 'item' } as const
  const codes = [...new Set(items.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]))].sort()
  return codes.flatMap((code) => {
    const below = items.filter((it) => it.code.startsWith(code))
    const amount = (nature: InventedItem['nature']) => sum(natureOf(below, nature).map(amountOf))
    const name = below[0]?.[nameOf[code.length as 3 | 5 | 7]] ?? '' // cut to these lengths above
    return [{ code, name, basic: amount('basic'), project: amount('project') }]
  })
}

/** Final accounts as page text: columns parted by blanks, a blank line after each row, 0.00 for nothing. */
export const writeSpacedAccounts = (accounts: InventedAccounts): string => {
  const { department, fiscalYear, items } = accounts
  const rows = accountsRows(accounts, '0.00')
  const coded = codedRows(items, (it) => it.finalHundredths)
  const caption = (number: string) => [
    `公开 ${number} 表`,
    `部门：${department} ${fiscalYear} 年度 单位：万元`,
  ]
  const functionRow = (head: string, basic: number, project: number) =>
    `${head} ${[basic + project, basic, project, 0, 0, 0].map(wan).join(' ')}`
  return paragraphs([
    ...opening(accounts),
    `第二部分\n\n${fiscalYear} 年度部门决算表`,
    '收入支出决算总表',
    ...caption('01'),
    '收入 支出',
    '项 目 行次 决算数 项 目 行次 决算数',
    '栏 次 1 栏 次 2',
    ...rows.map(([left, revenue, right, expenditure], index) =>
      (left === ''
        ? [index + 1, right, index + 1 + rows.length, expenditure]
        : [left, index + 1, revenue, right, index + 1 + rows.length, expenditure]
      ).join(' '),
    ),
    '注：本表反映部门本年度的总收支和年末结转结余情况。',
    '支出决算表',
    ...caption('03'),
    '项 目\n\n本年支出合计 基本支出 项目支出 上缴上级支出 经营支出\n对附属单位补\n\n助支出功能分类\n\n科目编码\n科目名称',
    '栏次 1 2 3 4 5 6',
    functionRow('合计', finalOf(natureOf(items, 'basic')), finalOf(natureOf(items, 'project'))),
    ...coded.map(({ code, name, basic, project }) => functionRow(`${code} ${name}`, basic, project)),
    '注：本表反映部门本年度各项支出情况。',
    ...narrative(accounts),
  ])
}

const cellRow = (cells: readonly (string | number)[]) => cells.map((cell) => `\t${cell}`).join('\n')

/** A budget as converters write Word tables: one cell to a line, a blank line after each row. */
export const writeCellBudget = ({ department, fiscalYear, items }: InventedBudget): string => {
  const total = initialOf(items)
  const initial = (it: InventedItem) => it.initialHundredths
  const classAmount = (name: string) => orBlank(sum(items.filter((it) => it.class === name).map(initial)))
  const overall = overallRows(
    [
      ['一般公共预算拨款收入', wan(total)],
      ['政府性基金预算拨款收入', ''],
      ['国有资本经营预算拨款收入', ''],
      ['财政专户管理资金收入', ''],
      ['事业收入', ''],
      ['其他收入', ''],
    ],
    classAmount,
    [
      ['本年收入合计', wan(total), '本年支出合计', wan(total)],
      ['上年结转结余', '', '年终结转结余', ''],
      ['收入总计', wan(total), '支出总计', wan(total)],
    ],
  )
  const coded = codedRows(items, initial)
  const caption = cellRow([`305${department}`, `预算年度：${fiscalYear}`, '单位：万元'])
  const functionRow = (index: number, code: string, name: string, basic: number, project: number) =>
    cellRow([index, code, name, wan(basic + project), orBlank(basic), orBlank(project), '', '', ''])
  const basic = sum(natureOf(items, 'basic').map(initial))
  return [
    ` [bookmark: _Toc_2_2_0000000001]部门预算收支总表\n${caption}`,
    cellRow(['序号', '收入', '支出']),
    cellRow(['', '项  目', '预算数', '项  目', '预算数']),
    cellRow(['栏次', 1, 2, 3, 4]),
    ...overall.map((row, index) => cellRow([index + 1, ...row])),
    `\n\n[bookmark: _Toc_2_2_0000000003]部门预算支出总表\n${caption}`,
    cellRow([
      '序号',
      '功能分类科目',
      '合计',
      '基本支出',
      '项目支出',
      '经营支出',
      '上解上级     支出',
      '对附属单位补助支出',
    ]),
    cellRow(['', '科目    编码', '科目名称', '', '', '', '', '', '']),
    cellRow(['栏次', 1, 2, 3, 4, 5, 6, 7, 8]),
    functionRow(1, '', '合计', basic, total - basic),
    ...coded.map((row, index) => functionRow(index + 2, row.code, row.name, row.basic, row.project)),
    `\n\n${department}${fiscalYear}年部门预算信息公开情况说明`,
    '[bookmark: _Toc_3_3_0000000011]二、部门预算安排的总体情况',
    `${fiscalYear}年预算收入${short(total)}万元。`,
    '',
  ].join('\n\n')
}
