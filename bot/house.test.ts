/** The rules of the house that can be read from the files themselves (STYLE §1, §7). */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formulas } from '../db/catalog/formulas.ts'
import { relations } from '../db/catalog/relations.ts'
import * as terms from '../db/domain/terms.ts'
import { hasChinese } from '../db/domain/text.ts'
import { environmentVariables } from './config.ts'

const root = join(import.meta.dirname, '..')
const readSource = (file: string) => readFileSync(join(root, file), 'utf8')

const sourceFiles = ['bot', 'db', 'prompts', 'seed'].flatMap((room) =>
  globSync(`${room}/**/*.ts`, { cwd: root }).map((file) => file.replaceAll('\\', '/')),
)
/** Tests and what they are made with: the local Slack and the playground are tools of development too. */
const isTestFile = (file: string) =>
  /\.(?:test|reports|scans)\.ts$|\/(?:testing|fixtures)\/|^bot\/(?:local-slack|playground)\//u.test(file)

type Import = Readonly<{ file: string; target: string; isTypeOnly: boolean; names: string }>

/** Every import and re-export of a file; targets within the repository are paths from its root. */
const importsOf = (file: string): readonly Import[] =>
  [
    ...readSource(file).matchAll(
      /^(?:import|export)\s+(?<type>type\s)?(?<names>[^'";]*?\sfrom\s+)?'(?<target>[^']+)'/gmu,
    ),
    ...readSource(file).matchAll(/\bimport\((?<type>\b)?(?<names>\b)?'(?<target>[^']+)'\)/gu),
  ].map(({ groups }) => {
    const target = groups?.target ?? ''
    return {
      file,
      target: target.startsWith('.') ? relative(root, join(root, dirname(file), target)) : target,
      isTypeOnly: groups?.type !== undefined && groups.type !== '',
      names: groups?.names ?? '',
    }
  })

const imports = sourceFiles.flatMap(importsOf)
const roomOf = (path: string) => path.split('/')[0] ?? ''
const rooms = ['bot', 'db', 'prompts', 'seed', 'node_modules', '.ci'] as const

const mayImport: Readonly<Record<string, readonly string[]>> = {
  db: ['db'],
  seed: ['seed', 'db'],
  prompts: ['prompts', 'db'],
  bot: ['bot', 'prompts', 'db'],
}
const mayReseed = (file: string) => file.startsWith('bot/commands/') || file === 'bot/store.ts'

describe('the arrows between rooms', () => {
  it('finds the imports it speaks of', () => {
    expect(imports.length).toBeGreaterThan(200)
    expect(imports).toContainEqual(expect.objectContaining({ file: 'bot/store.ts', target: 'seed/index.ts' }))
  })

  it('go one way only', () => {
    const wrong = imports.filter(
      ({ file, target }) =>
        !isTestFile(file) &&
        (rooms as readonly string[]).includes(roomOf(target)) &&
        !(mayImport[roomOf(file)] ?? []).includes(roomOf(target)) &&
        !(target === 'seed/index.ts' && mayReseed(file)),
    )
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
  })

  it('lead to files that exist', () => {
    const missing = imports.filter(
      ({ target }) =>
        sourceFiles.some((file) => roomOf(file) === roomOf(target)) && !existsSync(join(root, target)),
    )
    expect(missing).toEqual([])
  })

  it('name no package that package.json does not', () => {
    const { dependencies, devDependencies } = JSON.parse(readSource('package.json')) as Record<
      string,
      Record<string, string>
    > // our own file
    const known = new Set([...Object.keys(dependencies ?? {}), ...Object.keys(devDependencies ?? {})])
    const packages = imports
      .map(({ target }) => target)
      .filter((target) => !target.startsWith('node:') && !existsSync(join(root, target)))
      .map((target) => /^(?:@[^/]+\/)?[^/]+/u.exec(target)?.[0] ?? target)
    expect([...new Set(packages)].filter((name) => !known.has(name))).toEqual([])
  })

  it('lead from what runs to no tool of development', () => {
    const wrong = imports.filter(
      ({ file, target }) => !isTestFile(file) && /^bot\/(?:local-slack|playground)\//u.test(target),
    )
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
  })

  it('keep development packages out of what runs', () => {
    const { dependencies } = JSON.parse(readSource('package.json')) as Record<string, Record<string, string>> // as above
    const wrong = imports.filter(
      ({ file, target, isTypeOnly }) =>
        !isTestFile(file) &&
        !isTypeOnly &&
        !target.startsWith('node:') &&
        !existsSync(join(root, target)) &&
        !Object.keys(dependencies ?? {}).some((name) => target === name || target.startsWith(`${name}/`)),
    )
    expect(wrong.map(({ file, target }) => `${file} → ${target}`)).toEqual([])
  })
})

describe('one door each', () => {
  it('takes sql from kysely in db only', () => {
    const wrong = imports.filter(
      ({ file, target, names }) => target === 'kysely' && /\bsql\b/u.test(names) && roomOf(file) !== 'db',
    )
    expect(wrong.map(({ file }) => file)).toEqual([])
  })

  it('opens a database in db/open.ts only', () => {
    const opening = imports.filter(
      ({ file, target, isTypeOnly }) => target === 'better-sqlite3' && !isTypeOnly && !isTestFile(file),
    )
    expect(opening.map(({ file }) => file).sort()).toEqual(['db/open.ts'])
  })

  it('asks a language model in bot/model/openai-service.ts only, through one client', () => {
    const asking = (wanted: string) =>
      imports.filter(({ target, isTypeOnly }) => target === wanted && !isTypeOnly).map(({ file }) => file)
    expect(asking('openai')).toEqual(['bot/model/openai/client.ts'])
    expect(asking('bot/model/openai/client.ts')).toEqual(['bot/model/openai-service.ts'])
  })

  it('reads the environment in bot/config.ts only', () => {
    const reading = sourceFiles.filter(
      (file) => !isTestFile(file) && /\bprocess\.env\b|\bloadEnvFile\b/u.test(readSource(file)),
    )
    expect(reading).toEqual(['bot/config.ts'])
  })

  it('prints through no console', () => {
    expect(sourceFiles.filter((file) => /\bconsole\.\w/u.test(readSource(file)))).toEqual([])
  })
})

describe('what is written down', () => {
  it('lists in .env.example every variable that is read, each with a comment above it', () => {
    const lines = readSource('.env.example').split('\n')
    const listed = lines.flatMap((line, index) => {
      const name = /^(?<name>[A-Z][A-Z0-9_]*)=/u.exec(line)?.groups?.name
      return name === undefined ? [] : [{ name, above: lines[index - 1] ?? '' }]
    })
    expect(listed.map(({ name }) => name).sort()).toEqual([...environmentVariables].sort())
    for (const { name, above } of listed) expect(above, name).toMatch(/^# \S/u)
  })

  it('has the file of every npm script', () => {
    const { scripts } = JSON.parse(readSource('package.json')) as { scripts: Record<string, string> } // our own file
    const files = Object.values(scripts).flatMap((script) => [
      ...script.matchAll(/\bnode (?<file>\S+\.ts)/gu),
    ])
    expect(files.length).toBeGreaterThan(4)
    for (const { groups } of files)
      expect(existsSync(join(root, groups?.file ?? '')), groups?.file).toBe(true)
  })

  const labelled: readonly (readonly [name: string, label: terms.Labels])[] = [
    ...Object.entries(relations).flatMap(([relation, { label, columns }]) => [
      [relation, label] as const,
      ...columns.map((column) => [`${relation}.${column.name}`, column.label] as const),
    ]),
    ...Object.entries(formulas).map(([name, { label }]) => [name, label] as const),
    ...conceptTables().flatMap(([table, concepts]) =>
      Object.entries(concepts).map(([name, { label }]) => [`${table}.${name}`, label] as const),
    ),
  ]

  it.each(labelled)('names %s in both languages', (_, label) => {
    expect(hasChinese(label.zh)).toBe(true)
    expect(label.en).toMatch(/[a-z]/u)
    expect(hasChinese(label.en)).toBe(false)
  })

  it('gives a column of one name one label wherever it stands', () => {
    const labels = Map.groupBy(
      Object.values(relations).flatMap(({ columns }) => columns),
      ({ name }) => name,
    )
    const differing = [...labels].filter(
      ([name, columns]) => name !== 'is_total' && new Set(columns.map(({ label }) => label.en)).size > 1,
    )
    expect(differing.map(([name]) => name)).toEqual([])
  })

  it('says the unit of every amount in its column name', () => {
    const amounts = Object.values(relations)
      .flatMap(({ columns }) => columns)
      .filter(({ label }) => /\(fen\)|\(%/u.test(label.en))
    expect(amounts.length).toBeGreaterThan(3)
    for (const { name } of amounts) expect(name).toMatch(/_fen$|_percent$/u)
  })
})

function conceptTables(): readonly (readonly [string, Readonly<Record<string, terms.Concept>>])[] {
  return Object.entries(terms).flatMap(([name, table]) =>
    typeof table === 'object' ? [[name, table as Readonly<Record<string, terms.Concept>>] as const] : [],
  ) // every exported table of that file holds concepts
}
