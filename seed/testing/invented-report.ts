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
 * Total: initial budget 217.96 万元, final accounts 431.72 万元, completion 198.07 %.
 */
export const yunxiUnion: InventedAccounts = {
  department: '青山市云溪县总工会',
  fiscalYear: 2023,
  carryoverHundredths: 8_28,
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

const narrative = (accounts: InventedAccounts) => [
  `第三部分 ${accounts.fiscalYear}年度部门决算情况说明`,
  '一、收入支出决算总体情况说明',
  `${accounts.fiscalYear}年度收、支总计${short(finalOf(accounts.items) + accounts.carryoverHundredths)}万元。`,
  '五、一般公共预算财政拨款支出决算情况说明',
  '（三）一般公共预算财政拨款支出决算具体情况',
  ...executionParagraphs(accounts),
  '六、一般公共预算财政拨款基本支出决算情况说明',
  `${accounts.fiscalYear}年度财政拨款基本支出${wan(finalOf(natureOf(accounts.items, 'basic')))}万元。`,
]

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
    ...narrative(accounts),
  ])
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
