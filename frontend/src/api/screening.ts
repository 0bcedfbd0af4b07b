import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys } from './keys'
import type { Hit, HitState, Screening } from './types'

export interface ScreeningFilters {
  state?: HitState
  supplier?: string
}

export function useScreening(company: string, filters: ScreeningFilters, offset = 0, limit = 50) {
  const query = { ...filters, offset, limit }
  return useQuery({
    queryKey: keys.screening(company, query),
    queryFn: ({ signal }) => ask<unknown, Screening>(http.GET('/api/companies/{company}/screening', { params: { path: { company }, query }, signal })),
    placeholderData: keepPreviousData,
  })
}

/** A judgement changes scores too, a moment later: everything of the company is asked for at once, and again. */
export function useJudge(company: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ hit, state, comment }: { hit: string; state: HitState; comment: string }) =>
      ask<unknown, Hit>(http.POST('/api/companies/{company}/screening/{hit}', { params: { path: { company, hit } }, body: { state, comment } })),
    onSuccess: () => {
      const freshen = () => client.invalidateQueries({ queryKey: keys.company(company) })
      setTimeout(() => void freshen(), 2000)
      return freshen()
    },
  })
}
