/** Reads one Answer from stdin and checks it against what the documents print. */
import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'

const answer = JSON.parse(await text(process.stdin))
const column = (name: string) => answer.columns.indexOf(name)
const rows = answer.rows.map((row: readonly unknown[]) =>
  [
    'department',
    'initial_budget_wan_yuan',
    'final_accounts_wan_yuan',
    'completion_percent',
    'overrun_percent',
  ].map((name) => row[column(name)]),
)
assert.equal(answer.status, 'answer')
assert.deepEqual(rows, [
  ['株洲市天元区总工会', 141.61, 429.56, 303.34, 203.34],
  ['武汉市新洲区总工会', 370.76, 673.16, 181.56, 81.56],
])
const quotes = answer.citations.map((citation: { quote: string }) => citation.quote.replace(/\s/gu, ''))
for (const printed of ['完成年初预算的303.34%', '完成年初预算的181.56%'])
  assert.ok(
    quotes.some((quote: string) => quote.includes(printed)),
    `no citation quotes ${printed}`,
  )
assert.match(answer.text, /平乡县总工会 \(published a budget only/u)
assert.match(answer.text, /焦作市中站区总工会 \(.*126\.29%/u)
process.stdout.write('flagship question: answered as printed\n')
