import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { Merge, PairAnswer } from './types'

/** Suppliers that may be one, as a list raised them. */
export function usePairs(company: string, importId: string, answer: 'open' | '', offset: number, limit: number, stamp: string) {
  const query = { import: importId, answer, offset, limit }
  return useQuery({
    queryKey: keys.pairs(company, { ...query, stamp }),
    queryFn: () => ask(http.GET('/api/companies/{company}/pairs', { params: { path: { company }, query } })),
    placeholderData: keepPreviousData,
  })
}

export function useAnswerPairs(company: string) {
  return useMutation({
    mutationFn: (answers: { pair: string; answer: PairAnswer }[]) => ask(http.PUT('/api/companies/{company}/pairs', { params: { path: { company } }, body: { answers } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}

/** Makes one supplier of two; the first one stays. */
export function useMergeSuppliers(company: string) {
  return useMutation({
    mutationFn: ({ supplier, other }: { supplier: string; other: string }) =>
      ask<unknown, Merge>(http.POST('/api/companies/{company}/suppliers/{supplier}/merge', { params: { path: { company, supplier } }, body: { other } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}

export function useMerges(company: string, supplier: string) {
  return useQuery({
    queryKey: keys.merges(company, supplier),
    queryFn: () => ask(http.GET('/api/companies/{company}/suppliers/{supplier}/merges', { params: { path: { company, supplier } } })),
  })
}

export function useUndoMerge(company: string) {
  return useMutation({
    mutationFn: (merge: string) => ask(http.POST('/api/companies/{company}/merges/{merge}/undo', { params: { path: { company, merge } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}
