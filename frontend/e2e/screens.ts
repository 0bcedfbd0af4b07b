import { join } from 'node:path'
import { test } from './_lib/test'
import { carryOver, demo, Desk } from './_lib/people'
import { open, personOf, placesOf } from './_lib/places'

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
