import type { SubmissionState } from '@/api/types'

export const states: SubmissionState[] = ['not-started', 'in-progress', 'submitted', 'returned', 'accepted']
export const boardSorts = ['late', 'name', 'country', 'state'] as const
export type BoardSort = (typeof boardSorts)[number]

export interface BoardSearch {
  cycle?: string
  state?: SubmissionState
  country?: string
  search?: string
  sort?: BoardSort
  offset?: number
}

const word = (v: unknown): string | undefined => (typeof v === 'string' || typeof v === 'number' ? String(v) || undefined : undefined)

export function readBoardSearch(s: Record<string, unknown>): BoardSearch {
  const offset = Number(s.offset)
  const state = word(s.state)
  return {
    cycle: word(s.cycle),
    state: states.includes(state as SubmissionState) ? (state as SubmissionState) : undefined,
    country: word(s.country),
    search: word(s.search),
    sort: boardSorts.includes(s.sort as BoardSort) ? (s.sort as BoardSort) : undefined,
    offset: Number.isInteger(offset) && offset > 0 ? offset : undefined,
  }
}
