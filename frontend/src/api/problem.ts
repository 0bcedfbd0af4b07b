import type { IssueShown, ProblemDocument } from './types'

/** Why an act did not happen, in words for people. `code` is stable; `offline` and `unreadable` are ours, the rest the server's. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly issues: IssueShown[]
  readonly requestId: string
  readonly retryAfterSeconds: number | null

  constructor(document: ProblemDocument, status: number, retryAfterSeconds: number | null = null) {
    super(document.title || document.code || `HTTP ${status}`)
    this.name = 'ApiProblem'
    this.status = status
    this.code = document.code ?? codeOfStatus(status)
    this.title = document.title ?? ''
    this.detail = document.detail ?? ''
    this.issues = document.issues ?? []
    this.requestId = document.requestId ?? ''
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Codes that the pages have own words for, when the server's answer carries none. */
export const ownCodes = ['offline', 'unreadable', 'signed-out', 'not-found', 'forbidden', 'conflict', 'too-large', 'too-many', 'unavailable', 'internal', 'invalid'] as const
export type OwnCode = (typeof ownCodes)[number]

export function codeOfStatus(status: number): OwnCode {
  switch (status) {
    case 0:
      return 'offline'
    case 401:
      return 'signed-out'
    case 403:
      return 'forbidden'
    case 404:
      return 'not-found'
    case 409:
      return 'conflict'
    case 413:
      return 'too-large'
    case 429:
      return 'too-many'
    case 502:
    case 503:
    case 504:
      return 'unavailable'
  }
  if (status >= 500) return 'internal'
  return status >= 400 ? 'invalid' : 'unreadable'
}

export function offlineProblem(): ApiProblem {
  return new ApiProblem({ code: 'offline' }, 0)
}

/** Reads a failed answer: a problem document when it is one, else what the status alone says (a proxy's page of HTML, say). */
export function readProblem(status: number, text: string, retryAfter: string | null): ApiProblem {
  const seconds = retryAfter && /^\d+$/.test(retryAfter) ? Number(retryAfter) : null
  try {
    const document: unknown = JSON.parse(text)
    if (document && typeof document === 'object' && ('code' in document || 'title' in document)) {
      return new ApiProblem(document as ProblemDocument, status, seconds)
    }
  } catch {
    // not JSON: the status has to say it
  }
  return new ApiProblem({ code: codeOfStatus(status) }, status, seconds)
}

/** Any thrown thing as a problem. A failed fetch throws TypeError: the line is down or the server is. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (error instanceof TypeError) return offlineProblem()
  if (error instanceof SyntaxError) return new ApiProblem({ code: 'unreadable' }, 200)
  return new ApiProblem({ code: 'internal', detail: error instanceof Error ? error.message : String(error) }, 500)
}
