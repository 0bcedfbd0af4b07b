import { join } from 'node:path'
import { test } from './_lib/test'
import { messyList } from './_lib/files'
import { carryOver, demo, Desk, newCompany } from './_lib/people'
import { open, personOf, placesOf } from './_lib/places'

// docs/images are made with SCREENS_WINDOW=1 and reduced to 128 colours.
// Where the pictures go, of which pages (a part of the name), in which language, and whether only what fits the window.
const folder = process.env.SCREENS_DIR ?? '/tmp/telusur-screens'
const only = process.env.SCREENS_ONLY ?? ''
const language = process.env.SCREENS_LANGUAGE ?? 'en'
const fullPage = process.env.SCREENS_WINDOW === undefined
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 812 } }

for (const audience of ['nobody', 'company', 'secretariat', 'auditor'] as const) {
  test(`pictures for ${audience}`, async ({ page, context }) => {
    const desk = await Desk.open(demo.url, audience === 'nobody' ? undefined : personOf[audience])
    if (audience !== 'nobody') await desk.api.patch('/api/me', { data: { language } })
    await carryOver(desk, context)
    await context.addInitScript((tag) => localStorage.setItem('telusur.language', tag), language)
    for (const place of (await placesOf(audience, desk)).filter((p) => p.name.includes(only))) {
      for (const [size, viewport] of Object.entries(sizes)) {
        await page.setViewportSize(viewport)
        await open(page, place.path)
        await page.screenshot({ path: join(folder, `${language}-${place.name}-${size}.png`), fullPage, scale: 'css' })
      }
    }
    await desk.api.dispose()
  })
}

test('pictures of moments that pass', async ({ page, context, officer }) => {
  const desk = await Desk.open(demo.url, demo.analyst)
  await desk.api.patch('/api/me', { data: { language } })
  await carryOver(desk, context)
  await context.addInitScript((tag) => localStorage.setItem('telusur.language', tag), language)
  const take = async (name: string) => {
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport)
      await page.screenshot({ path: join(folder, `${language}-${name}-${size}.png`), fullPage, scale: 'css' })
    }
    await page.setViewportSize(sizes.desktop)
  }
  await page.setViewportSize(sizes.desktop)
  const { organisation } = await desk.get<{ organisation: { id: string } }>('/api/me')
  const made = await desk.upload(organisation.id, 'suppliers', 'suppliers-2025.csv', messyList)
  await open(page, `/imports/${made}`)
  await take('moment-import-new')
  await page.getByRole('tab').last().click()
  await page.locator('.cell-view').first().waitFor()
  await take('moment-import-cells')
  await page.locator('details.mapping summary').first().click()
  await take('moment-import-mapping')
  await desk.api.delete(`/api/companies/${organisation.id}/imports/${made}`)
  await carryOver((await newCompany(officer, 'Melur Niaga', language)).desk, context)
  await open(page, '/overview')
  await take('moment-overview-empty')
  await carryOver(desk, context)
  await open(page, '/suppliers')
  await page.locator('.page-actions button').click()
  await take('moment-workbooks')
  const { rows } = await desk.get<{ rows: { id: string }[] }>(`/api/companies/${organisation.id}/reports`)
  const pdf = await desk.api.get(`/api/companies/${organisation.id}/reports/${rows[0]?.id}/pdf`)
  for (const [name, bytes] of [['valid', await pdf.body()], ['altered', Buffer.concat([await pdf.body(), Buffer.from('\n%')])]] as const) {
    await open(page, '/check')
    await page.locator('input[type=file]').setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: bytes })
    await page.locator('[data-verdict]').waitFor()
    await take(`moment-check-${name}`)
  }
})
