import { language } from '@/i18n'

const locales = { en: 'en-GB', id: 'id-ID' }
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${language()}${JSON.stringify(options)}`
  let format = made.get(key) as Intl.NumberFormat | undefined
  if (!format) made.set(key, (format = new Intl.NumberFormat(locales[language()], options)))
  return format
}

function date(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${language()}${JSON.stringify(options)}`
  let format = made.get(key) as Intl.DateTimeFormat | undefined
  if (!format) made.set(key, (format = new Intl.DateTimeFormat(locales[language()], options)))
  return format
}

export function formatNumber(n: number | null | undefined): string {
  return n === null || n === undefined ? '–' : number({}).format(n)
}

/** Points 0-100, with one decimal as the rules round them. */
export function formatPoints(n: number | null | undefined): string {
  return n === null || n === undefined || Number.isNaN(n) ? '–' : number({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'negative' }).format(n)
}

export function formatShare(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : number({ style: 'percent', maximumFractionDigits: 0 }).format(share)
}

export function formatBytes(bytes: number): string {
  const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, 'MB'] : bytes >= 1e3 ? [bytes / 1e3, 'kB'] : [bytes, 'B']
  return `${number({ maximumFractionDigits: value < 10 && unit !== 'B' ? 1 : 0 }).format(value)} ${unit}`
}

/** A day, YYYY-MM-DD, without any time zone. */
export function formatDay(day: string | null | undefined): string {
  if (!day) return '–'
  const at = new Date(`${day.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(at.getTime()) ? day : date({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(at)
}

/** A moment in the reader's own time zone. */
export function formatTime(moment: string | null | undefined): string {
  if (!moment) return '–'
  const at = new Date(moment)
  return Number.isNaN(at.getTime()) ? moment : date({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(at)
}

/** Days from today (the reader's) until a day; negative when it is past. */
export function daysUntil(day: string, now = new Date()): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((Date.parse(`${day.slice(0, 10)}T00:00:00Z`) - today) / 86_400_000)
}
