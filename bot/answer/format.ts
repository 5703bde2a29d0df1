/** Formats numbers for reading; it never makes one. */
import { formatAmount } from '../../db/domain/money.ts'
import type { Language } from '../../db/domain/terms.ts'
import type { FiguresPlan } from '../../db/plan/plan.ts'

const fenPerYuan = 100
const million = 1_000_000 * fenPerYuan
const billion = 1_000 * million

const trimZeros = (decimal: string) => decimal.replace(/(\.\d*?)0+$/u, '$1').replace(/\.$/u, '')

/** 141.61万元; 1.4161 million yuan, 461,400 yuan: every printed digit is kept. */
export const money = (fen: number, language: Language, unit?: ToldUnit): string => {
  if (unit === 'yuan') return language === 'zh' ? `${plainYuan(fen)}元` : `${grouped(plainYuan(fen))} yuan`
  if (unit === 'yiYuan')
    return language === 'zh'
      ? `${trimZeros(decimalOf(fen, 10))}亿元`
      : `${trimZeros(decimalOf(fen, 10))} hundred million yuan`
  if (unit === 'wanYuan' && language === 'en') return `${trimZeros(decimalOf(fen, 6))} × 10,000 yuan`
  if (language === 'zh') return `${formatAmount(fen, '万元')}万元`
  if (Math.abs(fen) >= billion) return `${trimZeros(decimalOf(fen, 11))} billion yuan`
  if (Math.abs(fen) >= million) return `${trimZeros(decimalOf(fen, 8))} million yuan`
  const [whole = '0', fraction = '00'] = decimalOf(fen, 2).split('.')
  return `${grouped(fraction === '00' ? whole : `${whole}.${fraction}`)} yuan`
}

export type ToldUnit = NonNullable<FiguresPlan['unit']>

const plainYuan = (fen: number): string => trimZeros(decimalOf(fen, 2))

const grouped = (decimal: string): string => {
  const [whole = '0', fraction] = decimal.split('.')
  return `${whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')}${fraction === undefined ? '' : `.${fraction}`}`
}

/** A whole number of fen moved by decimal places, as text. */
const decimalOf = (fen: number, places: number): string => {
  const digits = String(Math.abs(fen)).padStart(places + 1, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** The number that stands in an answer's rows: 万元. */
export const wanYuan = (fen: number): number => Number(formatAmount(fen, '万元'))

export const percent = (value: number): string => `${value.toFixed(2)}%`
