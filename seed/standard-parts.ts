/** What a disclosure of its kind is expected to hold: tables by title, sections by heading; white space left out. */
import type { ReportKind } from '../db/domain/terms.ts'

export type StandardPart = Readonly<{ name: string; pattern: RegExp }>

const part = (name: string, pattern: RegExp): StandardPart => ({ name, pattern })

const finalAccountsTables: readonly StandardPart[] = [
  part('收入支出决算总表', /^(?!.*财政拨款).*收入支出决算总表$|^(?!.*财政拨款).*收支决算总表$/u),
  part('收入决算表', /^(?!.*支出)(?!.*总表).*收入决算(?:总)?表$/u),
  part('支出决算表', /^(?!.*(?:财政拨款|收入|三公|基本)).*支出决算(?:总)?表$/u),
  part('财政拨款收入支出决算总表', /财政拨款收(?:入支出|支)决算总表$/u),
  part('一般公共预算财政拨款支出决算表', /一般公共预算财政拨款(?:收入)?支出决算(?:明细)?表$/u),
  part('一般公共预算财政拨款基本支出决算表', /基本支出决算(?:明细)?表$/u),
  part('政府性基金预算财政拨款收入支出决算表', /政府性基金.*决算表$/u),
  part('国有资本经营预算财政拨款支出决算表', /国有资本经营.*决算表$/u),
  part('财政拨款“三公”经费支出决算表', /三公.*表$/u),
]

const budgetTables: readonly StandardPart[] = [
  part('部门收支总表', /^(?!.*财政拨款).*收支(?:预算)?总表$/u),
  part('部门收入总表', /^(?!.*财政拨款).*收入(?:预算)?总表$/u),
  part('部门支出总表', /^(?!.*财政拨款).*支出(?:预算)?总表$/u),
  part('财政拨款收支总表', /财政拨款收支(?:预算)?总表$/u),
  part('一般公共预算支出表', /^(?!.*基本).*一般公共预算.*支出(?:预算)?表$/u),
  part('一般公共预算基本支出表', /一般公共预算.*基本支出.*表$/u),
  part('政府性基金预算支出表', /政府性?基金.*表$/u),
  part('国有资本经营预算支出表', /国有资本经营.*表$/u),
  part('“三公”经费支出表', /三公.*表$/u),
]

export const standardSections: readonly StandardPart[] = [
  part('职责', /职责|职能/u),
  part('机构设置', /机构/u),
  part('收支情况说明', /收入支出|收支|预算安排/u),
  part('机关运行经费', /机关运行/u),
  part('政府采购', /采购/u),
  part('国有资产', /国有资产|固定资产/u),
  part('“三公”经费', /三公/u),
  part('预算绩效', /绩效/u),
  part('名词解释', /名词解释/u),
]

export const standardTables: Readonly<Record<ReportKind, readonly StandardPart[]>> = {
  finalAccounts: finalAccountsTables,
  budget: budgetTables,
}

/** The names of those that none of the printed titles or headings is. */
export const missingParts = (parts: readonly StandardPart[], printed: readonly string[]): readonly string[] =>
  parts
    .filter(({ pattern }) => !printed.some((text) => pattern.test(text.replace(/\s+/gu, ''))))
    .map(({ name }) => name)
