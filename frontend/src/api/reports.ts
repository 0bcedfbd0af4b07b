import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { Language } from './types'

export interface ReportOrder {
  kind: 'supplier' | 'company'
  supplierId?: string
  language: Language
}

/** A company's reports, asked again while one is being made. */
export function useReports(company: string, filters: { kind?: 'supplier' | 'company'; supplierId?: string } = {}) {
  return useQuery({
    queryKey: keys.reports(company, filters),
    queryFn: () => ask(http.GET('/api/companies/{company}/reports', { params: { path: { company }, query: { ...filters, limit: 100 } } })),
    refetchInterval: (query) => (query.state.data?.rows?.some((r) => r.state === 'making') ? 1000 : false),
  })
}

export function useMakeReport(company: string) {
  return useMutation({
    mutationFn: (body: ReportOrder) => ask(http.POST('/api/companies/{company}/reports', { params: { path: { company } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}

export function reportPdfAddress(company: string, report: string): string {
  return `/api/companies/${encodeURIComponent(company)}/reports/${encodeURIComponent(report)}/pdf`
}

export function reportContentAddress(company: string, report: string): string {
  return `/api/companies/${encodeURIComponent(company)}/reports/${encodeURIComponent(report)}/content`
}
