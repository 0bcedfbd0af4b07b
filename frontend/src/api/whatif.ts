import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { RulebookDraft, RulebookPublished, SupplierAssessment, WhatIf } from './types'

/** What a text would change for a company's own suppliers. */
export function whatIfOfCompany(company: string) {
  return (text: string, signal: AbortSignal) => ask<unknown, WhatIf>(http.POST('/api/companies/{company}/what-if', { params: { path: { company } }, body: { text }, signal }))
}

/** The same for the suppliers of all members, in counts. */
export function whatIfOfForum(text: string, signal: AbortSignal): Promise<WhatIf> {
  return ask<unknown, WhatIf>(http.POST('/api/forum/what-if', { body: { text }, signal }))
}

/** The published rulebooks that a company may read. */
export function useRulebookEditions() {
  return useQuery({ queryKey: keys.rulebookEditions, queryFn: () => ask(http.GET('/api/rulebooks')) })
}

/** A published rulebook as it was published; it never changes. */
export function useRulebookText(digest: string | undefined) {
  return useQuery({
    queryKey: keys.rulebookText(digest ?? ''),
    queryFn: ({ signal }) => rulebookText(digest ?? '', signal),
    enabled: Boolean(digest),
    staleTime: Infinity,
  })
}

export function rulebookText(digest: string, signal?: AbortSignal): Promise<string> {
  return ask<unknown, string>(http.GET('/api/rulebooks/{digest}/text', { params: { path: { digest } }, parseAs: 'text', signal }))
}

/** What a published text holds: its weights with their places. */
export function checkOf(digest: string, text: string) {
  return queryOptions({
    queryKey: keys.rulebookCheck(digest),
    queryFn: ({ signal }) => ask(http.POST('/api/what-if/check', { body: { text }, signal })),
    enabled: Boolean(digest && text),
    staleTime: Infinity,
  })
}

export function useRulebooks() {
  return useQuery({ queryKey: keys.rulebooks, queryFn: () => ask<unknown, { rows: RulebookPublished[] }>(http.GET('/api/forum/rulebooks')) })
}

export function useRulebookDrafts() {
  return useQuery({ queryKey: keys.drafts, queryFn: () => ask<unknown, { rows: RulebookDraft[] }>(http.GET('/api/forum/rulebooks/drafts')) })
}

/** A draft with its text. It is not read again behind the back of who writes on it. */
export function useRulebookDraft(draft: string) {
  return useQuery({
    queryKey: keys.draft(draft),
    queryFn: () => ask<unknown, RulebookDraft>(http.GET('/api/forum/rulebooks/drafts/{draft}', { params: { path: { draft } } })),
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
}

const freshen = () => Promise.all([queryClient.invalidateQueries({ queryKey: keys.rulebooks }), queryClient.invalidateQueries({ queryKey: keys.publications })])

export function useNewDraft() {
  return useMutation({
    mutationFn: (body: { title: string; text: string; basedOn?: string }) => ask<unknown, RulebookDraft>(http.POST('/api/forum/rulebooks/drafts', { body })),
    onSuccess: freshen,
  })
}

export function useDropDraft() {
  return useMutation({
    mutationFn: (draft: string) => ask(http.DELETE('/api/forum/rulebooks/drafts/{draft}', { params: { path: { draft } } })),
    onSuccess: freshen,
  })
}

export function saveDraft(draft: string, body: { title: string; text: string; revision: number }): Promise<RulebookDraft> {
  return ask<unknown, RulebookDraft>(http.PUT('/api/forum/rulebooks/drafts/{draft}', { params: { path: { draft } }, body }))
}

export type DraftAct = { act: 'propose'; why: string; revision: number } | { act: 'publish' } | { act: 'decline'; comment: string }

/** One step of a draft on its way to publication; gives the draft as it then is. */
export function useDraftAct(draft: string) {
  const params = { path: { draft } }
  return useMutation({
    mutationFn: (step: DraftAct): Promise<RulebookDraft> => {
      switch (step.act) {
        case 'propose':
          return ask<unknown, RulebookDraft>(http.POST('/api/forum/rulebooks/drafts/{draft}/propose', { params, body: { why: step.why, revision: step.revision } }))
        case 'publish':
          return ask<unknown, RulebookDraft>(http.POST('/api/forum/rulebooks/drafts/{draft}/publish', { params }))
        case 'decline':
          return ask<unknown, RulebookDraft>(http.POST('/api/forum/rulebooks/drafts/{draft}/decline', { params, body: { comment: step.comment } }))
      }
    },
    onSuccess: (now) => {
      queryClient.setQueryData(keys.draft(draft), now)
      return freshen()
    },
  })
}

export function useAssessments(company: string, supplier: string) {
  return useQuery({
    queryKey: keys.assessments(company, supplier),
    queryFn: ({ signal }) => ask(http.GET('/api/companies/{company}/suppliers/{supplier}/assessments', { params: { path: { company, supplier }, query: { limit: 200 } }, signal })),
  })
}

/** An assessment with its explanation, under the rulebook of its time; it never changes. */
export function useAssessment(company: string, supplier: string, assessment: string | undefined) {
  return useQuery({
    queryKey: keys.assessment(company, supplier, assessment ?? ''),
    queryFn: ({ signal }) =>
      ask<unknown, SupplierAssessment>(
        http.GET('/api/companies/{company}/suppliers/{supplier}/assessments/{assessment}', { params: { path: { company, supplier, assessment: assessment ?? '' } }, signal }),
      ),
    enabled: Boolean(assessment),
    staleTime: 5 * 60_000,
  })
}
