import type { Answer } from '../answer/answer.ts'
import type { PlannerMode } from '../answer/choose-reading.ts'
import type { DocumentStanding } from '../reseed.ts'
import type { FetchProblemCode } from './fetch-file.ts'
import type { BadReason } from './state/feedback-book.ts'

export type Language = Answer['language']
export type ModelMode = Exclude<PlannerMode, 'embedded'>

/** `kind`: in the language of the phrase. */
export type PreviewedDocument = Readonly<{
  file: string
  department: string
  year: number
  kind: string
  standing: DocumentStanding
  numbers: number
  loaded: number
  unread: number
  findings: number
  contradictions: number
}>

/** Everything this surface says by itself; sentences about figures come with the Answer. */
export type Phrases = Readonly<{
  // An answer.
  readAs: (restatement: string) => string
  figures: (rows: number) => string
  blank: string
  wordless: string
  quote: (text: string) => string
  rowsHidden: (shown: number, total: number) => string
  allInFile: string
  columnsHidden: (hidden: number) => string
  citationsHidden: (hidden: number) => string
  warningsHidden: (hidden: number) => string
  choicesHidden: (hidden: number) => string
  choose: string
  askInstead: string
  inEdited: string
  // Its buttons.
  sql: string
  sources: string
  csv: string
  xlsx: string
  chart: string
  share: string
  askModel: string
  good: string
  bad: string
  cancel: string
  close: string
  back: string
  next: string
  // What the buttons do.
  answerForgotten: string
  storeReplaced: (then: string, now: string) => string
  parameters: string
  rowCount: (rows: number) => string
  sqlChecked: string
  noSql: string
  noSources: string
  sourceUnread: string
  page: (page: number, pages: number) => string
  checksSay: (finding: string) => string
  fileNote: string
  fileInDirect: string
  chartNote: (title: string) => string
  noChart: string
  shareTitle: string
  shareWhere: string
  shareSubmit: string
  shareHere: string
  shareText: string
  sharedBy: (user: string, question: string) => string
  shared: string
  shareRefused: string
  feedbackTitle: string
  feedbackReason: string
  feedbackComment: string
  feedbackSubmit: string
  feedbackThanks: string
  badReasons: Readonly<Record<BadReason, string>>
  // While and instead of answering.
  working: string
  workingPrivately: string
  failed: (reference: string) => string
  emptyQuestion: string
  nothingToSummarise: string
  asked: (question: string) => string
  // Help.
  helpTitle: string
  help: readonly string[]
  /** Where a model reads what words are left over of, or every question; then how it is asked for. */
  helpModel: Readonly<Record<ModelMode, string>>
  helpAskModel: string
  helpAdmin: readonly string[]
  // The home tab.
  homeTitle: string
  homeIntro: string
  loaded: string
  loadedCounts: (reports: number, departments: number, figures: number) => string
  freshness: (date: string, version: string) => string
  findings: (real: number, soft: number, rounding: number, label: number) => string
  report: (year: number, kind: string) => string
  moreDepartments: (hidden: number) => string
  tryThese: string
  settings: string
  languageSetting: string
  languages: Readonly<Record<'auto' | Language, string>>
  unitSetting: string
  units: Readonly<Record<'auto' | 'yuan' | 'wanYuan', string>>
  // Admins.
  adminArea: string
  adminOnly: string
  statusTitle: string
  status: string
  reload: string
  words: string
  statusStore: (version: string, seededAt: string) => string
  statusCounts: (documents: number, reports: number, figures: number, findings: number) => string
  statusProcess: (pid: number, mode: string, up: string, isConnected: boolean) => string
  statusPlanner: string
  statusModel: Readonly<Record<ModelMode, (model: string) => string>>
  statusTokens: (spent: number, allowance: number) => string
  statusOpen: (count: number) => string
  statusFailures: string
  noFailures: string
  statusProblems: string
  statusAdmins: string
  adminAdded: (user: string) => string
  adminRemoved: (user: string) => string
  adminConfigured: (user: string) => string
  adminUnclear: string
  // Changing what is loaded.
  handIn: string
  handInIntro: string
  handInFiles: (most: number) => string
  handInSubmit: string
  handInStarted: (names: readonly string[]) => string
  /** Some of them, or all. */
  documentsHeld: (names: readonly string[]) => string
  fetchProblems: string
  fetchReasons: Readonly<Record<FetchProblemCode, string>>
  changes: Readonly<{
    anew: string
    added: (names: readonly string[]) => string
    unloaded: (names: readonly string[]) => string
    rolledBack: (version: number) => string
    correction: (by: string, reason: string) => string
    known: (by: string, reason: string) => string
    renamed: (by: string, reason: string) => string
    merged: (by: string, reason: string) => string
    withdrawn: string
  }>
  previewStarted: (change: string) => string
  previewTitle: (change: string) => string
  nothingToChange: string
  documentProblems: string
  previewTotals: string
  previewTotal: (name: string, before: number, after: number) => string
  previewNames: Readonly<Record<'document' | 'report' | 'print' | 'figure' | 'statement' | 'finding', string>>
  previewChanges: (added: number, removed: number, changed: number) => string
  biggestChanges: string
  changeColumns: readonly [string, string, string, string]
  previewDocument: (document: PreviewedDocument) => string
  standings: Readonly<Record<DocumentStanding, string>>
  documentsGone: (names: readonly string[]) => string
  documentsHidden: (hidden: number) => string
  changesFile: string
  previewExpires: string
  approve: string
  reject: string
  approveTitle: string
  approveText: string
  jobRunning: (user: string) => string
  jobDone: (user: string, version: string) => string
  answersWatched: (asked: number, changed: number) => string
  answerChanged: (question: string, before: string, after: string) => string
  answersHidden: (hidden: number) => string
  jobFailed: (reason: string) => string
  jobRejected: (user: string) => string
  jobExpired: string
  jobOver: string
  notApplied: Readonly<Record<'busy' | 'other-content' | 'store-changed' | 'unreadable', string>>
  // Versions.
  versions: string
  versionsIntro: string
  versionsPreviewed: string
  version: (version: number, at: string, documents: number) => string
  versionInUse: string
  /** Beside its version; `user` is Slack markup. */
  approvedBy: (user: string) => string
  rollBack: string
  loadedDocuments: string
  unload: string
  // What administrators hold against what is printed.
  remark: string
  remarkTitle: string
  remarkIntro: string
  remarkOn: string
  remarkFigure: (label: string, printed: string) => string
  remarkFinding: (message: string) => string
  remarkValue: string
  remarkReason: string
  remarkSubmit: string
  remarkNeedsValue: string
  remarkTakesNoValue: string
  remarkNeedsReason: string
  reorganise: string
  reorganisationTitle: string
  reorganisationIntro: string
  reorganisationKind: string
  reorganisationKinds: Readonly<Record<'rename' | 'merge', string>>
  reorganisationFrom: string
  reorganisationTo: string
  reorganisationSince: string
  remarks: string
  noRemarks: string
  withdraw: string
  // Words.
  wordsTitle: string
  wordsIntro: string
  wordSection: string
  wordSections: Readonly<Record<'departments' | 'measures' | 'items' | 'words', string>>
  wordTarget: string
  wordSurface: string
  wordSubmit: string
  wordRemove: string
  noWords: string
  moreWords: (hidden: number) => string
  wordLine: (surface: string, target: string) => string
  wordProblems: Readonly<
    Record<'unusable' | 'not-held' | 'empty' | 'not-of-documents' | 'busy' | 'unchanged', string>
  >
}>

/** One entry per language: a missing phrase or language does not compile. */
export type PhraseTable = Readonly<Record<Language, Phrases>>

export const phrases: PhraseTable = {
  zh: {
    readAs: (restatement) => `理解为：${restatement}`,
    figures: (rows) => `数据（${rows}行）`,
    blank: '（空）',
    wordless: '（无文字）',
    quote: (text) => `“${text}”`,
    rowsHidden: (shown, total) => `共${total}行，这里显示前${shown}行`,
    allInFile: '按“CSV”可得全部',
    columnsHidden: (hidden) => `另有${hidden}列未显示`,
    citationsHidden: (hidden) => `另有${hidden}处出处未显示`,
    warningsHidden: (hidden) => `另有${hidden}条提示未显示`,
    choicesHidden: (hidden) => `另有${hidden}个选项未显示`,
    choose: '请选择：',
    askInstead: '可以改问：',
    inEdited: '问题修改后重新作答',
    sql: '查询语句',
    sources: '出处',
    csv: 'CSV',
    xlsx: 'Excel 文件（XLSX）',
    chart: '图表',
    share: '分享',
    askModel: '用语言模型再读',
    good: '有帮助',
    bad: '有问题',
    cancel: '取消',
    close: '关闭',
    back: '上一页',
    next: '下一页',
    answerForgotten: '这个回答已超过保存期限（30天）。请把问题再问一次。',
    storeReplaced: (then, now) =>
      `这个回答依据的数据版本是 ${then}，此后数据已更新为 ${now}。下面仍是当时的内容；要看现在的数字，请再问一次。`,
    parameters: '参数',
    rowCount: (rows) => `结果 ${rows} 行`,
    sqlChecked: '语句经过检查，只读执行。金额单位为分。',
    noSql: '这个回答没有执行查询。',
    noSources: '这个回答没有引用文件。',
    sourceUnread: '原文无法读取，以下为收录时的引文。',
    page: (page, pages) => `第${page}页，共${pages}页`,
    checksSay: (finding) => `⚠ 核对结果：${finding}`,
    fileNote: '数据文件；出处见右侧各列和文件末尾。',
    fileInDirect: '文件已发到您与我的私信中。',
    chartNote: (title) => `图表：${title}`,
    noChart: '这个回答没有适合画图的数据。',
    shareTitle: '分享回答',
    shareWhere: '分享到哪个频道？',
    shareSubmit: '分享',
    shareHere: '分享到本频道？',
    shareText: '频道里的所有人都会看到这个回答和您的问题。',
    sharedBy: (user, question) => `${user} 分享了问题“${question}”的回答`,
    shared: '已分享。',
    shareRefused: '没有分享成功：我不在这个频道里。请先邀请我加入（/invite），再分享一次。',
    feedbackTitle: '哪里有问题？',
    feedbackReason: '问题类型',
    feedbackComment: '说明',
    feedbackSubmit: '提交',
    feedbackThanks: '谢谢，已记下您的意见。',
    badReasons: {
      'wrong-figure': '数字不对',
      misunderstood: '理解错了问题',
      incomplete: '不完整',
      unclear: '看不明白',
      other: '其他',
    },
    working: '正在查找并核对数据…',
    workingPrivately: '正在查找并核对数据，请稍候…',
    failed: (reference) =>
      `出错了，这个问题没有答成。请稍后再问一次；如仍不行，请把编号 ${reference} 告诉管理员。`,
    emptyQuestion: '请写下您的问题，例如：哪些工会的决算数超出年初预算50%以上？',
    nothingToSummarise: '这条消息里没有提到已收录的部门，无法概述。',
    asked: (question) => `问：${question}`,
    helpTitle: '怎样使用 Juesuan（决算）',
    help: [
      '在频道里 @我 提问，我在消息串里回答；在串里追问也请 @我，谁都可以问。',
      '在私信里直接提问。',
      '/juesuan 问题 —— 只有您能看到回答，可以再分享到频道。',
      '消息菜单“概述”—— 概述消息里提到的部门。',
      '回答下面的按钮：出处（原文）、查询语句、CSV、图表、分享。',
      '每个数字都注明文件和行号；不知道的，我会说不知道。',
      '主页可以看到收录了哪些文件，并设置语言和金额单位。',
    ],
    helpModel: {
      auto: '内置规则没有认出的问题由语言模型来读，读法会注明；数字始终取自文件。',
      model: '每个问题也由语言模型来读，并与内置规则核对，它的读法会注明；数字始终取自文件。',
    },
    helpAskModel: '要听语言模型的理解，在问题后面写“（按模型的理解）”，或按回答下面的“用语言模型再读”。',
    helpAdmin: [
      '/juesuan status —— 数据版本、运行情况、最近的错误',
      '/juesuan reseed —— 交来新文件，预览后批准',
      '/juesuan versions —— 历史版本和文件：回到某个版本，或不再使用某份文件',
      '/juesuan reload —— 重新读取文件，预览后批准',
      '/juesuan words —— 别名和同义词',
      '/juesuan admin add @某人，/juesuan admin remove @某人 —— 管理员名单',
    ],
    homeTitle: 'Juesuan · 决算',
    homeIntro: '用中文或英文询问已公布的部门预算和部门决算。每个数字都能追溯到印出它的那一行。',
    loaded: '收录的文件',
    loadedCounts: (reports, departments, figures) =>
      `${departments}个部门，${reports}份报告，${figures}个数字`,
    freshness: (date, version) => `数据更新于 ${date}，版本 ${version}`,
    findings: (real, soft, rounding, label) =>
      `核对出不一致：实质矛盾${real}处，待判断${soft}处，四舍五入尾差${rounding}处，名称或转换问题${label}处`,
    report: (year, kind) => `${year}年${kind}`,
    moreDepartments: (hidden) => `另有${hidden}个部门；可以问“收录了哪些部门？”`,
    tryThese: '试着问',
    settings: '设置',
    languageSetting: '回答用的语言',
    languages: { auto: '跟随问题', zh: '中文', en: 'English' },
    unitSetting: '金额单位',
    units: { auto: '按默认（万元）', yuan: '元', wanYuan: '万元' },
    adminArea: '管理',
    adminOnly: '这项操作只有管理员可以做。',
    statusTitle: '运行情况',
    status: '运行情况',
    reload: '重新读取文件',
    words: '别名和同义词',
    statusStore: (version, seededAt) => `数据版本 ${version}，更新于 ${seededAt}`,
    statusCounts: (documents, reports, figures, findings) =>
      `${documents}份文件，${reports}份报告，${figures}个数字，${findings}处不一致`,
    statusProcess: (pid, mode, up, isConnected) =>
      `进程 ${pid}（${mode}）：已运行 ${up}，${isConnected ? '已连接' : '未连接'}`,
    statusPlanner: '理解问题的方式：内置规则（无需模型）',
    statusModel: {
      auto: (model) => `理解问题的方式：先用内置规则；有词没有认出时，再用语言模型 ${model}`,
      model: (model) => `理解问题的方式：每个问题都用语言模型 ${model}，并与内置规则核对`,
    },
    statusTokens: (spent, allowance) =>
      `语言模型今天（按 UTC）用去 ${spent} 个 token，每天上限 ${allowance} 个`,
    statusOpen: (count) => `待回答的问题：${count}`,
    statusFailures: '最近的错误',
    noFailures: '最近没有错误。',
    statusProblems: '需要处理',
    statusAdmins: '管理员：',
    adminAdded: (user) => `${user} 现在是管理员。`,
    adminRemoved: (user) => `${user} 不再是管理员。`,
    adminConfigured: (user) => `${user} 是配置中指定的管理员，只能在配置（ADMIN_USER_IDS）中修改。`,
    adminUnclear: '请写明人员：/juesuan admin add @某人',
    handIn: '收录新文件',
    handInIntro:
      '请选择部门预算或部门决算文件：PDF、Word（docx）、Excel、网页或文本，每个不超过10 MB。读取后在私信里给您预览，批准之前现有数据不受影响。',
    handInFiles: (most) => `文件（最多${most}个）`,
    handInSubmit: '读取',
    handInStarted: (names) =>
      `正在取得并读取${names.length}份文件：${names.join('、')}。完成后在这里给您预览，现有数据不受影响。`,
    documentsHeld: (names) => `已经收录，不再重复：${names.join('、')}`,
    fetchProblems: '有文件没能从 Slack 取得，数据保持不变：',
    fetchReasons: {
      elsewhere: '地址不属于 Slack 的文件',
      'not-permitted': 'Slack 不让我读取（应用需要 files:read 权限）',
      'too-large': '文件太大',
      'not-sent': 'Slack 没有送来文件，请再交一次',
    },
    changes: {
      anew: '重新读取全部文件',
      added: (names) => `收录${names.length}份文件：${names.join('、')}`,
      unloaded: (names) => `不再使用：${names.join('、')}`,
      rolledBack: (version) => `回到版本 ${version}`,
      correction: (by, reason) => `${by}更正了一个数：${reason}`,
      known: (by, reason) => `${by}注明一处矛盾为已知：${reason}`,
      merged: (by, reason) => `${by}登记一个部门并入另一个：${reason}`,
      renamed: (by, reason) => `${by}登记一个部门改名：${reason}`,
      withdrawn: '撤回一处更正或说明',
    },
    previewStarted: (change) => `${change}：正在读取，完成后在私信里给您预览。现有数据不受影响。`,
    previewTitle: (change) => `预览：${change}`,
    nothingToChange: '结果与现有数据完全相同，无需更新。',
    documentProblems: '没有更新，数据保持不变：',
    previewTotals: '总数（现在 → 更新后）',
    previewTotal: (name, before, after) => `${name}：${before} → ${after}`,
    previewNames: {
      document: '文件',
      report: '报告',
      print: '印出的数字和文字',
      figure: '数字',
      statement: '说明',
      finding: '不一致',
    },
    previewChanges: (added, removed, changed) => `新增${added}个数字，减少${removed}个，变化${changed}个`,
    biggestChanges: '变化最大的数字',
    changeColumns: ['部门和年度', '项目', '现在', '更新后'],
    previewDocument: ({ file, department, year, kind, standing, numbers, loaded, unread, ...found }) =>
      `${file}：${department}，${year}年${kind}，${phrases.zh.standings[standing]}；${numbers}个数字，收录${loaded}个，未读${unread}个，不一致${found.findings}处（实质矛盾${found.contradictions}处）`,
    standings: { held: '已收录', new: '新文件', amends: '更新已收录的同一份报告' },
    documentsGone: (names) => `不再使用的文件：${names.join('、')}`,
    documentsHidden: (hidden) => `另有${hidden}份文件`,
    changesFile: '全部变化：部门、年度、项目、单位、现在、更新后',
    previewExpires: '24小时内可以批准；到期作废。',
    approve: '批准',
    reject: '不采用',
    approveTitle: '更新数据？',
    approveText: '批准后，所有人的回答立即依据新数据。进行中的问题按原数据答完。',
    jobRunning: (user) => `${user} 已批准，正在更新…`,
    jobDone: (user, version) => `已更新（${user} 批准）。数据版本 ${version}。`,
    answersWatched: (asked, changed) =>
      `更新前后各问了${asked}个问题：${asked - changed}个回答不变，${changed}个有变化。`,
    answerChanged: (question, before, after) => `${question} ——之前：${before} ——现在：${after}`,
    answersHidden: (hidden) => `另有${hidden}个`,
    jobFailed: (reason) => `没有更新，数据保持不变：${reason}`,
    jobRejected: (user) => `${user} 决定不采用，数据保持不变。`,
    jobExpired: '这份预览已过期，数据保持不变。请重新预览；交来的文件已删除。',
    jobOver: '这份预览已经处理过了，没有再次执行。',
    notApplied: {
      busy: '另一次读取正在进行，请稍后再批准',
      'other-content': '再次读取的结果与预览不同，请重新预览',
      'store-changed': '预览之后数据已被更新，请重新预览',
      unreadable: '有文件无法读取',
    },
    versions: '版本和文件',
    versionsIntro: '回到以前的版本，或不再使用某份文件，都先预览，批准后才生效；文件本身始终保存。',
    versionsPreviewed: '正在读取，预览将发到您与我的私信中。',
    version: (version, at, documents) => `版本 ${version} · ${at} · ${documents}份文件`,
    versionInUse: '正在使用',
    approvedBy: (user) => `${user} 批准`,
    rollBack: '回到这个版本',
    loadedDocuments: '正在使用的文件',
    unload: '不再使用',
    remark: '更正或注明',
    remarkTitle: '更正或注明',
    remarkIntro:
      '更正：回答改用您填的数，并说明文件印的是多少、谁在何时因何更正。注明为已知：这处不一致不再列为待核对。都先预览，批准后才生效，以后可以撤回。',
    remarkOn: '哪一项',
    remarkFigure: (label, printed) => `更正：${printed}（${label}）`,
    remarkFinding: (message) => `已知：${message}`,
    remarkValue: '更正后的数，如12.5万元（只在更正时填）',
    remarkReason: '理由',
    remarkSubmit: '预览',
    remarkNeedsValue: '请填写更正后的数',
    remarkTakesNoValue: '注明为已知时不填数',
    remarkNeedsReason: '请把各项都填上，包括理由',
    reorganise: '登记部门改名或合并',
    reorganisationTitle: '部门改名或合并',
    reorganisationIntro:
      '改名：新旧名称算同一个部门，各年度的数放在一起。并入：原部门公布过的数仍归它，回答会说明它并入了哪里。请填文件上的全称。',
    reorganisationKind: '改名还是并入',
    reorganisationKinds: { rename: '改名', merge: '并入另一个部门' },
    reorganisationFrom: '原来的名称',
    reorganisationTo: '现在的名称，或并入的部门',
    reorganisationSince: '从哪一天起',
    remarks: '更正和说明',
    noRemarks: '还没有。要更正一个数，请在回答的“出处”里找到它。',
    withdraw: '撤回',
    wordsTitle: '别名和同义词',
    wordsIntro: '加入大家习惯的说法，例如部门的简称；加入后立即生效。',
    wordSection: '类别',
    wordSections: { departments: '部门', measures: '指标', items: '科目', words: '文件中的词' },
    wordTarget: '指的是（文件中的名称或代码）',
    wordSurface: '大家的说法',
    wordSubmit: '加入',
    wordRemove: '删除',
    noWords: '还没有加入任何说法。',
    moreWords: (hidden) => `另有${hidden}个说法，只在词语文件里可见。`,
    wordLine: (surface, target) => `${surface} → ${target}`,
    wordProblems: {
      unusable: '词语文件本身有错误，无法修改；请看服务器日志',
      'not-held': '收录的文件中没有这个名称或代码',
      empty: '这里没有可以识别的字或词',
      'not-of-documents': '请填文件中印出的中文词语，至少两个字',
      busy: '有人正在修改，请稍后再试',
      unchanged: '已经有这个说法了',
    },
  },
  en: {
    readAs: (restatement) => `Read as: ${restatement}`,
    figures: (rows) => `Figures (${rows} row${rows === 1 ? '' : 's'})`,
    blank: '(blank)',
    wordless: '(no text)',
    quote: (text) => `“${text}”`,
    rowsHidden: (shown, total) => `first ${shown} of ${total} rows`,
    allInFile: '“CSV” gives them all',
    columnsHidden: (hidden) => `${hidden} more column(s) not shown`,
    citationsHidden: (hidden) => `${hidden} more source(s) not shown`,
    warningsHidden: (hidden) => `${hidden} more note(s) not shown`,
    choicesHidden: (hidden) => `${hidden} more choice(s) not shown`,
    choose: 'Please choose:',
    askInstead: 'You could ask:',
    inEdited: 'answered anew after the question was edited',
    sql: 'SQL',
    sources: 'Sources',
    csv: 'CSV',
    xlsx: 'Excel file (XLSX)',
    chart: 'Chart',
    share: 'Share',
    askModel: 'Ask the language model',
    good: 'Helpful',
    bad: 'Not right',
    cancel: 'Cancel',
    close: 'Close',
    back: 'Previous',
    next: 'Next',
    answerForgotten: 'This answer is older than answers are kept (30 days). Please ask the question again.',
    storeReplaced: (then, now) =>
      `This answer was given from data version ${then}; the data has since become ${now}. What follows is as it was then: ask again for the figures of today.`,
    parameters: 'Parameters',
    rowCount: (rows) => `${rows} row${rows === 1 ? '' : 's'}`,
    sqlChecked: 'Checked before it ran, read-only. Money is in fen (1/100 yuan).',
    noSql: 'No query was run for this answer.',
    noSources: 'This answer cites no document.',
    sourceUnread: 'The document could not be read; this is the quotation as it was loaded.',
    page: (page, pages) => `Page ${page} of ${pages}`,
    checksSay: (finding) => `⚠ What the checks say: ${finding}`,
    fileNote: 'The figures as a file; sources stand in the columns at the right and at the end.',
    fileInDirect: 'The file is in your direct messages with me.',
    chartNote: (title) => `Chart: ${title}`,
    noChart: 'This answer holds nothing that a chart would show.',
    shareTitle: 'Share this answer',
    shareWhere: 'Which channel?',
    shareSubmit: 'Share',
    shareHere: 'Share to this channel?',
    shareText: 'Everybody in the channel will see this answer and your question.',
    sharedBy: (user, question) => `${user} shared the answer to “${question}”`,
    shared: 'Shared.',
    shareRefused:
      'It was not shared: I am not in that channel. Please invite me (/invite), then share again.',
    feedbackTitle: 'What is not right?',
    feedbackReason: 'Kind',
    feedbackComment: 'More',
    feedbackSubmit: 'Send',
    feedbackThanks: 'Thank you, noted.',
    badReasons: {
      'wrong-figure': 'A figure is wrong',
      misunderstood: 'The question was misunderstood',
      incomplete: 'Something is missing',
      unclear: 'Hard to understand',
      other: 'Something else',
    },
    working: 'is finding and checking the figures…',
    workingPrivately: 'Finding and checking the figures, please wait…',
    failed: (reference) =>
      `Something failed and this question was not answered. Please ask again; if it fails again, tell an administrator the reference ${reference}.`,
    emptyQuestion:
      'Please write your question, for example: which unions exceeded initial budget by over 50%?',
    nothingToSummarise: 'That message names no department that is loaded, so there is nothing to summarise.',
    asked: (question) => `Asked: ${question}`,
    helpTitle: 'How to use Juesuan (决算)',
    help: [
      '@mention me in a channel: I answer in the thread. To ask on, mention me there again; anyone may.',
      'Write to me in a direct message.',
      '/juesuan question – only you see the answer, and you can share it.',
      'Message menu, “Summarise” – a summary of the departments that a message names.',
      'Buttons below an answer: Sources (the document itself), SQL, CSV, Chart, Share.',
      'Every figure names its document and line; what I do not know, I say so.',
      'My home tab shows what is loaded and lets you set language and unit.',
    ],
    helpModel: {
      auto: 'Questions that the built-in rules do not understand are read by a language model, and its readings are marked; figures are always from the documents.',
      model:
        'Every question is also read by a language model and checked against the built-in rules, and its readings are marked; figures are always from the documents.',
    },
    helpAskModel:
      'For the reading of the language model, end a question with “(as the model reads it)”, or press “Ask the language model” below an answer.',
    helpAdmin: [
      '/juesuan status – data version, how it runs, last failures',
      '/juesuan reseed – hand in documents, preview, approve',
      '/juesuan versions – earlier versions and what is loaded: roll back, or leave a document out',
      '/juesuan reload – read the documents anew, preview, approve',
      '/juesuan words – aliases and synonyms',
      '/juesuan admin add @someone, /juesuan admin remove @someone – who is an administrator',
    ],
    homeTitle: 'Juesuan · 决算',
    homeIntro:
      'Ask in Chinese or English about published departmental budgets and final accounts. Every figure leads to the line that printed it.',
    loaded: 'What is loaded',
    loadedCounts: (reports, departments, figures) =>
      `${departments} department${departments === 1 ? '' : 's'}, ${reports} report${reports === 1 ? '' : 's'}, ${figures} figures`,
    freshness: (date, version) => `Data of ${date}, version ${version}`,
    findings: (real, soft, rounding, label) =>
      `Contradictions found by the checks: ${real} real, ${soft} to be judged, ${rounding} of rounding, ${label} of names or conversion`,
    report: (year, kind) => `${year} ${kind}`,
    moreDepartments: (hidden) => `and ${hidden} more; ask “which departments are loaded?”`,
    tryThese: 'Try asking',
    settings: 'Settings',
    languageSetting: 'Language of answers',
    languages: { auto: 'As the question', zh: '中文', en: 'English' },
    unitSetting: 'Unit of money',
    units: { auto: 'Default', yuan: 'yuan', wanYuan: '10,000 yuan (万元)' },
    adminArea: 'Administration',
    adminOnly: 'Only an administrator can do that.',
    statusTitle: 'Status',
    status: 'Status',
    reload: 'Read documents anew',
    words: 'Aliases and synonyms',
    statusStore: (version, seededAt) => `Data version ${version}, of ${seededAt}`,
    statusCounts: (documents, reports, figures, findings) =>
      `${documents} documents, ${reports} reports, ${figures} figures, ${findings} findings`,
    statusProcess: (pid, mode, up, isConnected) =>
      `Process ${pid} (${mode}): up ${up}, ${isConnected ? 'connected' : 'not connected'}`,
    statusPlanner: 'Questions are understood by: built-in rules (no model)',
    statusModel: {
      auto: (model) =>
        `Questions are understood by: built-in rules; where words are left over, the language model ${model}`,
      model: (model) =>
        `Questions are understood by: the language model ${model} for every question, checked against built-in rules`,
    },
    statusTokens: (spent, allowance) =>
      `The language model has cost ${spent} tokens today (UTC), of ${allowance} a day`,
    statusOpen: (count) => `Questions waiting: ${count}`,
    statusFailures: 'Last failures',
    noFailures: 'No failures of late.',
    statusProblems: 'Needs attention',
    statusAdmins: 'Administrators:',
    adminAdded: (user) => `${user} is an administrator now.`,
    adminRemoved: (user) => `${user} is no administrator any more.`,
    adminConfigured: (user) =>
      `${user} is named in the configuration (ADMIN_USER_IDS) and can only be taken out there.`,
    adminUnclear: 'Please name a person: /juesuan admin add @someone',
    handIn: 'Hand in documents',
    handInIntro:
      'Choose departmental budgets or final accounts: PDF, Word (docx), Excel, HTML or text, of at most 10 MB each. They are read, and a preview comes in your direct messages; the data in use is not touched before you approve.',
    handInFiles: (most) => `Files (at most ${most})`,
    handInSubmit: 'Read',
    handInStarted: (names) =>
      `Fetching and reading ${names.length} document${names.length === 1 ? '' : 's'}: ${names.join(', ')}. A preview follows here; the data in use is not touched meanwhile.`,
    documentsHeld: (names) => `Loaded already: ${names.join(', ')}`,
    fetchProblems: 'Some files could not be fetched from Slack; the data stays as it is:',
    fetchReasons: {
      elsewhere: 'its address is none of Slack’s files',
      'not-permitted': 'Slack does not let me read it (the app needs files:read)',
      'too-large': 'it is too large',
      'not-sent': 'Slack did not send it, please hand it in again',
    },
    changes: {
      anew: 'Reading all documents anew',
      added: (names) =>
        `Handing in ${names.length} document${names.length === 1 ? '' : 's'}: ${names.join(', ')}`,
      unloaded: (names) => `Unloading: ${names.join(', ')}`,
      rolledBack: (version) => `Rolling back to version ${version}`,
      correction: (by, reason) => `A figure was corrected by ${by}: ${reason}`,
      known: (by, reason) => `A finding was marked as known by ${by}: ${reason}`,
      merged: (by, reason) => `A department was merged into another by ${by}: ${reason}`,
      renamed: (by, reason) => `A department was renamed by ${by}: ${reason}`,
      withdrawn: 'A correction or remark was withdrawn',
    },
    previewStarted: (change) =>
      `${change}: a preview follows in your direct messages with me. The data in use is not touched meanwhile.`,
    previewTitle: (change) => `Preview: ${change}`,
    nothingToChange: 'The result is the same as the data in use: nothing to update.',
    documentProblems: 'Nothing is changed, the data stays as it is:',
    previewTotals: 'Totals (now → after)',
    previewTotal: (name, before, after) => `${name}: ${before} → ${after}`,
    previewNames: {
      document: 'Documents',
      report: 'Reports',
      print: 'Printed cells and sentences',
      figure: 'Figures',
      statement: 'Statements',
      finding: 'Findings',
    },
    previewChanges: (added, removed, changed) =>
      `${added} figures added, ${removed} removed, ${changed} changed`,
    biggestChanges: 'The biggest changes',
    changeColumns: ['Department and year', 'What', 'Now', 'After'],
    previewDocument: ({ file, department, year, kind, standing, numbers, loaded, unread, ...found }) =>
      `${file}: ${department}, ${year} ${kind}, ${phrases.en.standings[standing]}; ${numbers} numbers, ${loaded} loaded, ${unread} unread, ${found.findings} findings, ${found.contradictions} of them real`,
    standings: { held: 'loaded already', new: 'new', amends: 'amends a report that is loaded' },
    documentsGone: (names) => `No longer in use: ${names.join(', ')}`,
    documentsHidden: (hidden) => `and ${hidden} more documents`,
    changesFile: 'All changes: department, year, figure, unit, before, after',
    previewExpires: 'It can be approved within 24 hours, then it expires.',
    approve: 'Approve',
    reject: 'Reject',
    approveTitle: 'Update the data?',
    approveText:
      'Once approved, every answer uses the new data. Questions being answered finish on the old data.',
    jobRunning: (user) => `${user} approved; updating…`,
    jobDone: (user, version) => `Updated (approved by ${user}). Data version ${version}.`,
    answersWatched: (asked, changed) =>
      `${asked} question${asked === 1 ? ' was' : 's were'} asked before and after: ${asked - changed} answered as before, ${changed} otherwise.`,
    answerChanged: (question, before, after) => `${question} – before: ${before} – now: ${after}`,
    answersHidden: (hidden) => `and ${hidden} more`,
    jobFailed: (reason) => `Not updated, the data stays as it is: ${reason}`,
    jobRejected: (user) => `${user} rejected it; the data stays as it is.`,
    jobExpired:
      'This preview has expired; the data stays as it is. Please preview anew; documents that were handed in are deleted.',
    jobOver: 'This preview has already been decided; nothing was done again.',
    notApplied: {
      busy: 'another reading is under way, please approve later',
      'other-content': 'reading again gave another result than the preview, please preview anew',
      'store-changed': 'the data changed since the preview, please preview anew',
      unreadable: 'some documents cannot be read',
    },
    versions: 'Versions and documents',
    versionsIntro:
      'Going back to a version, or leaving a document out, is previewed first and happens when it is approved; documents always stay kept.',
    versionsPreviewed: 'Reading; the preview comes in your direct messages with me.',
    version: (version, at, documents) =>
      `Version ${version} · ${at} · ${documents} document${documents === 1 ? '' : 's'}`,
    versionInUse: 'in use',
    approvedBy: (user) => `approved by ${user}`,
    rollBack: 'Roll back to this',
    loadedDocuments: 'Documents in use',
    unload: 'Unload',
    remark: 'Correct or annotate',
    remarkTitle: 'Correct or annotate',
    remarkIntro:
      'Correct: answers give your value, and say what is printed, who corrected it, when and why. Known: what contradicts itself here no longer waits to be looked at. Both are previewed, happen once approved, and can be withdrawn.',
    remarkOn: 'Which one',
    remarkFigure: (label, printed) => `Correct: ${printed} (${label})`,
    remarkFinding: (message) => `Known: ${message}`,
    remarkValue: 'The correct value, such as 12.5万元 (only where you correct)',
    remarkReason: 'Reason',
    remarkSubmit: 'Preview',
    remarkNeedsValue: 'Please enter the correct value',
    remarkTakesNoValue: 'What is known takes no value',
    remarkNeedsReason: 'Please fill in everything, the reason too',
    reorganise: 'Renamed or merged…',
    reorganisationTitle: 'Renamed or merged',
    reorganisationIntro:
      'Renamed: both names are one department, with the years of both. Merged: what a body published stays its own, and answers say what it has become part of. Full names, as the documents print them.',
    reorganisationKind: 'What happened',
    reorganisationKinds: { rename: 'Renamed', merge: 'Merged into another' },
    reorganisationFrom: 'Name before',
    reorganisationTo: 'Name since, or the body it became part of',
    reorganisationSince: 'Since which day',
    remarks: 'Corrections and notes',
    noRemarks: 'None yet. To correct a figure, find it under “Sources” of an answer.',
    withdraw: 'Withdraw',
    wordsTitle: 'Aliases and synonyms',
    wordsIntro: 'Add what your people say, such as the short name of a department. It works at once.',
    wordSection: 'Kind',
    wordSections: {
      departments: 'Department',
      measures: 'Measure',
      items: 'Item',
      words: 'Word of the documents',
    },
    wordTarget: 'Stands for (name or code in the documents)',
    wordSurface: 'What people say',
    wordSubmit: 'Add',
    wordRemove: 'Remove',
    noWords: 'Nothing has been added yet.',
    moreWords: (hidden) => `${hidden} more are seen only in the file of words.`,
    wordLine: (surface, target) => `${surface} → ${target}`,
    wordProblems: {
      unusable: 'The file of words itself has a mistake and cannot be changed; see the log of the server',
      'not-held': 'Nothing that is loaded has this name or code',
      empty: 'There is no word here that could be heard',
      'not-of-documents': 'Please give a word as documents print it, in Chinese, of two characters or more',
      busy: 'Somebody else is changing the words; please try again',
      unchanged: 'This word is there already',
    },
  },
}
