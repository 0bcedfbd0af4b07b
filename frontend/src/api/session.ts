import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queryClient } from './keys'
import type { Invitation, Language, Me, Words } from './types'

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => call<Me>('GET', '/api/me', { signal }),
  staleTime: 5 * 60_000,
})

/** Who is signed in. Pages behind the sign-in always have it: their route loads it first. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('a page behind the sign-in was drawn without a person')
  return data
}

/** The id in the address of company routes: an analyst's own company. */
export function useCompany(): string {
  return useMe().organisation.id
}

export function useSignIn() {
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => call<Me>('POST', '/api/sign-in', { body }),
    onSuccess: (me) => {
      queryClient.clear()
      queryClient.setQueryData(keys.me, me)
    },
  })
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => call<void>('POST', '/api/sign-out'),
  })
}

export function saveLanguage(language: Language): Promise<Me> {
  return call<Me>('PATCH', '/api/me', { body: { language } })
}

export function useUpdateMe() {
  return useMutation({
    mutationFn: (body: { name?: string; language?: string }) => call<Me>('PATCH', '/api/me', { body }),
    onSuccess: (me) => queryClient.setQueryData(keys.me, me),
  })
}

export function useChangePassword() {
  return useMutation({ mutationFn: (body: { old: string; new: string }) => call<void>('POST', '/api/me/password', { body }) })
}

export function useInvitation(token: string) {
  return useQuery({
    queryKey: keys.invitation(token),
    queryFn: () => call<Invitation>('GET', '/api/invitations/{token}', { path: { token } }),
    retry: false,
  })
}

export interface Acceptance {
  name: string
  email?: string
  organisationName?: string
  password: string
  language: string
}

export function useAcceptInvitation(token: string) {
  return useMutation({
    mutationFn: (body: Acceptance) => call<Me>('POST', '/api/invitations/{token}', { path: { token }, body }),
    onSuccess: (me) => {
      queryClient.clear()
      queryClient.setQueryData(keys.me, me)
    },
  })
}

/** Words for menus: countries, sectors, bands, fields. They change with the language only. */
export function useWords() {
  return useQuery({ queryKey: keys.words, queryFn: () => call<Words>('GET', '/api/words'), staleTime: 60 * 60_000 })
}
