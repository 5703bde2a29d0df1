import { describe, expect, it } from 'vitest'
import { departmentIdOf, figureIdOf, reportIdOf } from '../db/domain/figure.ts'
import { buildRows } from './build-rows.ts'
import type { StoreRows } from './store-rows.ts'
import { functionItem, identityOf, keyOf, printOf, readingOf } from './testing/readings.ts'

const generalPublic = { fund: 'generalPublicBudget' } as const
const initial = keyOf({ ...generalPublic, stage: 'initialBudget' })
const outturn = keyOf(generalPublic)

const only = <Row>(rows: readonly Row[]): Row => {
  expect(rows).toHaveLength(1)
  return rows[0] as Row // the line above holds it
}

/** The texts of a figure's prints, the primary one first. */
const printsOf = (rows: StoreRows, figureNumber: number): readonly string[] =>
  rows.figure_print
    .filter((link) => link.figure_number === figureNumber)
    .toSorted((left, right) => left.rank - right.rank)
    .map((link) => rows.print.find((print) => print.print_id === link.print_id)?.printed_text ?? '?')

const sidesOf = (rows: StoreRows, findingId: number): readonly (readonly string[])[] =>
  [
    ...Map.groupBy(
      rows.finding_print.filter((link) => link.finding_id === findingId),
      (link) => link.side,
    ),
  ]
    .toSorted(([left], [right]) => left - right)
    .map(([, links]) =>
      links.map((link) => rows.print.find((print) => print.print_id === link.print_id)?.printed_text ?? '?'),
    )

describe('prints become figures', () => {
  it('gathers prints that say the same figure', () => {
    const rows = buildRows([readingOf([printOf(outturn, '429.56'), printOf(outturn, '429.56', { rank: 2 })])])
    const figure = only(rows.figure)
    expect(figure).toMatchObject({ amount_fen: 429_560_000, state: 'amount', standing: 'primary' })
    expect(rows.print).toHaveLength(2)
    expect(rows.figure_print.map(({ rank }) => rank)).toEqual([0, 1])
    expect(rows.finding).toEqual([])
  })

  it.each([
    { prints: [printOf(outturn, '1', { rank: 3 }), printOf(outturn, '2', { rank: 1 })], first: '2' },
    { prints: [printOf(outturn, '1', { rank: 2 }), printOf(outturn, '2', { rank: 3 })], first: '1' },
    { prints: [printOf(outturn, '1'), printOf(outturn, '2')], first: '1' },
  ])('takes $first as the primary print: tables, then text, then attachments', ({ prints, first }) => {
    const rows = buildRows([readingOf(prints)])
    expect(printsOf(rows, only(rows.figure).figure_number)[0]).toBe(first)
  })

  it('lets a blank in a main table not hide an amount in the text', () => {
    const rows = buildRows([readingOf([printOf(outturn, ''), printOf(outturn, '12.5', { rank: 2 })])])
    expect(only(rows.figure)).toMatchObject({ amount_fen: 12_500_000, state: 'amount' })
    expect(printsOf(rows, only(rows.figure).figure_number)).toEqual(['12.5', ''])
    expect(rows.finding).toEqual([])
  })

  it('lets a printed zero answer before an amount in the text, and says that they differ', () => {
    const rows = buildRows([readingOf([printOf(outturn, '0'), printOf(outturn, '12.5', { rank: 2 })])])
    expect(only(rows.figure)).toMatchObject({ amount_fen: 0, state: 'zero' })
    expect(only(rows.finding)).toMatchObject({ code: 'prints-differ', severity: 'real' })
  })

  it('keeps a figure that is only blank, without an amount', () => {
    const rows = buildRows([readingOf([printOf(outturn, '')])])
    expect(only(rows.figure)).toMatchObject({ amount_fen: null, state: 'blank' })
  })

  it('keeps a print that states no figure', () => {
    const rows = buildRows([readingOf([{ ...printOf(outturn, '7'), figures: [] }])])
    expect(rows.figure).toEqual([])
    expect(only(rows.print)).toMatchObject({ printed_text: '7' })
  })

  it('gives a figure the same id whatever else is loaded, and whatever amount it has', () => {
    const id = (text: string) => only(buildRows([readingOf([printOf(outturn, text)])]).figure).figure_id
    expect(id('1')).toBe(id('2'))
    expect(id('1')).toBe(figureIdOf(reportIdOf(identityOf()), outturn))
  })

  it('ties a reason to the figures it speaks of, and to none that is not there', () => {
    const about = [outturn, keyOf({ measure: 'revenue' })]
    const statement = {
      kind: 'reason' as const,
      text: '决算数大于预算数的主要原因是：人员增加。',
      section: '',
      page: null,
      lines: [5, 6] as const,
      quote: '人员增加',
      about,
    }
    const rows = buildRows([readingOf([printOf(outturn, '1')], {}, { statements: [statement] })])
    const kept = only(rows.statement)
    expect(kept.text).toBe(statement.text)
    expect(rows.excerpt.find(({ excerpt_number: number }) => number === kept.excerpt_number)).toMatchObject({
      line_start: 5,
      line_end: 6,
      quote: '人员增加',
    })
    expect(only(rows.statement_figure)).toMatchObject({ figure_number: only(rows.figure).figure_number })
  })

  it('keeps once where several things are printed, and no text that is quoted as a whole', () => {
    const quote = '决算数大于预算数的主要原因是：人员增加。'
    const where = { section: '第三部分', page: null, lines: [5, 5] as const, quote }
    const statement = { kind: 'reason' as const, text: quote, ...where, about: [] }
    const prints = ['1', '2'].map((text, index) => {
      const reading = printOf(keyOf({ fiscalYear: 2022 + index }), text)
      return { ...reading, print: { ...reading.print, ...where, tableTitle: null } }
    })
    const elsewhere = printOf(outturn, '3')
    const rows = buildRows([readingOf([...prints, elsewhere], {}, { statements: [statement] })])
    expect(rows.place.map(({ section }) => section)).toEqual(['第三部分', elsewhere.print.section])
    expect(rows.excerpt).toHaveLength(2)
    const [first, second, third] = rows.print.map(({ excerpt_number: number }) => number)
    expect([second, only(rows.statement).excerpt_number]).toEqual([first, first])
    expect(third).not.toBe(first)
    expect(only(rows.statement).text).toBeNull()
  })
})

describe('prints of one figure that differ', () => {
  it.each([
    { case: 'one last digit apart', texts: ['429.56', '429.57'], severity: 'rounding', sizeFen: 10_000 },
    { case: 'two last digits apart', texts: ['429.56', '429.58'], severity: 'real', sizeFen: 20_000 },
    {
      case: 'the coarser of the two decides',
      texts: ['429.56', '430'],
      severity: 'rounding',
      sizeFen: 440_000,
    },
    { case: 'far apart', texts: ['429.56', '329.56'], severity: 'real', sizeFen: 100_000_000 },
  ])('are a finding: $case', ({ texts, severity, sizeFen }) => {
    const rows = buildRows([readingOf(texts.map((text) => printOf(outturn, text)))])
    const finding = only(rows.finding)
    expect(finding).toMatchObject({ code: 'prints-differ', severity, size_fen: sizeFen })
    expect(JSON.parse(finding.details)).toEqual({ primary: texts[0], other: texts[1] })
    expect(sidesOf(rows, finding.finding_id)).toEqual(texts.map((text) => [text]))
  })

  it('are judged by the two that differ, not by a third and coarser one', () => {
    const rows = buildRows([readingOf(['429.56', '429.90', '430'].map((text) => printOf(outturn, text)))])
    const severities = rows.finding.map(({ details, severity }) => [JSON.parse(details).other, severity])
    expect(severities).toEqual([
      ['429.90', 'real'],
      ['430', 'rounding'],
    ])
  })

  it('cite beside the primary what only rounds it', () => {
    const rows = buildRows([readingOf(['429.56', '430', '329.56'].map((text) => printOf(outturn, text)))])
    const real = only(rows.finding.filter(({ severity }) => severity === 'real'))
    expect(sidesOf(rows, real.finding_id)).toEqual([['429.56', '430'], ['329.56']])
  })

  it('agree where only unit and digits differ', () => {
    const texts = [printOf(outturn, '429.56'), printOf(outturn, '4,295,600.00', { unit: '元' })]
    expect(buildRows([readingOf(texts)]).finding).toEqual([])
  })

  it.each([
    { other: '303.35', severity: 'rounding' },
    { other: '303.4', severity: 'rounding' },
    { other: '203.34', severity: 'real' },
  ])('are a finding for percentages too: 303.34 and $other', ({ other, severity }) => {
    const rate = keyOf({ ...generalPublic, aspect: 'completionRate' })
    const texts = ['303.34', other].map((text) => printOf(rate, text, { unit: '%' }))
    const rows = buildRows([readingOf(texts)])
    expect(only(rows.finding)).toMatchObject({ code: 'prints-differ', severity, size_fen: null })
  })

  it('name every print of a side', () => {
    const rows = buildRows([readingOf(['1', '2', '1', '2'].map((text) => printOf(outturn, text)))])
    expect(sidesOf(rows, only(rows.finding).finding_id)).toEqual([
      ['1', '1'],
      ['2', '2'],
    ])
  })
})

describe('totals and leaves', () => {
  const totalsOf = (items: readonly (readonly [code: string, name: string])[]) => {
    const prints = items.map(([code, name]) => printOf(keyOf({ item: functionItem(code, name) }), '1'))
    const { figure } = buildRows([readingOf([printOf(keyOf(), '9'), ...prints])])
    return figure.filter((row) => row.is_total === 1).map((row) => row.item_code)
  }

  it('marks what has items below it, not the items', () => {
    expect(
      totalsOf([
        ['201', '一般公共服务支出'],
        ['20129', '群众团体事务'],
        ['2012901', '行政运行'],
        ['221', '住房保障支出'],
      ]),
    ).toEqual([null, '201', '20129'])
  })

  it('marks a class whose items stand without the section between', () => {
    expect(
      totalsOf([
        ['201', '一般公共服务支出'],
        ['2012901', '行政运行'],
      ]),
    ).toEqual([null, '201'])
  })

  it('takes a class without items as a leaf, and a whole without items as no total', () => {
    expect(totalsOf([['201', '一般公共服务支出']])).toEqual([null])
    expect(totalsOf([])).toEqual([])
  })

  it('does not let items of another stage, fund or measure make a total', () => {
    const item = functionItem('201', '一般公共服务支出')
    const child = functionItem('2012901', '行政运行')
    const { figure } = buildRows([
      readingOf([
        printOf(keyOf({ item }), '9'),
        printOf(keyOf({ item: child, stage: 'initialBudget' }), '1'),
        printOf(keyOf({ item: child, fund: 'generalPublicBudget' }), '1'),
        printOf(keyOf({ item: child, measure: 'basicExpenditure' }), '1'),
      ]),
    ])
    expect(figure.filter((row) => row.is_total === 1)).toEqual([])
  })
})

describe('the fund that answers where none is named', () => {
  const defaultFunds = (readings: Parameters<typeof buildRows>[0]) =>
    buildRows(readings).figure.filter((row) => row.is_default_fund === 1)

  it('is the most general one', () => {
    const figure = only(
      defaultFunds([readingOf([printOf(outturn, '400'), printOf(keyOf({ fund: 'all' }), '429.56')])]),
    )
    expect(figure).toMatchObject({ fund: 'all', amount_fen: 429_560_000 })
  })

  it('is one with a value before one that is blank', () => {
    const figure = only(
      defaultFunds([readingOf([printOf(outturn, '400'), printOf(keyOf({ fund: 'all' }), '')])]),
    )
    expect(figure).toMatchObject({ fund: 'generalPublicBudget' })
  })

  it('is chosen for each stage, item and year of its own', () => {
    const item = functionItem('201', '一般公共服务支出')
    const chosen = defaultFunds([
      readingOf([
        printOf(outturn, '1'),
        printOf(initial, '2'),
        printOf(keyOf({ item }), '3'),
        printOf(keyOf({ fiscalYear: 2022 }), '4'),
      ]),
    ])
    expect(chosen).toHaveLength(4)
  })

  it('is that of the final accounts, where a budget states the stage for all funds', () => {
    const figure = only(
      defaultFunds([
        readingOf([printOf(keyOf({ stage: 'initialBudget' }), '150')], { kind: 'budget' }),
        readingOf([printOf(initial, '141.61', { rank: 2 })]),
      ]),
    )
    expect(figure).toMatchObject({ fund: 'generalPublicBudget', amount_fen: 141_610_000 })
  })
})

describe('a budget and final accounts of one year', () => {
  const budget = (text: string) => readingOf([printOf(initial, text)], { kind: 'budget' })
  const accounts = (text: string, edition: 'department' | 'unit' = 'department') =>
    readingOf([printOf(initial, text, { rank: 2 })], { edition })
  const standing = (rows: StoreRows) => rows.figure.map((row) => [row.amount_fen, row.standing])

  it.each([
    { order: 'budget first' },
    { order: 'final accounts first' },
  ])('that state the same initial budget: the final accounts answer, $order', ({ order }) => {
    const readings = [budget('150'), accounts('141.61')]
    const rows = buildRows(order === 'budget first' ? readings : readings.toReversed())
    expect(new Map(rows.figure.map((row) => [row.standing, row.amount_fen]))).toEqual(
      new Map([
        ['secondary', 150_000_000],
        ['primary', 141_610_000],
      ]),
    )
    const finding = only(rows.finding)
    expect(finding).toMatchObject({
      code: 'reports-differ',
      severity: 'real',
      size_fen: 8_390_000,
      report_number: rows.report.find(({ report_id }) => report_id === reportIdOf(identityOf()))
        ?.report_number,
    })
    expect(JSON.parse(finding.details)).toEqual({ primary: '141.61', other: '150' })
    expect(sidesOf(rows, finding.finding_id)).toEqual([['141.61'], ['150']])
  })

  it('agree: nothing is found', () => {
    expect(buildRows([budget('141.61'), accounts('141.61')]).finding).toEqual([])
  })

  it('differ by the last printed digit only: rounding', () => {
    const rows = buildRows([budget('141.6'), accounts('141.61')])
    expect(only(rows.finding)).toMatchObject({ code: 'reports-differ', severity: 'rounding' })
  })

  it('the budget answers where the final accounts print a blank', () => {
    const rows = buildRows([accounts(''), budget('150')])
    expect(standing(rows)).toEqual([
      [null, 'secondary'],
      [150_000_000, 'primary'],
    ])
    expect(rows.finding).toEqual([])
  })

  it('the department edition answers before the unit edition, and both are kept', () => {
    const rows = buildRows([accounts('10', 'unit'), accounts('30')])
    expect(standing(rows)).toEqual([
      [10_000_000, 'secondary'],
      [30_000_000, 'primary'],
    ])
    expect(rows.report.map(({ edition }) => edition)).toEqual(['unit', 'department'])
    expect(only(rows.department).department_id).toBe(departmentIdOf('青山市云溪县总工会'))
  })

  it('a unit states other amounts than its department: that is no contradiction', () => {
    expect(buildRows([accounts('10', 'unit'), accounts('30')]).finding).toEqual([])
  })

  it('of a unit that differ are found beside those of the department', () => {
    const unitBudget = readingOf([printOf(initial, '12')], { kind: 'budget', edition: 'unit' })
    const rows = buildRows([accounts('30'), unitBudget, accounts('10', 'unit')])
    expect(JSON.parse(only(rows.finding).details)).toEqual({ primary: '10', other: '12' })
    expect(rows.figure.filter((row) => row.standing === 'primary')).toHaveLength(1)
  })

  it('the budget of the department answers before the final accounts of the unit', () => {
    const rows = buildRows([accounts('10', 'unit'), budget('30')])
    expect(standing(rows)).toEqual([
      [10_000_000, 'secondary'],
      [30_000_000, 'primary'],
    ])
  })
})

describe('a department', () => {
  it('is one row for all its reports, its place completed by whichever says it', () => {
    const rows = buildRows([
      readingOf([printOf(outturn, '1')], { fiscalYear: 2022 }),
      readingOf([printOf(outturn, '1')], { province: '江南省' }),
    ])
    expect(only(rows.department)).toMatchObject({
      province: '江南省',
      city: '青山市',
      county: '云溪县',
    })
    expect(rows.report).toHaveLength(2)
  })

  it('is printed first by the name that stands first', () => {
    const printedNames = [
      { name: '青山市云溪县总工会', line: 40 },
      { name: '云溪县总工会', line: 3 },
    ]
    const rows = buildRows([readingOf([printOf(outturn, '1')], { printedNames })])
    expect(only(rows.department_name.filter(({ is_first }) => is_first === 1))).toMatchObject({
      name: '云溪县总工会',
      line: 3,
    })
  })

  it.each([
    { department: '青山市云溪县总工会', english: 'Yunxi County trade union, Qingshan City' },
    { department: '青山市云溪县教育局', english: 'Yunxi County education bureau, Qingshan City' },
    { department: '青山市云溪县局', english: 'Yunxi County bureau, Qingshan City' },
  ])('is called $english in English: $department', ({ department, english }) => {
    const departmentKind = department.endsWith('局') ? 'bureau' : 'tradeUnion'
    const rows = buildRows([readingOf([printOf(outturn, '1')], { department, departmentKind })])
    expect(only(rows.department).english_name).toBe(english)
  })
})
