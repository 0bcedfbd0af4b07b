import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queryClient } from './keys'
import type { HandIn, Submission } from './types'

const base = '/api/companies/{company}/submission'

export function useHandIn(company: string) {
  return useQuery({
    queryKey: keys.handIn(company),
    queryFn: () => call<HandIn>('GET', base, { path: { company } }),
    refetchInterval: (query) => (query.state.data?.report?.state === 'making' ? 1500 : false),
  })
}

export function useSubmit(company: string) {
  return useMutation({
    mutationFn: (reportId: string) => call<Submission>('POST', base, { path: { company }, body: { reportId } }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.company(company) }),
  })
}
