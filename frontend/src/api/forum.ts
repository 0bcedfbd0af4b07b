import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { call } from './client'
import { keys, queryClient } from './keys'
import type { Auditor, Board, Cycle, Grant, InvitationLink, Member, Page, Publications, Report, Review, Submission } from './types'

const freshen = () => queryClient.invalidateQueries({ queryKey: keys.forum })

export interface BoardFilters {
  cycle?: string
  state?: string
  country?: string
  search?: string
  sort?: 'late' | 'name' | 'country' | 'state'
  offset?: number
  limit?: number
}

export function useBoard(filters: BoardFilters) {
  return useQuery({
    queryKey: keys.board({ ...filters }),
    queryFn: ({ signal }) => call<Board>('GET', '/api/forum/board', { query: filters, signal }),
    placeholderData: keepPreviousData,
  })
}

export function usePublications() {
  return useQuery({ queryKey: keys.publications, queryFn: () => call<Publications>('GET', '/api/forum/publications') })
}

export function useCycles() {
  return useQuery({ queryKey: keys.cycles, queryFn: () => call<{ rows: Cycle[] }>('GET', '/api/forum/cycles') })
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
  return useMutation({ mutationFn: (body: NewCycle) => call<Cycle>('POST', '/api/forum/cycles', { body }), onSuccess: freshen })
}

export function useCloseCycle() {
  return useMutation({
    mutationFn: (cycle: string) => call<Cycle>('POST', '/api/forum/cycles/{cycle}/close', { path: { cycle } }),
    onSuccess: freshen,
  })
}

export function useReview(submission: string) {
  return useQuery({
    queryKey: keys.review(submission),
    queryFn: () => call<Review>('GET', '/api/forum/submissions/{submission}', { path: { submission } }),
  })
}

export function submissionPdfAddress(submission: string): string {
  return `/api/forum/submissions/${encodeURIComponent(submission)}/pdf`
}

export function useDecide(submission: string) {
  return useMutation({
    mutationFn: ({ act, ...body }: { act: 'return' | 'accept'; version: number; comment: string }) =>
      call<Submission>('POST', `/api/forum/submissions/{submission}/${act}`, { path: { submission }, body }),
    onSettled: freshen,
  })
}

export function useMembers(search: string, offset: number, limit: number) {
  const query = { search, offset, limit }
  return useQuery({
    queryKey: keys.members(query),
    queryFn: () => call<Page<Member>>('GET', '/api/forum/members', { query }),
    placeholderData: keepPreviousData,
  })
}

export interface NewMember {
  name: string
  country: string
  sector: string
  email: string
  language: string
}

export function useAddMember() {
  return useMutation({
    mutationFn: (body: NewMember) => call<InvitationLink>('POST', '/api/forum/members', { body }),
    onSuccess: freshen,
  })
}

export function useInviteMember() {
  return useMutation({
    mutationFn: ({ member, ...body }: { member: string; email: string; language: string }) =>
      call<InvitationLink>('POST', '/api/forum/members/{member}/invitations', { path: { member }, body }),
    onSuccess: freshen,
  })
}

export function useAuditors() {
  return useQuery({ queryKey: keys.auditors, queryFn: () => call<{ rows: Auditor[] }>('GET', '/api/forum/auditors') })
}

export function useAddAuditor() {
  return useMutation({
    mutationFn: (body: { name: string; email: string; language: string }) => call<InvitationLink>('POST', '/api/forum/auditors', { body }),
    onSuccess: freshen,
  })
}

export function useGrants() {
  return useQuery({ queryKey: keys.grants, queryFn: () => call<{ rows: Grant[] }>('GET', '/api/forum/grants') })
}

export function useGiveGrant() {
  return useMutation({
    mutationFn: (body: { auditorId: string; companyId: string; startsOn: string; endsOn: string }) =>
      call<Grant>('POST', '/api/forum/grants', { body }),
    onSuccess: freshen,
  })
}

export function useEndGrant() {
  return useMutation({
    mutationFn: (grant: string) => call<void>('POST', '/api/forum/grants/{grant}/end', { path: { grant } }),
    onSuccess: freshen,
  })
}

export function useForumReports() {
  return useQuery({
    queryKey: keys.forumReports,
    queryFn: () => call<Page<Report>>('GET', '/api/forum/reports', { query: { limit: 100 } }),
    refetchInterval: (query) => (query.state.data?.rows?.some((r) => r.state === 'making') ? 1000 : false),
  })
}

export function useMakeForumReport() {
  return useMutation({
    mutationFn: (body: { cycleId: string; language: string }) => call<Report>('POST', '/api/forum/reports', { body }),
    onSuccess: freshen,
  })
}

export function forumReportPdfAddress(report: string): string {
  return `/api/forum/reports/${encodeURIComponent(report)}/pdf`
}
