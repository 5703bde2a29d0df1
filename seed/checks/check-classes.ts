/** An item of one name in both classifications (住房公积金): what it was spent for and what it was spent on can be compared. */
import type { FindingReading, Item } from '../../db/domain/figure.ts'
import type { Stated, StatedFigures } from './stated.ts'

/** 机关事业单位基本养老保险缴费支出 is 机关事业单位基本养老保险缴费. */
const foldName = ({ name }: Item): string => name.replace(/支出$/u, '').replaceAll('的', '')

/** A class by itself (教育支出) is no single thing. */
const isDetail = ({ key }: Stated): boolean =>
  key.item !== null && key.item.level > 1 && key.aspect === 'amount' && key.subject === null

export const checkClasses = (stated: StatedFigures): readonly FindingReading[] => {
  const details = stated.all.filter(isDetail)
  const economic = details.filter(({ key }) => key.item?.classification === 'economic')
  return economic.flatMap((spentOn) => {
    const { item, stage, fiscalYear, fund } = spentOn.key
    const spentFor = details.find(
      ({ key }) =>
        key.item?.classification === 'function' &&
        key.measure === 'expenditure' &&
        key.stage === stage &&
        key.fund === fund &&
        key.fiscalYear === fiscalYear &&
        item !== null &&
        foldName(key.item) === foldName(item),
    )
    if (!spentFor || spentFor.value === spentOn.value || spentOn.value === 0) return []
    return [
      {
        code: 'classes-differ',
        severity: 'soft',
        sides: [[spentFor.index], [spentOn.index]],
        sizeFen: Math.abs(spentFor.value - spentOn.value),
        details: {},
      },
    ]
  })
}
