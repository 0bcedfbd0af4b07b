import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { Language, Role } from './types'

const refresh = () => queryClient.invalidateQueries({ queryKey: keys.people })

export function usePeople() {
  return useQuery({ queryKey: keys.people, queryFn: () => ask(http.GET('/api/organisation/people')) })
}

export function useInviteColleague() {
  return useMutation({
    mutationFn: (body: { email: string; role: Role; language: Language }) => ask(http.POST('/api/organisation/invitations', { body })),
    onSuccess: refresh,
  })
}

export function useWithdrawInvitation() {
  return useMutation({
    mutationFn: (id: string) => ask(http.DELETE('/api/organisation/invitations/{invitation}', { params: { path: { invitation: id } } })),
    onSuccess: refresh,
  })
}

export function useDisablePerson() {
  return useMutation({
    mutationFn: (id: string) => ask(http.POST('/api/organisation/people/{person}/disable', { params: { path: { person: id } } })),
    onSuccess: refresh,
  })
}
