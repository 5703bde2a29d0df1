/** What is counted in two places: vehicles held and vehicles in all, projects and names stated and listed, things of one name. */
import type { FindingReading, PrintReading } from '../../db/domain/figure.ts'
import { isMoneyUnit } from '../../db/domain/money.ts'
import type { FigureMeasure } from '../../db/domain/terms.ts'
import { withoutSpace } from '../intermediate.ts'
import { isWeak } from '../narrative/read-facts.ts'
import { fundNamedIn } from '../tables/match-label.ts'
import type { Stated, StatedFigures } from './stated.ts'

const finding = (
  first: readonly number[],
  other: readonly number[],
  details: FindingReading['details'],
): FindingReading => ({
  code: 'counts-differ',
  severity: 'soft',
  sides: [first, other],
  sizeFen: null,
  details,
})

/** Official vehicles are among all vehicles. */
const vehicles = (stated: StatedFigures): readonly FindingReading[] =>
  stated.all
    .filter(({ key }) => key.measure === 'officialVehiclesHeld' && key.subject === null)
    .flatMap((held) => {
      const all =
        stated.like(held.key, { measure: 'vehicles', fund: 'all' }) ??
        stated.like(held.key, { measure: 'vehicles' })
      return all && held.value > all.value
        ? [{ ...finding([held.index], [all.index], { rule: 'vehicles' }), severity: 'real' as const }]
        : []
    })

/** Filled posts are among the posts of their kind. */
const posts = (stated: StatedFigures): readonly FindingReading[] =>
  stated.all
    .filter(({ key }) => key.measure === 'staff')
    .flatMap((staff) => {
      const held = stated.like(staff.key, { measure: 'posts' }, staff)
      return held && staff.value > held.value ? [finding([held.index], [staff.index], { rule: 'posts' })] : []
    })

/** 在职 71 人，其中公务员 35 人、事业人员 36 人、工勤人员 2 人: parts in a sentence are not more than the whole. */
const parts = (stated: StatedFigures): readonly FindingReading[] =>
  stated.every
    .filter(
      ({ key, reading }) =>
        isOfPersons(key.measure) && key.subject === null && reading.print.tableTitle === null,
    )
    .flatMap((whole) => {
      const own = stated.every.filter(
        ({ key, reading: { print } }) =>
          key.measure === whole.key.measure &&
          key.subject !== null &&
          // After a semicolon the whole may be divided once more, by something else.
          print.quote === whole.reading.print.quote,
      )
      const sum = own.reduce((so, { value }) => so + value, 0)
      if (own.length < 2 || sum <= whole.value) return []
      return [
        {
          ...finding(
            [whole.index],
            own.map(({ index }) => index),
            { rule: 'persons', sum },
          ),
          severity: 'real' as const,
        },
      ]
    })

const isOfPersons = (measure: FigureMeasure): boolean =>
  measure === 'posts' || measure === 'staff' || measure === 'retirees'

/** Things with names are counted so: 3 个机构, 2 家单位, 6 所学校. */
const isOfNamed = /^[个家项所处座名]$/u

/** What follows 内设机构 6 个，分别为 is the list; it is whole unless it says 等, and of this count alone unless another is near. */
const namesAfter = ({ print: { quote, printedText, printedUnit } }: PrintReading): string | null => {
  if (!/^\d+$/.test(printedText) || printedUnit === null || !isOfNamed.test(printedUnit)) return null
  const before = '(?:^|[，,：:；;])(?:[^\\d，,：:；;、各每]|\\d+年)*'
  const after = '[^\\d，,：:；;、]*[，,](?:分别(?:为|是)|包括)[：:]?([^\\d，,：:；;等]+)$'
  const counted = new RegExp(`${before}${printedText}${printedUnit}${after}`, 'u')
  return counted.exec(withoutSpace(quote))?.[1] ?? null
}

/** 设置 6 个内设机构，分别为 seven names. The last name may hold 和, so that it is one or two. */
const listedNames = (stated: StatedFigures): readonly FindingReading[] =>
  stated.every.flatMap(({ key, reading, value, index }) => {
    if (key.measure !== 'stated' || reading.print.tableTitle !== null) return []
    const names = namesAfter(reading)?.split('、') ?? []
    const joined = names.at(-1)?.match(/以及|[和及与]/gu)?.length ?? 0
    if (names.length < 2 || (names.length <= value && value <= names.length + joined)) return []
    return [
      {
        ...finding([index], [index], { rule: 'listed-names', listed: names.length }),
        // A list may leave a name out; it cannot name more than there are.
        severity: names.length > value ? ('real' as const) : ('soft' as const),
      },
    ]
  })

/** The score in a row of a list is labelled by its project; that of a project's own form by 总分. */
const isList = ({ print, figures: [key] }: PrintReading): boolean =>
  key?.measure === 'selfEvaluation' && key.aspect === 'score' && key.subject === withoutSpace(print.rowLabel)

/** 我部门 2 个项目支出绩效自评: what is said of the projects as a whole. */
const countsProjects = ({ key, reading: { print } }: Stated): boolean =>
  print.printedUnit === '个' &&
  key.measure === 'stated' &&
  key.aspect === 'amount' &&
  /项目/u.test(key.subject ?? '') &&
  /自评|绩效评价|项目支出(?:共|绩效)/u.test(
    /^共?涉及/u.test(key.subject ?? '') ? print.quote : (key.subject ?? ''),
  ) &&
  !/年初|年中|追加|调整|等级|重点|附件|自评表|其中|现就|选取|抽取|部分/u.test(key.subject ?? '')

const projects = (prints: readonly PrintReading[], stated: StatedFigures): readonly FindingReading[] => {
  const counts = stated.all.filter(countsProjects)
  const listed = prints.flatMap((reading, index) => (isList(reading) ? [{ reading, index }] : []))
  const names = new Set(listed.map(({ reading: { figures } }) => figures[0]?.subject))
  const [first, ...others] = counts
  const fundOf = ({ key }: Stated) => fundNamedIn(key.subject ?? '')
  const isOfOtherFund = (other: Stated) =>
    first !== undefined && fundOf(other) !== null && fundOf(other) !== fundOf(first)
  return [
    ...others
      .filter((other) => first && other.value !== first.value && !isOfOtherFund(other))
      .map((other) => finding([first?.index ?? 0], [other.index], { rule: 'projects' })),
    ...(names.size > 1 && first && first.value !== names.size
      ? [
          finding(
            [first.index],
            listed.map(({ index }) => index),
            { rule: 'listed-projects', listed: names.size },
          ),
        ]
      : []),
  ]
}

/** Lists are of all money, or of the general public budget only. */
const listedFunds = ['all', 'fiscalAppropriation', 'generalPublicBudget'] as const

/** The amounts of a list against the total that the document states. */
const listedAmounts = (prints: readonly PrintReading[], stated: StatedFigures): readonly FindingReading[] => {
  const placeOf = ({ print: { tableTitle, section }, figures: [key] }: PrintReading) =>
    JSON.stringify([tableTitle, section, key?.subject])
  const listed = new Set(prints.filter(isList).map(placeOf))
  const amounts = stated.every.filter(
    ({ key, reading }) =>
      key.measure === 'projectExpenditure' &&
      key.stage === 'finalAccounts' &&
      key.aspect === 'amount' &&
      key.fund === 'all' &&
      listed.has(placeOf(reading)),
  )
  const spent = [
    ...new Map(amounts.toReversed().map((each) => [each.key.subject, each])).values(),
  ].toReversed()
  const [head] = spent
  const sum = spent.reduce((so, { value }) => so + value, 0)
  const totals = head
    ? listedFunds.flatMap((fund) => stated.like(head.key, { subject: null, fund }) ?? [])
    : []
  const [total] = totals.toSorted((a, b) => Math.abs(a.value - sum) - Math.abs(b.value - sum))
  if (!total || spent.length < 2 || sum === total.value) return []
  return [
    {
      code: 'list-differs',
      // A list may leave projects out; it cannot have spent more than all of them.
      severity: totals.every(({ value }) => sum > value) ? 'real' : 'soft',
      sides: [[total.index], spent.map(({ index }) => index)],
      sizeFen: Math.abs(sum - total.value),
      details: { printed: total.reading.print.printedText, sumFen: sum },
    },
  ]
}

/** 主要内容 of a task that names another amount than the list of projects does. */
const projectsInWords = (stated: StatedFigures): readonly FindingReading[] => {
  const listed = stated.all.filter(
    ({ key }) =>
      key.measure === 'projectExpenditure' &&
      key.subject !== null &&
      key.aspect === 'amount' &&
      key.fund === 'all',
  )
  const byProject = Map.groupBy(listed, ({ key }) => key.subject)
  return stated.all.flatMap((said) => {
    const isTotal = said.key.measure === 'stated' && /合计|共计|总计/u.test(said.reading.print.rowLabel)
    if (!isTotal || said.reading.amountFen === null) return []
    const amounts = byProject.get(said.key.subject?.split('·')[0] ?? null) ?? []
    const budget =
      amounts.find(({ key }) => key.stage === 'initialBudget') ??
      amounts.find(({ key }) => key.stage === 'adjustedBudget')
    if (!budget || amounts.some(({ value }) => value === said.value)) return []
    return [
      {
        ...finding([budget.index], [said.index], { rule: 'project-in-words' }),
        sizeFen: Math.abs(budget.value - said.value),
      },
    ]
  })
}

/** Money added within the year (年中追加, 年中调整增加) is one amount, wherever it is spoken of. */
const yearAdditions = (stated: StatedFigures): readonly FindingReading[] => {
  const [first, ...others] = stated.all.filter(
    ({ key, reading }) =>
      key.measure === 'stated' &&
      reading.amountFen !== null &&
      /^年中(?:追加|调整|调增|执行).*项目/u.test(key.subject ?? ''),
  )
  const isElsewhere = ({ reading }: Stated) => reading.print.section !== first?.reading.print.section
  return others
    .filter((other) => first && other.value !== first.value && isElsewhere(other))
    .map((other) => ({
      ...finding([first?.index ?? 0], [other.index], { rule: 'year-additions' }),
      sizeFen: Math.abs((first?.value ?? 0) - other.value),
    }))
}

const isNear = (left: number, right: number): boolean =>
  left !== right && Math.abs(left - right) <= Math.max(left, right) / 100

/** Sentences that give one project two amounts with less than a hundredth between them. */
const nearAmounts = (stated: StatedFigures): readonly FindingReading[] => {
  const amounts = stated.all.filter(
    ({ key, reading }) =>
      key.subject !== null &&
      key.aspect === 'amount' &&
      reading.amountFen !== null &&
      reading.print.tableTitle === null,
  )
  return amounts.flatMap((first, index) =>
    amounts
      .slice(index + 1)
      .filter(
        ({ key, value, reading }) =>
          key.subject === first.key.subject &&
          (key.stage === 'none' || first.key.stage === 'none') &&
          reading.print.section === first.reading.print.section &&
          isNear(first.value, value),
      )
      .map((other) => ({
        ...finding([first.index], [other.index], { rule: 'near-amounts' }),
        sizeFen: Math.abs(first.value - other.value),
      })),
  )
}

/** Words around a counted noun that do not change what is counted. */
const fillers = /全年|本年|共计?|累计|开展了?|组织|举办了?|各[类项种]|达到?|[率面]$/gu

const nounOf = ({ key }: Stated): string =>
  (key.subject ?? '').split('·').at(-1)?.replace(fillers, '').replace(fillers, '') ?? ''

const shortestNoun = 4

const isOneNoun = (left: string, right: string): boolean =>
  Math.min(left.length, right.length) >= shortestNoun && (left.endsWith(right) || right.endsWith(left))

/** 不少于 400: a bound is no count. */
const isBound = ({ reading: { print } }: Stated): boolean =>
  /^(?:[≥≤＞＜<>]|不[少低小]于|不[超高大].*|以[上下内])/u.test(print.qualifier ?? '')

/** 全年开展多样化宣讲活动 30 余场, 全年共开展各类宣讲活动 40 余场. */
const namesakes = (stated: StatedFigures): readonly FindingReading[] => {
  const counts = stated.all
    .filter(
      ({ key, reading: { print } }) =>
        key.measure === 'stated' &&
        print.printedUnit !== null &&
        !isMoneyUnit(print.printedUnit) &&
        key.stage === 'none' &&
        key.aspect !== 'score' &&
        !isWeak(key.subject?.split('·').at(-1) ?? ''),
    )
    .map((each) => ({ each, noun: nounOf(each), unit: each.reading.print.printedUnit }))
    .filter(({ noun }) => noun.length >= shortestNoun)
  return counts.flatMap(({ each, noun, unit }, index) =>
    counts
      .slice(index + 1)
      .filter(
        (other) =>
          other.unit === unit &&
          other.each.key.aspect === each.key.aspect &&
          (each.key.aspect === 'target' || isBound(other.each) === isBound(each)) &&
          other.each.value !== each.value &&
          other.each.reading.print.section !== each.reading.print.section &&
          isOneNoun(noun, other.noun),
      )
      .map((other) => finding([each.index], [other.each.index], { rule: 'namesakes', noun })),
  )
}

export const checkCounts = (
  prints: readonly PrintReading[],
  stated: StatedFigures,
): readonly FindingReading[] => [
  ...vehicles(stated),
  ...posts(stated),
  ...parts(stated),
  ...listedNames(stated),
  ...projects(prints, stated),
  ...listedAmounts(prints, stated),
  ...projectsInWords(stated),
  ...yearAdditions(stated),
  ...nearAmounts(stated),
  ...namesakes(stated),
]
