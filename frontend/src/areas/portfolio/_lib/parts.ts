import type { Part } from '@/api/types'

/** What parts come to together, in their own unit, without the dust of binary fractions. */
export function total(parts: Part[] | null | undefined): number {
  return Math.round((parts ?? []).reduce((sum, p) => sum + p.points, 0) * 100) / 100
}
