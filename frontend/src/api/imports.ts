import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { call, upload } from './client'
import { keys, queryClient } from './keys'
import type { Import, ImportKind, ImportRow, IssuePage, Page } from './types'

const base = '/api/companies/{company}/imports'

export function uploadImport(company: string, kind: ImportKind, file: File, told: (share: number) => void, signal: AbortSignal) {
  return upload<Import>(`/api/companies/${encodeURIComponent(company)}/imports?kind=${kind}`, file, told, signal)
}

export function useImports(company: string, kind: ImportKind) {
  return useQuery({
    queryKey: keys.imports(company, kind),
    queryFn: () => call<Page<Import>>('GET', base, { path: { company }, query: { kind, limit: 50 } }),
  })
}

export function working(state: Import['state'] | undefined): boolean {
  return state === 'reading' || state === 'importing'
}

/** One import, asked again while work is under way. */
export function useImport(company: string, id: string) {
  return useQuery({
    queryKey: keys.import(company, id),
    queryFn: () => call<Import>('GET', `${base}/{import}`, { path: { company, import: id } }),
    refetchInterval: (query) => (working(query.state.data?.state) ? 700 : false),
    staleTime: 0,
  })
}

export function useImportRows(company: string, id: string, action: string, offset: number, limit: number, stamp: string) {
  const query = { action, offset, limit }
  return useQuery({
    queryKey: keys.importRows(company, id, { ...query, stamp }),
    queryFn: () => call<Page<ImportRow>>('GET', `${base}/{import}/rows`, { path: { company, import: id }, query }),
    placeholderData: keepPreviousData,
  })
}

export function useImportIssues(company: string, id: string, severity: string, offset: number, limit: number, stamp: string) {
  const query = { severity, offset, limit }
  return useQuery({
    queryKey: keys.importIssues(company, id, { ...query, stamp }),
    queryFn: () => call<IssuePage>('GET', `${base}/{import}/issues`, { path: { company, import: id }, query }),
    placeholderData: keepPreviousData,
  })
}

export interface Remapping {
  tab: string
  headerRow: number
  columns: { column: number; field: string }[]
}

function fresh(company: string, id: string) {
  return (told: Import) => {
    queryClient.setQueryData(keys.import(company, id), told)
    void queryClient.invalidateQueries({ queryKey: ['company', company, 'imports'] })
  }
}

export function useRemap(company: string, id: string) {
  return useMutation({
    mutationFn: (body: Remapping) => call<Import>('PUT', `${base}/{import}/mapping`, { path: { company, import: id }, body }),
    onSuccess: fresh(company, id),
  })
}

export function useApplyImport(company: string, id: string) {
  return useMutation({
    mutationFn: () => call<Import>('POST', `${base}/{import}/apply`, { path: { company, import: id } }),
    onSuccess: fresh(company, id),
  })
}

export function useDiscardImport(company: string, id: string) {
  return useMutation({
    mutationFn: () => call<void>('DELETE', `${base}/{import}`, { path: { company, import: id } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['company', company, 'imports'] }),
  })
}
