/** SQL that a model wrote, before it runs: the guard's opinion, and whether it is about what was asked. */
import { guardCatalog } from '../../db/catalog/relations.ts'
import { guard } from '../../db/guard/guard.ts'
import type { ReplyIssue } from '../../prompts/plan-of-reply.ts'
import type { ReplyContext } from './read-reply.ts'

export const checkSql = (sql: string, context: ReplyContext): readonly ReplyIssue[] => {
  const guarded = guard(sql, guardCatalog)
  if (guarded.kind === 'refused') return [issue(`refused (${guarded.code}): ${guarded.detail}`)]
  if (guarded.relations.length === 0) return [issue('it reads no relation')]
  if (saysMore(sql))
    return [issue('comments, quoted names, and names that are long or not of a-z do not belong in it')]
  return bodiesLeftOut(sql, context).map((name) =>
    issue(`the question names ${name}, which the SQL does not`),
  )
}

/** Names head the columns of the answer, and the text is shown as it ran: neither is a place for words of a model's own. */
const saysMore = (sql: string): boolean =>
  /--|\/\*|["`[\]]|[^\p{ASCII}]|\w{41}/u.test(sql.replaceAll(/'(?:[^']|'')*'/gu, ''))

const issue = (problem: string): ReplyIssue => ({ path: 'reply.sql', problem })

/** Bodies that the question names for certain and that no text in the SQL could stand for. */
const bodiesLeftOut = (sql: string, { asked, vocabulary }: ReplyContext): readonly string[] => {
  const texts = [...sql.matchAll(/'(?<text>(?:[^']|'')*)'/gu)].flatMap(({ groups }) => {
    const text = (groups?.text ?? '').replaceAll('%', '').trim()
    return text.length < 2 ? [] : [text]
  })
  return asked.words.flatMap(({ evidence }) =>
    evidence.flatMap((it) => {
      if (it.kind !== 'department' && it.kind !== 'place') return []
      const held = it.ids.flatMap((id) => vocabulary.departments.get(id) ?? [])
      const isNamed = held.some((body) =>
        texts.some((text) => text === body.department_id || body.department.includes(text)),
      )
      return isNamed ? [] : held.slice(0, 1).map(({ department }) => department)
    }),
  )
}
