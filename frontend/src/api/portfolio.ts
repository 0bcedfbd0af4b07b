import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { Overview, SupplierDetail, SupplierPage } from './types'

/** What narrows and orders the list of suppliers; it is also what stands in the address of the page. */
export interface SupplierFilters {
  search?: string
  band?: string
  country?: string
  sector?: string
  flagged?: boolean
  review?: boolean
  answered?: 'yes' | 'no'
  /** Left out: those that count. */
  state?: 'archived' | 'merged'
  sort?: SupplierSort
  order?: 'asc' | 'desc'
}

export const supplierSorts = ['residual', 'name', 'country', 'sector', 'confidence', 'inherent', 'control', 'workers'] as const
export type SupplierSort = (typeof supplierSorts)[number]

export function useOverview(company: string) {
  return useQuery({
    queryKey: keys.overview(company),
    queryFn: ({ signal }) => ask<unknown, Overview>(http.GET('/api/companies/{company}/overview', { params: { path: { company } }, signal })),
  })
}

/** How many suppliers wait for their score, asked again until none does. */
export function useScoring(company: string, wanted: boolean): number {
  const query = useQuery({
    queryKey: keys.overview(company),
    queryFn: ({ signal }) => ask<unknown, Overview>(http.GET('/api/companies/{company}/overview', { params: { path: { company } }, signal })),
    enabled: wanted,
    refetchInterval: (q) => ((q.state.data?.unscored ?? 0) > 0 ? 1500 : false),
  })
  return wanted ? (query.data?.unscored ?? 0) : 0
}

export function useSuppliers(company: string, filters: SupplierFilters, offset: number, limit: number) {
  const query = { ...filters, offset, limit }
  return useQuery({
    queryKey: keys.suppliers(company, query),
    queryFn: ({ signal }) => ask<unknown, SupplierPage>(http.GET('/api/companies/{company}/suppliers', { params: { path: { company }, query }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** What the whole portfolio can be narrowed by, whatever it is narrowed to now. */
export function useAllFacets(company: string) {
  return useQuery({
    queryKey: keys.suppliers(company, { limit: 1 }),
    queryFn: ({ signal }) => ask<unknown, SupplierPage>(http.GET('/api/companies/{company}/suppliers', { params: { path: { company }, query: { limit: 1 } }, signal })),
    select: (page) => page.facets,
    staleTime: 60_000,
  })
}

export function useSupplier(company: string, supplier: string) {
  return useQuery({
    queryKey: keys.supplier(company, supplier),
    queryFn: ({ signal }) =>
      ask<unknown, SupplierDetail>(http.GET('/api/companies/{company}/suppliers/{supplier}', { params: { path: { company, supplier } }, signal })),
  })
}

/** Chosen suppliers by their ids; else all that the filters leave. */
function narrowed(query: URLSearchParams, chosen: string[], filters: SupplierFilters): URLSearchParams {
  if (chosen.length > 0) query.set('suppliers', chosen.join(','))
  else {
    for (const [name, value] of Object.entries(filters)) {
      if (value !== undefined && value !== '' && name !== 'sort' && name !== 'order') query.set(name, String(value))
    }
  }
  return query
}

/** Takes a supplier out of the portfolio, or brings it back. */
export function useArchive(company: string, supplier: string) {
  return useMutation({
    mutationFn: (archived: boolean) =>
      ask(http.PUT('/api/companies/{company}/suppliers/{supplier}/archived', { params: { path: { company, supplier } }, body: { archived } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}

/** Where the questionnaire workbooks lie: for chosen suppliers, or for all that the filters leave. */
export function workbooksAddress(company: string, language: string, chosen: string[], filters: SupplierFilters): string {
  return `/api/companies/${encodeURIComponent(company)}/questionnaire-workbooks?${narrowed(new URLSearchParams({ language }), chosen, filters)}`
}

export const exportFormats = ['xlsx', 'csv', 'osh'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Where the suppliers lie as one file. */
export function exportAddress(company: string, format: ExportFormat, chosen: string[], filters: SupplierFilters): string {
  return `/api/companies/${encodeURIComponent(company)}/suppliers-export?${narrowed(new URLSearchParams({ format }), chosen, filters)}`
}
