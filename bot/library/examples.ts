/** Questions to begin with, made of what is held: its bodies, their commonest kind, the newest year. */
import { type DepartmentKind, departmentKinds, type Language } from '../../db/domain/terms.ts'
import type { Answerer } from '../answer/answerer.ts'
import { withReaderMark } from '../answer/reader-mark.ts'
import { type HeldDepartment, hasOutturn, type Vocabulary } from '../understand/vocabulary.ts'

/** `title`: at most 40 characters. */
export type Example = Readonly<{ title: string; question: string }>

const mostExamples = 6
const longestTitle = 40
/** Bodies that a kind of question is tried with until one answers it. */
const mostTries = 3

type Wording = Readonly<{
  overrun: (kind: string) => Example
  ranking: (year: number) => Example
  contradictions: () => Example
  ofBody: readonly ((name: string, year: number) => Example)[]
  comparison: (one: string, other: string) => Example
  held: () => Example
}>

const wordings: Readonly<Record<Language, Wording>> = {
  zh: {
    overrun: (kind) => ({
      title: `超出年初预算50%以上的${kind}`,
      question: `哪些${kind}超出年初预算50%以上？`,
    }),
    ranking: (year) => ({ title: `${year}年决算支出排名`, question: `各部门${year}年决算支出排名` }),
    contradictions: () => ({ title: '文件里的前后不一致', question: '文件里有哪些前后不一致的地方？' }),
    ofBody: [
      (name, year) => ({ title: `${name}${year}年概况`, question: `${name}${year}年概况` }),
      // Whether it spent more or less is not known here.
      (name) => ({ title: `${name}决算与预算为什么不同`, question: `${name}决算与年初预算为什么不同？` }),
      (name) => ({ title: `${name}的“三公”经费`, question: `${name}的“三公”经费花了多少？` }),
      (name) => ({ title: `${name}支出比上年的变化`, question: `${name}支出比上年增加多少？` }),
      (name, year) => ({ title: `${name}的年初预算`, question: `${name}${year}年年初预算是多少？` }),
    ],
    comparison: (one, other) => ({
      title: `比较${one}和${other}`,
      question: `${one}和${other}哪个支出多？`,
    }),
    held: () => ({ title: '收录了哪些报告', question: '收录了哪些报告？' }),
  },
  en: {
    overrun: (kind) => ({
      title: 'Who exceeded the initial budget by 50%?',
      question: `Which ${kind} exceeded their initial budget by over 50%?`,
    }),
    ranking: (year) => ({
      title: `Ranking by spending in ${year}`,
      question: `Rank all departments by final accounts expenditure in ${year}`,
    }),
    contradictions: () => ({
      title: 'Where documents contradict themselves',
      question: 'Where do the documents contradict themselves?',
    }),
    ofBody: [
      (name, year) => ({
        title: `Summary: ${name}`,
        question: `Give me a quick summary of ${name} for ${year}`,
      }),
      (name) => ({
        title: `Budget and outturn: ${name}`,
        question: `Why did the final accounts of ${name} differ from its initial budget?`,
      }),
      (name) => ({
        title: `“Three public”: ${name}`,
        question: `How much did ${name} spend on the three public expenses?`,
      }),
      (name) => ({
        title: `Since last year: ${name}`,
        question: `How much more did ${name} spend than in the year before?`,
      }),
      (name, year) => ({
        title: `Initial budget: ${name}`,
        question: `What was the initial budget of ${name} for ${year}?`,
      }),
    ],
    comparison: (one, other) => ({
      title: `Compare ${one} and ${other}`,
      question: `Which spent more, ${one} or ${other}?`,
    }),
    held: () => ({ title: 'Which reports are held?', question: 'Which reports are held?' }),
  },
}

/** Each of them has been asked of the rules, whatever model is there, and was answered in its own language. */
export const findExamples = async (
  answerer: Answerer,
  vocabulary: Vocabulary,
  language: Language,
): Promise<readonly Example[]> => {
  const found: Example[] = []
  for (const tries of candidates(vocabulary, language)) {
    if (found.length === mostExamples) break
    for (const example of tries) {
      const asked = withReaderMark(
        { question: example.question, reader: 'embedded', reading: null },
        language,
      )
      const answer = await answerer.answer([asked])
      if (answer.status !== 'answer' || answer.language !== language) continue
      found.push({ ...example, title: withinTitle(example.title) })
      break
    }
  }
  return found
}

/** Shape: for each kind of question the tries, the best first. */
const candidates = (vocabulary: Vocabulary, language: Language): readonly (readonly Example[])[] => {
  const bodies = [...vocabulary.departments.values()].toSorted(
    (left, right) => Number(hasOutturn(right)) - Number(hasOutturn(left)),
  )
  const say = wordings[language]
  const kind = commonestKind(bodies)
  const [one, other] = bodies
  return [
    kind === null ? [] : [say.overrun(kindName(kind, language))],
    ...say.ofBody.slice(0, 2).map(eachBody),
    [say.ranking(vocabulary.newestYear)],
    [say.contradictions()],
    one && other ? [say.comparison(nameOf(one, bodies, language), nameOf(other, bodies, language))] : [],
    ...say.ofBody.slice(2).map((wording, at) => eachBody(wording, at + 2)),
    [say.held()],
  ]

  /** Another body for each kind of question, so that the examples show who is held. */
  function eachBody(wording: Wording['ofBody'][number], at: number): readonly Example[] {
    const start = bodies.length === 0 ? 0 : at % bodies.length
    return [...bodies.slice(start), ...bodies.slice(0, start)]
      .slice(0, mostTries)
      .map((body) => wording(nameOf(body, bodies, language), Math.max(...body.years)))
  }
}

const commonestKind = (bodies: readonly HeldDepartment[]): DepartmentKind | null => {
  const named = bodies.filter(({ department_kind: kind }) => kind !== 'other')
  const byKind = Map.groupBy(named, ({ department_kind: kind }) => kind)
  const [commonest] = [...byKind].toSorted(([, left], [, right]) => right.length - left.length)
  return commonest?.[0] ?? null
}

const kindName = (kind: DepartmentKind, language: Language): string => {
  const label = departmentKinds[kind].label[language]
  return language === 'zh' ? label : `${label}s`
}

/** In English without the city, where no other body has the same name there. */
const nameOf = (
  { department, english_name: english }: HeldDepartment,
  bodies: readonly HeldDepartment[],
  language: Language,
): string => {
  if (language === 'zh' || english === null) return department
  const short = shortName(english)
  const isOnly = bodies.filter((body) => shortName(body.english_name ?? '') === short).length === 1
  return `the ${isOnly ? short : english}`
}

const shortName = (english: string): string => english.split(', ')[0] ?? english

const withinTitle = (title: string): string =>
  title.length <= longestTitle ? title : `${title.slice(0, longestTitle - 1)}…`
