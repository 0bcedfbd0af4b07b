import type { Page } from '@playwright/test'
import { demo, type Desk, type Person } from './people'
import { anotherVersion, textInForce } from './rulebook'

/** A page of the web app, as one audience finds it in the demonstration. */
export interface Place {
  name: string
  path: string
}

export type Audience = 'nobody' | 'company' | 'secretariat' | 'auditor'

export const personOf: Record<Exclude<Audience, 'nobody'>, Person> = { company: demo.analyst, secretariat: demo.officer, auditor: demo.auditor }

/** Every page, with the addresses of real suppliers, imports and submissions. `desk` is signed in as the audience's person. */
export async function placesOf(audience: Audience, desk: Desk): Promise<Place[]> {
  switch (audience) {
    case 'nobody':
      return [
        { name: 'sign-in', path: '/sign-in?why=expired' },
        { name: 'invitation-gone', path: '/invitations/nonsense' },
      ]
    case 'company': {
      const { organisation } = await desk.get<{ organisation: { id: string } }>('/api/me')
      const own = `/api/companies/${organisation.id}`
      const first = async (path: string) => (await desk.get<{ rows: { id: string }[] }>(own + path)).rows[0]?.id ?? ''
      const flagged = await first('/suppliers?search=Kiln%20Prey%20Toch&limit=1') // four red flags, in every method
      return [
        { name: 'overview', path: '/overview' },
        { name: 'suppliers', path: '/suppliers' },
        { name: 'suppliers-none', path: '/suppliers?search=zzzzz' },
        { name: 'supplier-why', path: `/suppliers/${flagged}` },
        { name: 'supplier-actions', path: `/suppliers/${flagged}?tab=actions` },
        { name: 'supplier-details', path: `/suppliers/${flagged}?tab=details` },
        { name: 'supplier-proof', path: `/suppliers/${flagged}?tab=proof` },
        { name: 'supplier-silent', path: `/suppliers/${await first('/suppliers?answered=no&limit=1')}` },
        { name: 'imports', path: '/imports' },
        { name: 'import', path: `/imports/${await first('/imports?kind=suppliers')}` },
        { name: 'responses', path: '/responses' },
        { name: 'response', path: `/responses/${await first('/imports?kind=responses')}` },
        { name: 'entity-lists', path: '/entity-lists' },
        { name: 'reports', path: '/reports' },
        { name: 'supplier-earlier', path: `/suppliers/${flagged}?tab=earlier` },
        { name: 'hand-in', path: '/hand-in' },
        { name: 'what-if', path: '/what-if' },
        { name: 'people', path: '/people' },
        { name: 'account', path: '/account' },
        { name: 'not-found', path: '/nothing/here' },
      ]
    }
    case 'secretariat': {
      const submission = async (state: string) =>
        (await desk.get<{ rows: { submissionId: string }[] }>(`/api/forum/board?state=${state}&limit=1`)).rows[0]?.submissionId ?? ''
      const { digest, text } = await textInForce(desk)
      const draft = async (title: string, words: string) => (await desk.post<{ id: string }>('/api/forum/rulebooks/drafts', { title, text: words, basedOn: digest })).id
      const broken = await draft('With errors', text.replace('country.tip_tier ==', 'country.tip_teer =='))
      const proposed = await draft('A little more weight on sectors', anotherVersion(text).replace('weight: 20 #', 'weight: 21 #'))
      await desk.post(`/api/forum/rulebooks/drafts/${proposed}/propose`, { why: 'Members asked for it.', revision: 1 })
      return [
        { name: 'rulebooks', path: '/forum/rulebooks' },
        { name: 'rulebook', path: `/forum/rulebooks/${encodeURIComponent(digest)}` },
        { name: 'rulebook-draft', path: `/forum/rulebooks/drafts/${await draft('Recruitment fees count more', text.replace('weight: 16 #', 'weight: 12 #'))}` },
        { name: 'rulebook-draft-broken', path: `/forum/rulebooks/drafts/${broken}` },
        { name: 'rulebook-proposed', path: `/forum/rulebooks/drafts/${proposed}` },
        { name: 'board', path: '/forum/board' },
        { name: 'board-none', path: '/forum/board?search=zzzzz' },
        { name: 'review-submitted', path: `/forum/submissions/${await submission('submitted')}` },
        { name: 'review-accepted', path: `/forum/submissions/${await submission('accepted')}` },
        { name: 'cycles', path: '/forum/cycles' },
        { name: 'members', path: '/forum/members' },
        { name: 'auditors', path: '/forum/auditors' },
        { name: 'forum-reports', path: '/forum/reports' },
        { name: 'check', path: '/check' },
        { name: 'officers', path: '/people' },
      ]
    }
    case 'auditor': {
      const { rows } = await desk.get<{ rows: { id: string }[] }>('/api/auditor/companies')
      return [
        { name: 'granted', path: '/granted' },
        { name: 'granted-company', path: `/granted/${rows[0]?.id ?? ''}` },
        { name: 'check-auditor', path: '/check' },
        { name: 'people-auditor', path: '/people' },
      ]
    }
  }
}

/** Opens a page and waits until it has all it asked for. */
export async function open(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton'))
  await page.waitForLoadState('networkidle')
}
