import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queryClient } from './keys'
import type { HandIn, Submission } from './types'

const base = '/api/companies/{company}/submission'

/** What is to be handed in; asked again and again while a report is on its way. */
export function useHandIn(company: string, watching = false) {
  return useQuery({
    queryKey: keys.handIn(company),
    queryFn: () => call<HandIn>('GET', base, { path: { company } }),
    refetchInterval: watching ? 1500 : false,
  })
}

export function useSubmit(company: string) {
  return useMutation({
    mutationFn: (reportId: string) => call<Submission>('POST', base, { path: { company }, body: { reportId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}
