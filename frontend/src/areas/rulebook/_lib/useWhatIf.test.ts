import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/api/problem'
import type { WhatIf } from '@/api/types'
import { rest, useWhatIf } from './useWhatIf'

interface Asked {
  text: string
  signal: AbortSignal
  answer: (ok?: boolean) => void
  fail: (error?: unknown) => void
}

function desk() {
  const asked: Asked[] = []
  const ask = (text: string, signal: AbortSignal) =>
    new Promise<WhatIf>((resolve, reject) => {
      asked.push({ text, signal, answer: (ok = true) => resolve({ ok, digest: text } as WhatIf), fail: (error = new TypeError('no line')) => reject(error) })
    })
  return { asked, ask }
}

const typed = { current: rest.typed }
const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

describe('asking what a text would change', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('waits for a pause in the typing, and asks for the last text only', async () => {
    const { asked, ask } = desk()
    const { rerender } = renderHook(({ text }) => useWhatIf(text, ask, typed), { initialProps: { text: 'a' } })
    await after(1)
    rerender({ text: 'ab' })
    await after(60)
    rerender({ text: 'abc' })
    await after(60)
    expect(asked.map((a) => a.text)).toEqual(['a'])
    await after(70)
    expect(asked.map((a) => a.text)).toEqual(['a', 'abc'])
    expect(asked[0]?.signal.aborted).toBe(true)
  })

  it('asks sooner for a weight that was set', async () => {
    const { asked, ask } = desk()
    const { rerender } = renderHook(({ text }) => useWhatIf(text, ask, { current: rest.set }), { initialProps: { text: 'a' } })
    await after(1)
    rerender({ text: 'ab' })
    await after(40)
    expect(asked.map((a) => a.text)).toEqual(['a', 'ab'])
  })

  it('answers a slider that never rests', async () => {
    const { asked, ask } = desk()
    const { rerender } = renderHook(({ text }) => useWhatIf(text, ask, typed), { initialProps: { text: 'a0' } })
    await after(1)
    for (let i = 1; i <= 20; i++) {
      rerender({ text: `a${i}` })
      await after(40)
    }
    expect(asked.length).toBeGreaterThan(2)
    expect(asked.length).toBeLessThan(8)
  })

  it('never shows an older answer over a newer one', async () => {
    const { asked, ask } = desk()
    const { rerender, result } = renderHook(({ text }) => useWhatIf(text, ask, typed), { initialProps: { text: 'old' } })
    await after(1)
    rerender({ text: 'new' })
    await after(130)
    asked[1]?.answer()
    await after(1)
    asked[0]?.answer()
    await after(1)
    expect(result.current.now?.digest).toBe('new')
    expect(result.current.pending).toBe(false)
  })

  it('keeps the last good answer while the text is no rulebook', async () => {
    const { asked, ask } = desk()
    const { rerender, result } = renderHook(({ text }) => useWhatIf(text, ask, typed), { initialProps: { text: 'good' } })
    await after(1)
    asked[0]?.answer()
    await after(1)
    rerender({ text: 'broken' })
    await after(130)
    asked[1]?.answer(false)
    await after(1)
    expect([result.current.now?.digest, result.current.good?.digest, result.current.about]).toEqual(['broken', 'good', 'broken'])
  })

  it('tells when the line is down, and asks again', async () => {
    const { asked, ask } = desk()
    const { result } = renderHook(() => useWhatIf('a', ask, typed))
    await after(1)
    asked[0]?.fail()
    await after(1)
    expect(result.current.error).toBeInstanceOf(TypeError)
    act(() => result.current.again())
    asked[1]?.answer()
    await after(1)
    expect([result.current.error, result.current.good?.digest]).toEqual([null, 'a'])
  })

  it.each([
    ['another window asked', new ApiProblem({ code: 'fault.what-if-superseded' }, 409)],
    ['the server was busy', new ApiProblem({ code: 'fault.what-if-busy' }, 429)],
  ])('asks again by itself when %s', async (_, error) => {
    const { asked, ask } = desk()
    const { result } = renderHook(() => useWhatIf('a', ask, typed))
    await after(1)
    asked[0]?.fail(error)
    await after(400)
    asked[1]?.answer()
    await after(1)
    expect([asked.length, result.current.error, result.current.good?.digest]).toEqual([2, null, 'a'])
  })

  it('asks nothing any more once the page is left', async () => {
    const { asked, ask } = desk()
    const { rerender, unmount } = renderHook(({ text }) => useWhatIf(text, ask, typed), { initialProps: { text: 'a' } })
    await after(1)
    rerender({ text: 'b' })
    unmount()
    await after(500)
    expect(asked.map((a) => a.text)).toEqual(['a'])
    expect(asked[0]?.signal.aborted).toBe(true)
  })
})
