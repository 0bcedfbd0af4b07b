import { describe, expect, it } from 'vitest'
import { nameOf } from './client'
import { ApiProblem, asProblem, codeOfStatus, readProblem } from './problem'

describe('a failed answer', () => {
  it('keeps the words, code and places of a problem document', () => {
    const body = JSON.stringify({
      type: 'about:blank',
      title: 'The cycle is closed',
      status: 409,
      detail: 'Ask the secretariat.',
      code: 'fault.cycle-closed',
      issues: [{ code: 'fault.field', severity: 'refused', at: { header: 'body.name' }, message: 'too long' }],
      requestId: 'r-1',
    })
    const problem = readProblem(409, body, null)
    expect(problem).toMatchObject({ status: 409, code: 'fault.cycle-closed', title: 'The cycle is closed', detail: 'Ask the secretariat.', requestId: 'r-1' })
    expect(problem.issues).toHaveLength(1)
  })

  it.each([
    [401, 'signed-out'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [413, 'too-large'],
    [422, 'invalid'],
    [429, 'too-many'],
    [500, 'internal'],
    [502, 'unavailable'],
    [503, 'unavailable'],
  ])('of status %i without a document is called %s', (status, code) => {
    expect(codeOfStatus(status)).toBe(code)
    expect(readProblem(status, '<html>proxy</html>', null).code).toBe(code)
  })

  it('tells how long to wait', () => {
    expect(readProblem(429, '{"code":"fault.too-many"}', '30').retryAfterSeconds).toBe(30)
    expect(readProblem(429, '{"code":"fault.too-many"}', 'Wed, 21 Oct 2026 07:28:00 GMT').retryAfterSeconds).toBeNull()
  })

  it('is offline when the line is down', () => {
    expect(asProblem(new TypeError('Failed to fetch'))).toMatchObject({ status: 0, code: 'offline' })
  })

  it('is unreadable when the answer is not what it says', () => {
    expect(asProblem(new SyntaxError('Unexpected token <')).code).toBe('unreadable')
  })

  it('stays itself', () => {
    const problem = new ApiProblem({ code: 'x' }, 422)
    expect(asProblem(problem)).toBe(problem)
  })
})

describe('the name of a downloaded file', () => {
  it.each([
    ['attachment; filename="report.pdf"', 'report.pdf'],
    ["attachment; filename=\"x.pdf\"; filename*=UTF-8''C%C3%B4ng%20ty.pdf", 'Công ty.pdf'],
    ["attachment; filename*=UTF-8''%E0%A4%A", null],
    ['inline', null],
  ])('in %s', (header, name) => {
    expect(nameOf(header)).toBe(name)
  })
})
