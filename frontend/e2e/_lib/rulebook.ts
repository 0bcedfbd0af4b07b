import { expect, type Page } from '@playwright/test'
import type { Desk } from './people'

/** The text of the rulebook in force, as it was published. */
export async function textInForce(desk: Desk): Promise<{ digest: string; text: string }> {
  const { rows } = await desk.get<{ rows: { digest: string; inForce: boolean }[] }>('/api/rulebooks')
  const digest = rows.find((r) => r.inForce)?.digest ?? ''
  return { digest, text: await (await desk.api.get(`/api/rulebooks/${encodeURIComponent(digest)}/text`)).text() }
}

let versions = 0
/** The same text under a version that no other test publishes. */
export function anotherVersion(text: string): string {
  return text.replace(/^version:.*$/m, `version: "9.${process.pid}.${++versions}"`)
}

export const field = (page: Page) => page.getByRole('textbox', { name: 'Text of the rulebook (YAML)', exact: true })

/** The counts that the page shows, as [now, draft] by band. */
export async function bandsShown(page: Page): Promise<Record<string, [string, string]>> {
  const rows = page.getByRole('table', { name: 'Suppliers by band, now and with this draft' }).first().locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  const texts = await rows.evaluateAll((all) => all.map((tr) => [...tr.querySelectorAll('th, td.num')].map((c) => c.textContent?.trim() ?? '')))
  return Object.fromEntries(texts.map(([band = '', now = '', draft = '']) => [band, [now, draft]]))
}
