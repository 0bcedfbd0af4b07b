import { supplierSorts, type SupplierFilters, type SupplierSort } from '@/api/portfolio'

/** What the address of the supplier list holds: the filters and the place in the list. */
export interface SupplierSearch extends SupplierFilters {
  offset?: number
}

const word = (v: unknown): string | undefined => (typeof v === 'string' || typeof v === 'number' ? String(v) || undefined : undefined)
const yes = (v: unknown): true | undefined => (v === true || v === 'true' ? true : undefined)

/** Reads an address that anybody may have typed: what is not understood is left out. */
export function readSupplierSearch(s: Record<string, unknown>): SupplierSearch {
  const offset = Number(s.offset)
  return {
    search: word(s.search),
    band: word(s.band),
    country: word(s.country),
    sector: word(s.sector),
    flagged: yes(s.flagged),
    review: yes(s.review),
    answered: s.answered === 'yes' || s.answered === 'no' ? s.answered : undefined,
    state: s.state === 'archived' || s.state === 'merged' ? s.state : undefined,
    sort: supplierSorts.includes(s.sort as SupplierSort) ? (s.sort as SupplierSort) : undefined,
    order: s.order === 'asc' || s.order === 'desc' ? s.order : undefined,
    offset: Number.isInteger(offset) && offset > 0 ? offset : undefined,
  }
}

/** Words and places read upwards first; risk reads from the worst. */
export function firstOrder(sort: SupplierSort): 'asc' | 'desc' {
  return sort === 'name' || sort === 'country' || sort === 'sector' || sort === 'confidence' || sort === 'control' ? 'asc' : 'desc'
}

export function anyFilter(s: SupplierSearch): boolean {
  return Boolean(s.search || s.band || s.country || s.sector || s.flagged || s.review || s.answered || s.state)
}

export const supplierTabs = ['why', 'actions', 'details', 'earlier', 'proof'] as const
export type SupplierTab = (typeof supplierTabs)[number]

export function readSupplierTab(s: Record<string, unknown>): { tab?: SupplierTab } {
  return { tab: supplierTabs.includes(s.tab as SupplierTab) ? (s.tab as SupplierTab) : undefined }
}
