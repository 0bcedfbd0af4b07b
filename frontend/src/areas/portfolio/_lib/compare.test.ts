import { describe, expect, it } from 'vitest'
import type { Explanation } from '@/api/types'
import { changedFacts, differing } from './compare'

const part = (rule: string, points: number, facts: [string, string][] = []) => ({ rule, name: rule.toUpperCase(), points, facts: facts.map(([name, value]) => ({ name, label: '', value, from: '' })) })
const explained = (inherent: object[], controls: object[] = [], confidence: object[] = []) => ({ inherent, controls, floor: [], confidence }) as unknown as Explanation

describe('two scores of one supplier', () => {
  it('differ in the parts whose points do, the largest difference first, shares of confidence last', () => {
    const before = explained([part('sector', 20), part('country', 8)], [part('policy', -1)], [part('answers', 0.1)])
    const after = explained([part('sector', 20.01), part('country', 9)], [part('policy', -4)], [part('answers', 0.4)])
    expect(differing(before, after).map((p) => [p.section, p.rule, p.before, p.after])).toEqual([
      ['controls', 'policy', -1, -4],
      ['inherent', 'country', 8, 9],
      ['confidence', 'answers', 0.1, 0.4],
    ])
  })

  it('have parts that only one of the rulebooks knows', () => {
    const pairs = differing(explained([part('old', 3)]), explained([part('new', 2)]))
    expect(pairs.map((p) => [p.rule, p.before, p.after])).toEqual([['old', 3, null], ['new', null, 2]])
  })

  it('show the facts that changed, and only those both know', () => {
    const before = explained([part('a', 1, [['workers', '100'], ['tier', '2']])])
    const after = explained([part('a', 1, [['workers', '140'], ['tier', '2'], ['new', '1']])])
    expect(changedFacts(before, after)).toEqual([{ name: 'workers', label: 'workers', before: '100', after: '140' }])
  })

  it('may lack an explanation', () => {
    expect([differing(null, null), changedFacts(null, explained([part('a', 1, [['x', '1']])]))]).toEqual([[], []])
  })
})
