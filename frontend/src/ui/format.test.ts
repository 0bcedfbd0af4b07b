import { beforeAll, describe, expect, it } from 'vitest'
import { speaking } from '@/test/i18n'
import { daysUntil, formatBytes, formatDay, formatNumber, formatPoints, formatShare } from './format'

beforeAll(() => speaking('en'))

describe('numbers and days', () => {
  it('are said as the reader writes them', async () => {
    expect([formatNumber(12725), formatPoints(59.66), formatShare(0.245), formatBytes(18_400), formatDay('2026-11-22')]).toEqual(['12,725', '59.7', '25%', '18 kB', '22 Nov 2026'])
    await speaking('id')
    expect([formatNumber(12725), formatPoints(59.66), formatDay('2026-11-22')]).toEqual(['12.725', '59,7', '22 Nov 2026'])
    await speaking('en')
  })

  it('have no minus nought and no made-up value', () => {
    expect([formatPoints(-0), formatPoints(-0.01), formatPoints(null), formatDay('')]).toEqual(['0.0', '0.0', '–', '–'])
  })

  it('count days on the calendar of the reader', () => {
    const evening = new Date(2026, 10, 24, 23, 30)
    expect([daysUntil('2026-11-25', evening), daysUntil('2026-11-24', evening), daysUntil('2026-11-22', evening)]).toEqual([1, 0, -2])
  })
})
