import { expect, it } from 'vitest'
import { mendLabel } from './mend-label.ts'

it.each([
  { read: '年未结转和结余', label: '年末结转和结余' },
  { read: '十六、人金融支出', label: '十六、金融支出' },
  { read: '年初结转和结余', label: '年初结转和结余' },
  { read: '人员经费', label: '人员经费' },
  { read: '未知的支出', label: '未知的支出' },
  { read: '46.93', label: '46.93' },
])('takes $read for $label', ({ read, label }) => {
  expect(mendLabel(read)).toBe(label)
})
