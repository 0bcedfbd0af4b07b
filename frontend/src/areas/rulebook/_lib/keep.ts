/** A draft that only this browser holds. */
export interface KeptDraft {
  text: string
  /** Digest of the published rulebook that it began from. */
  basedOn: string
}

const place = (company: string) => `telusur.what-if.${company}`

export function keptDraft(company: string): KeptDraft | null {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(place(company)) ?? 'null')
    if (read && typeof read === 'object' && 'text' in read && 'basedOn' in read && typeof read.text === 'string' && typeof read.basedOn === 'string') {
      return { text: read.text, basedOn: read.basedOn }
    }
  } catch {
    // unreadable or closed to us: there is no draft
  }
  return null
}

/** Gives false when the browser does not keep it. */
export function keepDraft(company: string, draft: KeptDraft): boolean {
  try {
    localStorage.setItem(place(company), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(company: string): void {
  try {
    localStorage.removeItem(place(company))
  } catch {
    // nothing was kept
  }
}
