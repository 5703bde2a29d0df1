/** The short names an app is likely to use. */
const emoji: Readonly<Record<string, string>> = {
  bar_chart: '📊',
  books: '📚',
  bulb: '💡',
  card_index_dividers: '🗂️',
  chart_with_upwards_trend: '📈',
  eyes: '👀',
  heavy_check_mark: '✔️',
  hourglass_flowing_sand: '⏳',
  information_source: 'ℹ️',
  mag: '🔍',
  memo: '📝',
  page_facing_up: '📄',
  paperclip: '📎',
  rotating_light: '🚨',
  sparkles: '✨',
  tada: '🎉',
  thumbsdown: '👎',
  thumbsup: '👍',
  warning: '⚠️',
  wave: '👋',
  white_check_mark: '✅',
  x: '❌',
}

export const withEmoji = (text: string): string =>
  text.replaceAll(/:(?<name>[a-z_]+):/gu, (whole, name: string) => emoji[name] ?? whole)
