import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ask, http, upload } from './client'
import { keys, queryClient } from './keys'
import type { Absent, Action, Import, ImportKind, Mend, Severity } from './types'

export function uploadImport(company: string, kind: ImportKind, file: File, told: (share: number) => void, signal: AbortSignal) {
  return upload<Import>(`/api/companies/${encodeURIComponent(company)}/imports?kind=${kind}`, file, told, signal)
}

export function useImports(company: string, kind: ImportKind, offset: number, limit: number) {
  const query = { kind, offset, limit }
  return useQuery({
    queryKey: keys.imports(company, query),
    queryFn: () => ask<unknown, { total: number; rows: Import[] }>(http.GET('/api/companies/{company}/imports', { params: { path: { company }, query } })),
    placeholderData: keepPreviousData,
  })
}

export function working(state: Import['state'] | undefined): boolean {
  return state === 'reading' || state === 'importing'
}

/** Is the server at it: reading, importing, or taking an import back? */
export function busy(told: Pick<Import, 'state' | 'undoState'> | undefined): boolean {
  return working(told?.state) || told?.undoState === 'undoing'
}

/** One import, asked again while work is under way. */
export function useImport(company: string, id: string) {
  return useQuery({
    queryKey: keys.import(company, id),
    queryFn: () => ask<unknown, Import>(http.GET('/api/companies/{company}/imports/{import}', { params: { path: { company, import: id } } })),
    refetchInterval: (query) => (busy(query.state.data) ? 700 : false),
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

/** What a person says of how a file is read: what is left out stays as it was. */
export interface Rereading {
  encoding?: string
  delimiter?: string
  policy?: Record<string, string>
  mends?: Mend[]
  afresh?: boolean
  whole?: boolean
  columnsAgain?: boolean
}

export function useReread(company: string, id: string) {
  return useMutation({
    mutationFn: (body: Rereading) => ask<unknown, Import>(http.PUT('/api/companies/{company}/imports/{import}/recipe', { params: { path: { company, import: id } }, body })),
    onSuccess: fresh(company, id),
  })
}

/** Opens a workbook with its password, and has it read. */
export function useUnlock(company: string, id: string) {
  return useMutation({
    mutationFn: (password: string) =>
      ask<unknown, Import>(http.POST('/api/companies/{company}/imports/{import}/password', { params: { path: { company, import: id } }, body: { password } })),
    onSuccess: fresh(company, id),
  })
}

/** The columns that were remembered from earlier lists. */
export function useMappings(company: string) {
  return useQuery({
    queryKey: keys.mappings(company),
    queryFn: () => ask(http.GET('/api/companies/{company}/mappings', { params: { path: { company } } })),
  })
}

export function useForgetMapping(company: string) {
  return useMutation({
    mutationFn: (mapping: string) => ask(http.DELETE('/api/companies/{company}/mappings/{mapping}', { params: { path: { company, mapping } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.mappings(company) }),
  })
}

export function useIssueGroups(company: string, id: string, stamp: string) {
  return useQuery({
    queryKey: keys.importIssues(company, id, { groups: true, stamp }),
    queryFn: () => ask(http.GET('/api/companies/{company}/imports/{import}/issue-groups', { params: { path: { company, import: id } } })),
    placeholderData: keepPreviousData,
  })
}

export function useAbsents(company: string, id: string, decision: Absent['decision'] | '', offset: number, limit: number, stamp: string, wanted = true) {
  const query = { decision, offset, limit }
  return useQuery({
    queryKey: keys.importAbsents(company, id, { ...query, stamp }),
    queryFn: () => ask(http.GET('/api/companies/{company}/imports/{import}/absents', { params: { path: { company, import: id }, query } })),
    placeholderData: keepPreviousData,
    enabled: wanted,
  })
}

/** Keeps or archives suppliers that the list no longer holds; without names, all of them. */
export function useDecideAbsents(company: string, id: string) {
  return useMutation({
    mutationFn: (body: { decision: Absent['decision']; suppliers?: string[] }) =>
      ask(http.PUT('/api/companies/{company}/imports/{import}/absents', { params: { path: { company, import: id } }, body })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['company', company, 'import', id, 'absents'] }),
  })
}

/** What keeps an import from being undone. */
export function useUndoable(company: string, id: string, wanted: boolean) {
  return useQuery({
    queryKey: keys.importUndo(company, id),
    queryFn: () => ask(http.GET('/api/companies/{company}/imports/{import}/undo', { params: { path: { company, import: id } } })),
    enabled: wanted,
    staleTime: 0,
  })
}

export function useUndoImport(company: string, id: string) {
  return useMutation({
    mutationFn: () => ask<unknown, Import>(http.POST('/api/companies/{company}/imports/{import}/undo', { params: { path: { company, import: id } } })),
    onSuccess: fresh(company, id),
  })
}

/** Where the uploaded file lies with its bad cells marked. */
export function annotatedAddress(company: string, id: string): string {
  return `/api/companies/${encodeURIComponent(company)}/imports/${encodeURIComponent(id)}/annotated`
}
