import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actionIds } from './blocks/action-ids.ts'
import { inputIds } from './blocks/small-views.ts'
import { type BotInSlack, doors, openBotInSlack } from './testing/bot-in-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'
import { modalOf, sharedFile, textOf, typesOf, whispered } from './testing/seen.ts'

/** What the buttons below an answer do, through the real Bolt app over Socket Mode. */
describe.each(doors)('over the %s door', (door) => {
  let bot: BotInSlack
  let front: BotInSlack['front']

  beforeEach(async () => {
    bot = await openBotInSlack(
      {},
      {
        people: [
          { name: 'li', realName: '李伟', locale: 'zh-CN' },
          { name: 'ann', realName: 'Ann Hill', locale: 'en-US' },
        ],
        channels: [{ name: '预算公开', hasBot: true }, { name: 'open' }, { name: 'closed', isPrivate: true }],
      },
      door,
    )
    ;({ front } = bot)
  })
  afterEach(async () => {
    await bot.close()
  })

  const personAt = (index: number) => {
    const person = front.people[index]
    if (person === undefined) throw new Error('there is no such person')
    return person
  }
  const channelNamed = (wanted: string): string =>
    front.channels.find(({ name }) => name === wanted)?.id ?? ''

  const twoRows = () =>
    sampleAnswer({
      sql: 'select "department", "amount_fen" from "figures" where "fiscal_year" = ? order by 2',
      parameters: [2023],
      rows: [
        ['甲区总工会', 141.61, 429.56, 203.34],
        ['乙区总工会', 10, -5, -150],
      ],
      evidence: [
        [[], [0], [0], [0]],
        [[], [], [], []],
      ],
    })

  /** A question in a channel and its answer. */
  const askInChannel = async (answer = twoRows()) => {
    bot.core.reply = async () => answer
    await front.say('@juesuan 甲', { channel: front.channel })
    const [message] = await front.untilPosted(1)
    if (message === undefined) throw new Error('nothing was posted')
    return message
  }

  it('shows the query with its parameters', async () => {
    const message = await askInChannel()
    await front.click(message, actionIds.sql)
    const view = await modalOf(front, personAt(0).id)
    const shown = textOf(view.blocks)
    expect(shown).toContain('fiscal_year')
    expect(shown).toContain('1  2023')
    expect(shown).toContain('结果 2 行')
    // Laid out: each clause on a line of its own.
    expect(shown).toMatch(/where\\n/u)
  })

  it('quotes the document around each source, with what the checks say of it', async () => {
    bot.core.passages = async () => ({
      title: '甲区总工会2023年度部门决算',
      department: { zh: '甲区总工会', en: 'Jia District trade union' },
      fiscalYear: 2023,
      kind: 'finalAccounts',
      file: 'a.txt',
      lines: [
        { number: 406, text: '前一行', isCited: false },
        { number: 407, text: '年初预算数为141.61万元', isCited: true },
      ],
      figures: [],
      findings: [
        { severity: 'real', message: { zh: '正文与表格不符', en: 'text and table differ' }, openId: null },
      ],
    })
    const message = await askInChannel()
    await front.click(message, actionIds.sources)
    const shown = textOf((await modalOf(front, personAt(0).id)).blocks)
    expect(shown).toContain('[1] 甲区总工会 · 2023年部门决算')
    expect(shown).toContain('406  前一行')
    expect(shown).toMatch(/407 {2}年初预算数为141\.61万元.{0,40}"style":\{"bold":true\}/u)
    expect(shown).toContain('正文与表格不符')
  })

  it('turns the pages of many sources, and says when a document cannot be read', async () => {
    const [citation] = sampleAnswer().citations
    if (citation === undefined) throw new Error('the sample cites')
    const citations = Array.from({ length: 7 }, (_, index) => ({ ...citation, quote: `引文${index + 1}` }))
    const message = await askInChannel(sampleAnswer({ citations }))
    await front.click(message, actionIds.sources)
    const first = await modalOf(front, personAt(0).id)
    expect(textOf(first.blocks)).toContain('引文5')
    expect(textOf(first.blocks)).not.toContain('引文6')
    expect(textOf(first.blocks)).toContain('原文无法读取')
    await front.click(first, `${actionIds.sourcesPage}_1`)
    const second = await front.until(() => {
      const [view] = front.workspace.modals(personAt(0).id)
      return textOf(view?.blocks).includes('引文6') && view
    })
    expect(textOf(second.blocks)).toContain('第2页，共2页')
  })

  it('sends the figures as a CSV that a spreadsheet opens right', async () => {
    const message = await askInChannel()
    await front.click(message, actionIds.csv)
    const { file, bytes } = await sharedFile(front)
    expect(file.name).toMatch(/^[\x20-\x7e]+\.csv$/u)
    const text = Buffer.from(bytes).toString('utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain('甲区总工会,141.61,429.56,203.34')
    const shared = await front.until(() =>
      front.workspace
        .repliesIn(front.channel, message.thread_ts ?? '')
        .find(({ files }) => files !== undefined),
    )
    expect(shared.text).toContain('数据文件')
  })

  it('sends a workbook to those who ask for one', async () => {
    const message = await askInChannel()
    await front.click(message, actionIds.more, {
      choose: message.blocks === undefined ? '' : valueOfMore(message),
    })
    const { file, bytes } = await sharedFile(front)
    expect(file.name).toMatch(/\.xlsx$/u)
    // A zip.
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b])
  })

  const valueOfMore = (message: unknown): string =>
    /"value":"([0-9a-f-]{36})"\}\]/u.exec(textOf(message))?.[1] ?? ''

  it('draws what Slack can draw itself as its own chart', async () => {
    const message = await askInChannel(
      sampleAnswer({
        rows: [
          ['甲区总工会', 141.61, 429.56, 203.34],
          ['乙区总工会', 100, 150, 50],
        ],
        evidence: [],
      }),
    )
    await front.click(message, actionIds.chart)
    const [, chart] = await front.untilPosted(2)
    expect(chart?.blocks?.map(({ type }) => type)).toContain('data_visualization')
    expect(chart?.thread_ts).toBe(message.thread_ts)
  })

  it('draws a picture where Slack cannot: a value below zero', async () => {
    const message = await askInChannel()
    await front.click(message, actionIds.chart)
    const { file, bytes } = await sharedFile(front)
    expect(file.name).toMatch(/\.png$/u)
    expect([...bytes.slice(1, 4)]).toEqual([...Buffer.from('PNG')])
  })

  it('draws a picture where Slack refuses the chart', async () => {
    const message = await askInChannel(
      sampleAnswer({ rows: [['甲', 1, 2, 100], ['乙', 3, 4, 33.33]], evidence: [] }), // biome-ignore format: two rows
    )
    front.refuseNext('chat.postMessage', 'invalid_blocks')
    await front.click(message, actionIds.chart)
    const { file } = await sharedFile(front)
    expect(file.name).toMatch(/\.png$/u)
  })

  it('offers no chart of a single figure, and no buttons where nothing was answered', async () => {
    const message = await askInChannel(
      sampleAnswer({
        columns: ['department', 'a_wan_yuan'],
        labels: ['部门', '甲（万元）'],
        rows: [['甲', 1]],
        evidence: [],
      }),
    )
    expect(textOf(message.blocks)).not.toContain(actionIds.chart)
    expect(textOf(message.blocks)).toContain(actionIds.csv)
    bot.core.reply = async () =>
      sampleAnswer({ status: 'refuse', code: 'off-topic', rows: [], citations: [] })
    await front.say('@juesuan 天气', { channel: front.channel })
    const [, refusal] = await front.untilPosted(2)
    expect(typesOf(refusal ?? {})).toEqual(['section', 'context', 'context', 'context_actions'])
  })

  it('shares to the channel, with who shared it and what was asked', async () => {
    const message = await askInChannel()
    await front.click(message, actionIds.share)
    const [, shared] = await front.untilPosted(2)
    expect(shared).toMatchObject({ channel: front.channel })
    expect(shared?.thread_ts).toBeUndefined()
    expect(textOf(shared?.blocks)).toContain(`<@${personAt(0).id}> 分享了问题“甲”的回答`)
    expect(shared?.blocks?.[0]).toMatchObject({ elements: [{ type: 'mrkdwn', verbatim: true }] })
    expect((await whispered(front, personAt(0).id)).text).toBe('已分享。')
    // The shared answer has buttons of its own, which work.
    if (shared !== undefined) await front.click(shared, actionIds.sql)
    await modalOf(front, personAt(0).id)
  })

  it('asks in direct messages where to share to', async () => {
    bot.core.reply = async () => twoRows()
    await front.say('甲', { channel: front.directChannel })
    const [message] = await front.untilPosted(1)
    if (message === undefined) throw new Error('nothing was posted')
    await front.click(message, actionIds.share)
    const view = await modalOf(front, personAt(0).id)
    const refused = await front.submit(view, { [inputIds.channel]: channelNamed('closed') })
    expect(refused).toMatchObject({
      response_action: 'errors',
      errors: { [inputIds.channel]: expect.stringContaining('/invite') },
    })
    await front.submit(view, { [inputIds.channel]: channelNamed('open') })
    const [, shared] = await front.untilPosted(2)
    expect(shared?.channel).toBe(channelNamed('open'))
    expect(front.workspace.modals(personAt(0).id)).toEqual([])
  })

  it('shares once, and closes the modal, when it cannot say any more that it did', async () => {
    bot.core.reply = async () => twoRows()
    await front.say('甲', { channel: front.directChannel })
    const [message] = await front.untilPosted(1)
    if (message === undefined) throw new Error('nothing was posted')
    await front.click(message, actionIds.share)
    const view = await modalOf(front, personAt(0).id)
    front.refuseNext('response_url', 'expired_url')
    await front.submit(view, { [inputIds.channel]: channelNamed('open') })
    expect(front.workspace.modals(personAt(0).id)).toEqual([])
    expect(front.posted().map(({ channel }) => channel)).toEqual([front.directChannel, channelNamed('open')])
  })

  it('says in the modal that an answer was forgotten meanwhile', async () => {
    bot.core.reply = async () => twoRows()
    await front.say('甲', { channel: front.directChannel })
    const [message] = await front.untilPosted(1)
    if (message === undefined) throw new Error('nothing was posted')
    await front.click(message, actionIds.share)
    const view = await modalOf(front, personAt(0).id)
    await bot.state.deleteFrom('answer').execute()
    expect(await front.submit(view, { [inputIds.channel]: channelNamed('open') })).toMatchObject({
      errors: { [inputIds.channel]: expect.stringContaining('30天') },
    })
  })

  it('takes praise at once, and asks what was wrong, in the language of the person', async () => {
    const message = await askInChannel()
    const [, ann] = [personAt(0), personAt(1)]
    await front.click(message, actionIds.feedback, { choose: 'positive' })
    expect((await whispered(front, personAt(0).id)).text).toBe('谢谢，已记下您的意见。')
    await front.click(message, actionIds.feedback, { choose: 'negative', user: ann.id })
    const view = await modalOf(front, ann.id)
    expect(textOf(view)).toContain('What is not right?')
    await front.submit(view, { [inputIds.reason]: 'wrong-figure', [inputIds.comment]: 'should be 429.57' })
    await whispered(front, ann.id, /Thank you/u)
    const kept = await bot.state
      .selectFrom('feedback')
      .select(['user_id', 'verdict', 'reason', 'comment'])
      .orderBy('verdict')
      .execute()
    expect(kept).toEqual([
      { user_id: ann.id, verdict: 'bad', reason: 'wrong-figure', comment: 'should be 429.57' },
      { user_id: personAt(0).id, verdict: 'good', reason: null, comment: null },
    ])
  })

  it('keeps what was said of an answer when its button is clicked once more', async () => {
    const message = await askInChannel()
    await front.click(message, actionIds.feedback, { choose: 'negative' })
    const view = await modalOf(front, personAt(0).id)
    await front.submit(view, { [inputIds.reason]: 'wrong-figure', [inputIds.comment]: '应为429.57' })
    await whispered(front, personAt(0).id, /谢谢/u)
    await front.click(message, actionIds.feedback, { choose: 'negative' })
    await modalOf(front, personAt(0).id)
    const kept = await bot.state.selectFrom('feedback').select(['reason', 'comment']).execute()
    expect(kept).toEqual([{ reason: 'wrong-figure', comment: '应为429.57' }])
  })

  it('says so when the store was replaced since the answer', async () => {
    const message = await askInChannel()
    bot.core.dataVersion = 'newer'
    await front.click(message, actionIds.sources)
    expect(textOf((await modalOf(front, personAt(0).id)).blocks)).toContain('此后数据已更新为 newer')
    await front.click(message, actionIds.csv)
    await sharedFile(front)
    const note = await front.until(() =>
      front.workspace.allMessages().find(({ text, files }) => files !== undefined && /newer/u.test(text)),
    )
    expect(note.text).toContain('test')
  })

  it('says so when the answer is forgotten', async () => {
    const message = await askInChannel()
    await bot.state.deleteFrom('answer').execute()
    await front.click(message, actionIds.sql, { user: personAt(1).id })
    expect((await whispered(front, personAt(1).id)).text).toContain('older than answers are kept')
    expect(front.workspace.modals(personAt(1).id)).toEqual([])
  })

  it('tells the person, with a reference, when a click fails', async () => {
    bot.core.passages = async () => {
      throw new Error('the disk is gone')
    }
    const message = await askInChannel()
    await front.click(message, actionIds.sources, { user: personAt(1).id })
    const { text } = await whispered(front, personAt(1).id)
    const reference = /reference ([0-9a-f]{8})/u.exec(text)?.[1]
    expect(reference).toBeDefined()
    expect(bot.lines.some((line) => line.includes(`reference=${reference}`) && line.includes('disk'))).toBe(
      true,
    )
  })
})
