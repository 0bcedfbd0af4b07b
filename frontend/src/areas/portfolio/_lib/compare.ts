import type { Explanation, Fact, Part } from '@/api/types'

const sections = ['inherent', 'controls', 'floor', 'confidence'] as const

/** A part of two explanations of the same supplier. null: the rulebook of that time has no such rule. */
export interface PartPair {
  section: (typeof sections)[number]
  rule: string
  name: string
  before: number | null
  after: number | null
}

/** The parts whose points differ, the largest difference first, in the order of the sections where they are equal. */
export function differing(before: Explanation | null, after: Explanation | null): PartPair[] {
  const pairs = sections.flatMap((section) => {
    const found = new Map<string, PartPair>()
    for (const p of before?.[section] ?? []) found.set(p.rule, { section, rule: p.rule, name: p.name, before: p.points, after: null })
    for (const p of after?.[section] ?? []) found.set(p.rule, { section, rule: p.rule, name: p.name, before: found.get(p.rule)?.before ?? null, after: p.points })
    return [...found.values()].filter((p) => Math.abs(size(p)) >= (section === 'confidence' ? 0.0005 : 0.05))
  })
  // Points of the confidence are shares: they come after those of the score.
  return pairs.sort((a, b) => Number(a.section === 'confidence') - Number(b.section === 'confidence') || Math.abs(size(b)) - Math.abs(size(a)))
}

function size(p: PartPair): number {
  return (p.after ?? 0) - (p.before ?? 0)
}

export interface FactChange {
  name: string
  label: string
  before: string
  after: string
}

/** The facts that both explanations show and that differ in value. */
export function changedFacts(before: Explanation | null, after: Explanation | null): FactChange[] {
  const was = factsOf(before)
  const changes: FactChange[] = []
  for (const [name, now] of factsOf(after)) {
    const then = was.get(name)
    if (then && then.value !== now.value) changes.push({ name, label: now.label || name, before: then.value || '–', after: now.value || '–' })
  }
  return changes
}

function factsOf(explanation: Explanation | null): Map<string, Fact> {
  const parts: Part[] = sections.flatMap((s) => explanation?.[s] ?? [])
  return new Map(parts.flatMap((p) => p.facts ?? []).map((f) => [f.name, f]))
}
