import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ask, http, upload } from './client'
import { keys, queryClient } from './keys'
import type { Action, Import, ImportKind, Severity } from './types'

export function uploadImport(company: string, kind: ImportKind, file: File, told: (share: number) => void, signal: AbortSignal) {
  return upload<Import>(`/api/companies/${encodeURIComponent(company)}/imports?kind=${kind}`, file, told, signal)
}

export function useImports(company: string, kind: ImportKind) {
  return useQuery({
    queryKey: keys.imports(company, kind),
    queryFn: () => ask<unknown, { total: number; rows: Import[] }>(http.GET('/api/companies/{company}/imports', { params: { path: { company }, query: { kind, limit: 50 } } })),
  })
}

export function working(state: Import['state'] | undefined): boolean {
  return state === 'reading' || state === 'importing'
}

/** One import, asked again while work is under way. */
export function useImport(company: string, id: string) {
  return useQuery({
    queryKey: keys.import(company, id),
    queryFn: () => ask<unknown, Import>(http.GET('/api/companies/{company}/imports/{import}', { params: { path: { company, import: id } } })),
    refetchInterval: (query) => (working(query.state.data?.state) ? 700 : false),
    staleTime: 0,
  })
}

export function useImportRows(company: string, id: string, action: Action, offset: number, limit: number, stamp: string) {
  const query = { action, offset, limit }
  return useQuery({
    queryKey: keys.importRows(company, id, { ...query, stamp }),
    queryFn: () => ask(http.GET('/api/companies/{company}/imports/{import}/rows', { params: { path: { company, import: id }, query } })),
    placeholderData: keepPreviousData,
  })
}

export function useImportIssues(company: string, id: string, severity: Severity | '', offset: number, limit: number, stamp: string) {
  const query = { severity, offset, limit }
  return useQuery({
    queryKey: keys.importIssues(company, id, { ...query, stamp }),
    queryFn: () => ask(http.GET('/api/companies/{company}/imports/{import}/issues', { params: { path: { company, import: id }, query } })),
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
    mutationFn: (body: Remapping) => ask<unknown, Import>(http.PUT('/api/companies/{company}/imports/{import}/mapping', { params: { path: { company, import: id } }, body })),
    onSuccess: fresh(company, id),
  })
}

export function useApplyImport(company: string, id: string) {
  return useMutation({
    mutationFn: () => ask<unknown, Import>(http.POST('/api/companies/{company}/imports/{import}/apply', { params: { path: { company, import: id } } })),
    onSuccess: fresh(company, id),
  })
}

export function useDiscardImport(company: string, id: string) {
  return useMutation({
    mutationFn: () => ask(http.DELETE('/api/companies/{company}/imports/{import}', { params: { path: { company, import: id } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['company', company, 'imports'] }),
  })
}
