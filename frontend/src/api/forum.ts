import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ask, http } from './client'
import { keys, queryClient } from './keys'
import type { Board, Language, Review, SubmissionState } from './types'

const freshen = () => queryClient.invalidateQueries({ queryKey: keys.forum })

export interface BoardFilters {
  cycle?: string
  state?: SubmissionState
  country?: string
  search?: string
  sort?: 'late' | 'name' | 'country' | 'state'
  offset?: number
  limit?: number
}

export function useBoard(filters: BoardFilters) {
  return useQuery({
    queryKey: keys.board({ ...filters }),
    queryFn: ({ signal }) => ask<unknown, Board>(http.GET('/api/forum/board', { params: { query: filters }, signal })),
    placeholderData: keepPreviousData,
  })
}

export function usePublications() {
  return useQuery({ queryKey: keys.publications, queryFn: () => ask(http.GET('/api/forum/publications')) })
}

export function useCycles() {
  return useQuery({ queryKey: keys.cycles, queryFn: () => ask(http.GET('/api/forum/cycles')) })
}

export interface NewCycle {
  name: string
  opensOn: string
  dueOn: string
  closesOn: string
  questionnaire: string
  rulebook: string
}

export function useOpenCycle() {
  return useMutation({ mutationFn: (body: NewCycle) => ask(http.POST('/api/forum/cycles', { body })), onSuccess: freshen })
}

export function useCloseCycle() {
  return useMutation({
    mutationFn: (cycle: string) => ask(http.POST('/api/forum/cycles/{cycle}/close', { params: { path: { cycle } } })),
    onSuccess: freshen,
  })
}

export function useReview(submission: string) {
  return useQuery({
    queryKey: keys.review(submission),
    queryFn: () => ask<unknown, Review>(http.GET('/api/forum/submissions/{submission}', { params: { path: { submission } } })),
  })
}

export function submissionPdfAddress(submission: string): string {
  return `/api/forum/submissions/${encodeURIComponent(submission)}/pdf`
}

export function useDecide(submission: string) {
  // The document leaves the path parameter of these two out; it is needed all the same.
  const params = { path: { submission } } as never
  return useMutation({
    mutationFn: ({ act, ...body }: { act: 'return' | 'accept'; version: number; comment: string }) =>
      act === 'return'
        ? ask(http.POST('/api/forum/submissions/{submission}/return', { params, body }))
        : ask(http.POST('/api/forum/submissions/{submission}/accept', { params, body })),
    onSettled: freshen,
  })
}

export function useMembers(search: string, offset: number, limit: number) {
  const query = { search, offset, limit }
  return useQuery({
    queryKey: keys.members(query),
    queryFn: () => ask(http.GET('/api/forum/members', { params: { query } })),
    placeholderData: keepPreviousData,
  })
}

export interface NewMember {
  name: string
  country: string
  sector: string
  email: string
  language: Language
}

export function useAddMember() {
  return useMutation({
    mutationFn: (body: NewMember) => ask(http.POST('/api/forum/members', { body })),
    onSuccess: freshen,
  })
}

export function useInviteMember() {
  return useMutation({
    mutationFn: ({ member, ...body }: { member: string; email: string; language: Language }) =>
      ask(http.POST('/api/forum/members/{member}/invitations', { params: { path: { member } }, body })),
    onSuccess: freshen,
  })
}

export function useAuditors() {
  return useQuery({ queryKey: keys.auditors, queryFn: () => ask(http.GET('/api/forum/auditors')) })
}

export function useAddAuditor() {
  return useMutation({
    mutationFn: (body: { name: string; email: string; language: Language }) => ask(http.POST('/api/forum/auditors', { body })),
    onSuccess: freshen,
  })
}

export function useGrants() {
  return useQuery({ queryKey: keys.grants, queryFn: () => ask(http.GET('/api/forum/grants')) })
}

export function useGiveGrant() {
  return useMutation({
    mutationFn: (body: { auditorId: string; companyId: string; startsOn: string; endsOn: string }) =>
      ask(http.POST('/api/forum/grants', { body })),
    onSuccess: freshen,
  })
}

export function useEndGrant() {
  return useMutation({
    mutationFn: (grant: string) => ask(http.POST('/api/forum/grants/{grant}/end', { params: { path: { grant } } })),
    onSuccess: freshen,
  })
}

export function useForumReports() {
  return useQuery({
    queryKey: keys.forumReports,
    queryFn: () => ask(http.GET('/api/forum/reports', { params: { query: { limit: 100 } } })),
    refetchInterval: (query) => (query.state.data?.rows?.some((r) => r.state === 'making') ? 1000 : false),
  })
}

export function useMakeForumReport() {
  return useMutation({
    mutationFn: (body: { cycleId: string; language: Language }) => ask(http.POST('/api/forum/reports', { body })),
    onSuccess: freshen,
  })
}

export function forumReportPdfAddress(report: string): string {
  return `/api/forum/reports/${encodeURIComponent(report)}/pdf`
}
