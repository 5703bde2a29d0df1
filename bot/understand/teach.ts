/** What the words of a file stand for, among what is held. */
import { economicKeyOf, functionKeyOf } from '../../db/domain/figure.ts'
import { type Concept, funds, measures, stages } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type { TermTable, TermTarget } from '../../db/schema/tables.ts'
import { tokenize } from './tokens.ts'
import type { HeldDepartment } from './vocabulary.ts'
import { type Words, type WordsProblem, WordsUnusable } from './words-file.ts'

type Term = Omit<TermTable, 'term_id'>

/** `forms`: how documents print a word of their work; `surfaces`: what is typed for it. */
export type TaughtConcept = Readonly<{ forms: readonly string[]; surfaces: readonly string[] }>

/** Words of a file, as a vocabulary takes them in. */
export type Taught = Readonly<{ terms: readonly Term[]; concepts: readonly TaughtConcept[] }>

export const nothingTaught: Taught = { terms: [], concepts: [] }

export type Held = Readonly<{ terms: readonly Term[]; departments: readonly HeldDepartment[] }>

type Target = Readonly<{ kind: TermTarget; target: string }>

/** Names are compared as they are heard: without quotes and brackets, whatever the case and the script. */
export const heardAs = (name: string): string =>
  tokenize(name)
    .map(({ text }) => text)
    .join(' ')

/** Faults: WordsUnusable, with every name that stands for nothing. */
export const teach = (words: Words, held: Held, file: string): Taught => {
  const problems: WordsProblem[] = []
  const targetsOf = {
    departments: findDepartments(held),
    measures: findMeasures,
    items: findItems(held),
  } as const
  const codes = {
    departments: 'unknown-department',
    measures: 'unknown-measure',
    items: 'unknown-item',
  } as const
  const terms = (['departments', 'measures', 'items'] as const).flatMap((section) =>
    Object.entries(words[section]).flatMap(([name, surfaces]) => {
      const targets = targetsOf[section](name)
      if (targets.length === 0)
        problems.push({
          file,
          place: [section, name],
          code: codes[section],
          detail: section === 'departments' ? someOf(held.departments) : '',
        })
      return targets.flatMap((target) => surfaces.map((surface) => termOf(target, surface)))
    }),
  )
  const concepts = Object.entries(words.words).map(([form, surfaces]) => {
    if (!isOfDocuments(form))
      problems.push({ file, place: ['words', form], code: 'not-of-documents', detail: '' })
    return { forms: [form], surfaces }
  })
  if (problems.length > 0) throw new WordsUnusable(problems)
  return { terms, concepts }
}

const termOf = ({ kind, target }: Target, surface: string): Term => ({
  language: hasChinese(surface) ? 'zh' : 'en',
  surface,
  target_kind: kind,
  target,
  source: 'authored',
})

/** One character is looked up nowhere. */
const isOfDocuments = (form: string): boolean => hasChinese(form) && [...form.trim()].length > 1

const mostNames = 12

const someOf = (departments: readonly HeldDepartment[]): string =>
  departments
    .slice(0, mostNames)
    .map(({ department }) => department)
    .join(', ') + (departments.length > mostNames ? ', …' : '')

/** Its own name first; what documents print for short where that is no department's own name. */
const findDepartments = ({ departments, terms }: Held) => {
  return (name: string): readonly Target[] => {
    const wanted = heardAs(name)
    const own = departments.filter(({ department }) => heardAs(department) === wanted)
    const ids =
      own.length > 0
        ? own.map(({ department_id: id }) => id)
        : terms
            .filter(({ target_kind: kind, source }) => kind === 'department' && source === 'printed')
            .filter(({ surface }) => heardAs(surface) === wanted)
            .map(({ target }) => target)
    return [...new Set(ids)].map((target) => ({ kind: 'department', target }))
  }
}

const concepts: readonly (readonly [TermTarget, Readonly<Record<string, Concept>>])[] = [
  ['measure', measures],
  ['stage', stages],
  ['fund', funds],
]

/** Measures, stages and funds by label or id; by what is typed for them already where none has that label. */
const findMeasures = (name: string): readonly Target[] => {
  const wanted = heardAs(name)
  const find = (namesOf: (id: string, concept: Concept) => readonly string[]): readonly Target[] =>
    concepts.flatMap(([kind, table]) =>
      Object.entries(table)
        .filter(([id, concept]) => namesOf(id, concept).some((known) => heardAs(known) === wanted))
        .map(([target]) => ({ kind, target })),
    )
  const labelled = find((id, { label }) => [id, label.zh, label.en])
  return labelled.length > 0 ? labelled : find((_, { synonyms }) => [...synonyms.zh, ...synonyms.en])
}

/** Items by code or by any name that they are heard by: 行政运行 of two classes is both. */
const findItems = ({ terms }: Held) => {
  const items = terms.filter(({ target_kind: kind }) => kind === 'item')
  return (name: string): readonly Target[] => {
    const wanted = heardAs(name)
    const keys = [functionKeyOf(name.trim()), economicKeyOf(name.trim())]
    const targets = items
      .filter(({ surface, target }) => keys.includes(target) || heardAs(surface) === wanted)
      .map(({ target }) => target)
    return [...new Set(targets)].map((target) => ({ kind: 'item', target }))
  }
}
