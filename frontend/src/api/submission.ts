import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { HandIn } from './types'

/** What is to be handed in; asked again and again while a report is on its way. */
export function useHandIn(company: string, ordered: string | null = null) {
  return useQuery({
    queryKey: keys.handIn(company),
    queryFn: () => ask<unknown, HandIn>(http.GET('/api/companies/{company}/submission', { params: { path: { company } } })),
    refetchInterval: (query) => (ordered !== null && query.state.data?.report?.id !== ordered ? 1500 : false),
  })
}

export function useSubmit(company: string) {
  return useMutation({
    mutationFn: (reportId: string) => ask(http.POST('/api/companies/{company}/submission', { params: { path: { company } }, body: { reportId } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}
