import { describe, expect, it } from 'vitest'
import { paint } from './paint'

const as = (line: string, kind: string) => paint(line).filter((s) => s.as === kind).map((s) => s.text)

describe('the painting of a line', () => {
  it.each(['', '  weight: 20 # why', 'a: "x # y" # z', '{en: Workers\' housing, id: Mes}', "'!answers.x ? 1 : 0'", 'café: 🏭 # é'])('loses no character of %j', (line) => {
    expect(paint(line).map((s) => s.text).join('')).toBe(line)
  })

  it('tells keys, numbers, texts and comments apart', () => {
    const line = '  - {id: goods, weight: 1.5, value: "a # b"} # c'
    expect([as(line, 'key'), as(line, 'number'), as(line, 'text'), as(line, 'comment')]).toEqual([['id', 'weight', 'value'], ['1.5'], ['"a # b"'], ['# c']])
  })

  it('takes no part of a name for a number', () => {
    expect(as('  value: answers.q17 + I01', 'number')).toEqual([])
  })
})
