import type { types } from '@slack/bolt'
import { reportKinds } from '../../../db/domain/terms.ts'
import type { Example, Overview, OverviewDepartment } from '../../library.ts'
import type { LanguageModel } from '../language-model.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Preferences } from '../state/preference-book.ts'
import { actionIds, actionPrefixes } from './action-ids.ts'
import { button, contextBlocks, dividerBlock, headerBlock, option, plain, sectionBlock } from './elements.ts'

export type Home = Readonly<{
  language: Language
  overview: Overview
  examples: readonly Example[]
  preferences: Preferences
  languageModel: LanguageModel | null
  isAdmin: boolean
}>

const mostDepartments = 30
const mostReportsOfOne = 12

const departmentBlocks = (
  department: OverviewDepartment,
  language: Language,
): readonly types.KnownBlock[] => {
  const say = phrases[language]
  const reports = department.reports
    .slice(-mostReportsOfOne)
    .map(({ fiscalYear, kind }) => say.report(fiscalYear, reportKinds[kind].label[language]))
  return [
    sectionBlock(
      department.name.zh === department.name[language]
        ? department.name.zh
        : `${department.name[language]}\n${department.name.zh}`,
    ),
    ...contextBlocks([reports.join(' · ')]),
  ]
}

const select = <Value extends string>(
  actionId: string,
  labels: Readonly<Record<Value, string>>,
  chosen: Value,
): types.StaticSelect => {
  const options = (Object.entries(labels) as [Value, string][]) // the keys of our own table
    .map(([value, label]) => option(label, value))
  const initial = options.find(({ value }) => value === chosen)
  return {
    type: 'static_select',
    action_id: actionId,
    options,
    ...(initial === undefined ? {} : { initial_option: initial }),
  }
}

const settingBlock = (label: string, accessory: types.StaticSelect): types.SectionBlock => ({
  type: 'section',
  text: plain(label),
  accessory,
})

const adminBlocks = (language: Language): readonly types.KnownBlock[] => {
  const say = phrases[language]
  return [
    dividerBlock,
    headerBlock(say.adminArea),
    {
      type: 'actions',
      elements: [
        button({ actionId: actionIds.status, label: say.status, value: 'status' }),
        button({ actionId: actionIds.handIn, label: say.handIn, value: 'hand-in' }),
        button({ actionId: actionIds.versions, label: say.versions, value: 'versions' }),
        button({ actionId: actionIds.reload, label: say.reload, value: 'reload' }),
        button({ actionId: actionIds.words, label: say.words, value: 'words' }),
      ],
    },
  ]
}

/** The home tab: what can be asked, what is loaded, how one wants it told. */
export const homeView = ({
  language,
  overview,
  examples,
  preferences,
  languageModel,
  isAdmin,
}: Home): types.HomeView => {
  const say = phrases[language]
  const { departments, reports, figures, findings, seededAt, contentHash } = overview
  const shown = departments.slice(0, mostDepartments)
  const hidden = departments.length - shown.length
  const blocks: readonly types.KnownBlock[] = [
    headerBlock(say.homeTitle),
    sectionBlock(say.homeIntro),
    ...contextBlocks(languageModel === null ? [] : [say.helpModel[languageModel.mode]]),
    ...(examples.length === 0
      ? []
      : [
          headerBlock(say.tryThese),
          {
            type: 'actions' as const,
            elements: examples.map(({ title, question }, index) =>
              button({ actionId: `${actionPrefixes.example}${index}`, label: title, value: question }),
            ),
          },
        ]),
    dividerBlock,
    headerBlock(say.loaded),
    sectionBlock(say.loadedCounts(reports, departments.length, figures)),
    ...contextBlocks([
      say.freshness(seededAt.slice(0, 10), contentHash.slice(0, 12)),
      say.findings(findings.real, findings.soft, findings.rounding, findings.label),
    ]),
    ...shown.flatMap((department) => departmentBlocks(department, language)),
    ...contextBlocks(hidden > 0 ? [say.moreDepartments(hidden)] : []),
    dividerBlock,
    headerBlock(say.settings),
    settingBlock(
      say.languageSetting,
      select(actionIds.language, say.languages, preferences.language ?? 'auto'),
    ),
    settingBlock(say.unitSetting, select(actionIds.unit, say.units, preferences.unit ?? 'auto')),
    ...(isAdmin ? adminBlocks(language) : []),
  ]
  return { type: 'home', blocks: blocks.slice(0, limits.viewBlocks) }
}
