import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { Language, Me } from './types'

export const meQuery = queryOptions({
  queryKey: keys.me,
  queryFn: ({ signal }) => ask(http.GET('/api/me', { signal })),
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
    mutationFn: (body: { email: string; password: string }) => ask(http.POST('/api/sign-in', { body })),
    onSuccess: (me) => {
      queryClient.clear()
      queryClient.setQueryData(keys.me, me)
    },
  })
}

export function useSignOut() {
  return useMutation({
    mutationFn: () => ask(http.POST('/api/sign-out')),
  })
}

export function saveLanguage(language: Language): Promise<Me> {
  return ask(http.PATCH('/api/me', { body: { language } }))
}

export function useUpdateMe() {
  return useMutation({
    mutationFn: (body: { name?: string; language?: Language }) => ask(http.PATCH('/api/me', { body })),
    onSuccess: (me) => queryClient.setQueryData(keys.me, me),
  })
}

export function useChangePassword() {
  return useMutation({ mutationFn: (body: { old: string; new: string }) => ask(http.POST('/api/me/password', { body })) })
}

export function useInvitation(token: string) {
  return useQuery({
    queryKey: keys.invitation(token),
    queryFn: () => ask(http.GET('/api/invitations/{token}', { params: { path: { token } } })),
    retry: false,
  })
}

export interface Acceptance {
  name: string
  email?: string
  organisationName?: string
  password: string
  language: Language
}

export function useAcceptInvitation(token: string) {
  return useMutation({
    mutationFn: (body: Acceptance) => ask(http.POST('/api/invitations/{token}', { params: { path: { token } }, body })),
    onSuccess: (me) => {
      queryClient.clear()
      queryClient.setQueryData(keys.me, me)
    },
  })
}

/** Words for menus: countries, sectors, bands, fields. They change with the language only. */
export function useWords() {
  return useQuery({ queryKey: keys.words, queryFn: () => ask(http.GET('/api/words')), staleTime: 60 * 60_000 })
}
