import { useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queryClient } from './keys'
import type { InvitationLink, People, Role } from './types'

const base = '/api/organisation'
const refresh = () => queryClient.invalidateQueries({ queryKey: keys.people })

export function usePeople() {
  return useQuery({ queryKey: keys.people, queryFn: () => call<People>('GET', `${base}/people`) })
}

export function useInviteColleague() {
  return useMutation({
    mutationFn: (body: { email: string; role: Role; language: string }) => call<InvitationLink>('POST', `${base}/invitations`, { body }),
    onSuccess: refresh,
  })
}

export function useWithdrawInvitation() {
  return useMutation({
    mutationFn: (id: string) => call<void>('DELETE', `${base}/invitations/{invitation}`, { path: { invitation: id } }),
    onSuccess: refresh,
  })
}

export function useDisablePerson() {
  return useMutation({
    mutationFn: (id: string) => call<void>('POST', `${base}/people/{person}/disable`, { path: { person: id } }),
    onSuccess: refresh,
  })
}
