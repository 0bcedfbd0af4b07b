import { describe, expect, it } from 'vitest'
import type { WeightShown } from '@/api/types'
import { follow, lineAt, lineStarts, offsetOf, placed, write } from './weights'

const text = ['inherent:', '  - id: sector', '    name: {en: "Sector 🏭"}', '    weight: 20 # why twenty', '  - {id: goods, note: "🏭 é", weight: 16}', ''].join('\n')
const shown = [
  { section: 'inherent', id: 'sector', name: 'Sector', value: 20, min: 0, max: 40, line: 4, column: 13, length: 2 },
  { section: 'inherent', id: 'goods', name: 'Goods', value: 16, min: 0, max: 40, line: 5, column: 38, length: 2 },
] as WeightShown[]
const numbers = (t: string, weights: ReturnType<typeof placed>) => weights.map((w) => t.slice(w.at, w.at + w.length))

describe('the weights in a text', () => {
  it('are found where the server says, also behind characters outside the basic plane', () => {
    expect(numbers(text, placed(text, shown))).toEqual(['20', '16'])
  })

  it('are written without touching anything else', () => {
    const done = write(text, placed(text, shown), 'inherent/sector', 7.5)
    expect(done?.text).toBe(text.replace('weight: 20', 'weight: 7.5'))
    expect(write(text, placed(text, shown), 'inherent/nobody', 1)).toBeNull()
  })

  it.each([
    ['a line is put before them', text.replace('inherent:', '# a comment\ninherent:'), ['20', '16'], [20, 16]],
    ['a line between them goes', text.replace('    name: {en: "Sector 🏭"}\n', ''), ['20', '16'], [20, 16]],
    ['a digit is added', text.replace('weight: 20', 'weight: 205'), ['205', '16'], [205, 16]],
    ['a digit is taken away', text.replace('weight: 20', 'weight: 2'), ['2', '16'], [2, 16]],
    ['a fraction is added', text.replace('weight: 20', 'weight: 20.25'), ['20.25', '16'], [20.25, 16]],
    ['the number is taken out', text.replace('weight: 20', 'weight: '), ['', '16'], [null, 16]],
    ['a word takes its place', text.replace('weight: 20', 'weight: many'), ['', '16'], [null, 16]],
    ['something is added at the end', `${text}controls: []\n`, ['20', '16'], [20, 16]],
    ['nothing changes', text, ['20', '16'], [20, 16]],
  ])('are followed when %s', (_, after, words, values) => {
    const followed = follow(placed(text, shown), text, after)
    expect(numbers(after, followed)).toEqual(words)
    expect(followed.map((w) => w.value)).toEqual(values)
  })

  it('are followed through the writing of one of them to the next', () => {
    const first = write(text, placed(text, shown), 'inherent/sector', 5)
    if (!first) throw new Error('not written')
    const second = write(first.text, follow(placed(text, shown), text, first.text), 'inherent/goods', 100)
    expect(second?.text).toBe(text.replace('20', '5').replace('weight: 16', 'weight: 100'))
  })
})

describe('places in a text', () => {
  it('are lines and back', () => {
    const starts = lineStarts('a\nbc\n\nd')
    expect(starts).toEqual([0, 2, 5, 6])
    expect([0, 1, 2, 4, 5, 6, 7].map((at) => lineAt(starts, at))).toEqual([1, 1, 2, 2, 3, 4, 4])
  })

  it('never leave the text, whatever line and column are asked for', () => {
    const starts = lineStarts('a\nbc')
    expect([offsetOf('a\nbc', starts, 99, 1), offsetOf('a\nbc', starts, 1, 99), offsetOf('a\nbc', starts, 2, 99), offsetOf('a\nbc', starts, 0, 0)]).toEqual([2, 1, 4, 0])
  })
})
