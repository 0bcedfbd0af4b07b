import type { Import } from '@/api/types'

/** Rows, issues and pairs are asked anew after the file was read again: with other counts, columns, form, policy or corrections. */
export function stamp(told: Import): string {
  const { counts, mapping, recipe } = told
  const columns = (mapping?.columns ?? []).map((c) => c.field).join()
  const kinds = [counts.new, counts.changed, counts.duplicate, counts.refused, counts.issues, counts.absent].join('.')
  return `${told.state}${told.undoState}${told.rowsRead}.${kinds}.${mapping?.tab}.${mapping?.headerRow}.${columns}.${JSON.stringify(recipe ?? '')}`
}
