import { describe, expect, it } from 'vitest'
import english from './en'
import indonesian from './id'
import { later } from './later'

type Words = { [key: string]: string | Words }

/** All words: those that come first, and those that come with their pages. */
async function all(tag: 'en' | 'id'): Promise<Words> {
  const more = await Promise.all(Object.entries(later).map(async ([area, texts]) => [area, (await texts[tag]()).default] as const))
  return { ...(tag === 'en' ? english : indonesian), ...Object.fromEntries(more) }
}

const en = await all('en')
const id = await all('id')

/** Keys as paths; the plural forms of a key count as one, as languages have different ones. */
function keysOf(words: Words, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [path + key.replace(/_(zero|one|two|few|many|other)$/, '')] : keysOf(value, `${path}${key}.`),
  )
}

function textsOf(words: Words, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[path + key, value]] : textsOf(value, `${path}${key}.`)))
}

const unique = (keys: string[]) => [...new Set(keys)].sort()
const holes = (text: string) => unique([...text.matchAll(/{{(\w+)}}/g)].map((m) => m[1] ?? ''))

describe('the two languages', () => {
  it('say the same things', () => {
    expect(unique(keysOf(id))).toEqual(unique(keysOf(en)))
  })

  it('fill the same holes', () => {
    const english = new Map(textsOf(en))
    for (const [key, text] of textsOf(id)) expect([key, holes(text)]).toEqual([key, holes(english.get(key) ?? '')])
  })

  it('leave no text empty', () => {
    for (const [key, text] of [...textsOf(en), ...textsOf(id)]) expect([key, text.trim()]).not.toEqual([key, ''])
  })

  it('give every plural the forms of its language', () => {
    for (const [key] of textsOf(id)) expect(key).not.toMatch(/_one$/)
    const english = new Set(textsOf(en).map(([key]) => key))
    for (const key of english) if (key.endsWith('_one')) expect(english).toContain(key.replace(/_one$/, '_other'))
  })
})
