import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/api/problem'
import type { RulebookDraft } from '@/api/types'
import { useAutosave } from './useAutosave'

const draft = { id: 'd', title: 'Draft', text: 'a', revision: 3, updatedAt: '2026-11-24T10:00:00Z' } as RulebookDraft
const after = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const takes = () => vi.fn((w: { title: string; text: string; revision: number }) => Promise.resolve({ ...draft, ...w, revision: w.revision + 1 }))

describe('a draft that saves itself', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('is written once after a pause, with the revision that was read', async () => {
    const save = takes()
    const { result } = renderHook(() => useAutosave(draft, save))
    act(() => result.current.write({ text: 'ab' }))
    act(() => result.current.write({ text: 'abc' }))
    expect([result.current.state, result.current.unsaved]).toEqual(['waiting', true])
    await after(1000)
    expect(save.mock.calls).toEqual([[{ title: 'Draft', text: 'abc', revision: 3 }]])
    expect([result.current.state, result.current.revision, result.current.unsaved]).toEqual(['saved', 4, false])
  })

  it('writes what came while it was writing, with the new revision', async () => {
    const answers: (() => void)[] = []
    const save = vi.fn((w: { title: string; text: string; revision: number }) => new Promise<RulebookDraft>((r) => answers.push(() => r({ ...draft, ...w, revision: w.revision + 1 }))))
    const { result } = renderHook(() => useAutosave(draft, save))
    act(() => result.current.write({ text: 'b' }))
    await after(1000)
    act(() => result.current.write({ text: 'c' }))
    answers[0]?.()
    await after(1000)
    answers[1]?.()
    await after(100)
    expect(save.mock.calls.map(([w]) => [w.text, w.revision])).toEqual([['b', 3], ['c', 4]])
    expect([result.current.state, result.current.revision]).toEqual(['saved', 5])
  })

  it('stops at a conflict and keeps the words', async () => {
    const save = vi.fn(() => Promise.reject(new ApiProblem({ code: 'fault.draft-changed' }, 409)))
    const { result } = renderHook(() => useAutosave(draft, save))
    act(() => result.current.write({ text: 'mine' }))
    await after(1000)
    act(() => result.current.write({ text: 'mine too' }))
    await after(5000)
    expect(save).toHaveBeenCalledTimes(1)
    expect([result.current.state, result.current.words.text]).toEqual(['conflict', 'mine too'])
  })

  it('tries again after a broken line, at the next change or when asked', async () => {
    const save = takes()
    save.mockRejectedValueOnce(new TypeError('no line'))
    const { result } = renderHook(() => useAutosave(draft, save))
    act(() => result.current.write({ text: 'b' }))
    await after(1000)
    expect([result.current.state, result.current.unsaved]).toEqual(['failed', true])
    let revision: number | null = null
    await act(async () => {
      revision = await result.current.flush()
    })
    expect([revision, result.current.state]).toEqual([4, 'saved'])
  })

  it('writes nothing when nothing changed', async () => {
    const save = takes()
    const { result } = renderHook(() => useAutosave(draft, save))
    let revision: number | null = null
    await act(async () => {
      revision = await result.current.flush()
    })
    expect([revision, save.mock.calls.length]).toEqual([3, 0])
  })
})
