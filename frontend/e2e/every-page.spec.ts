import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './_lib/test'
import { carryOver, demo, Desk } from './_lib/people'
import { open, personOf, placesOf, type Audience } from './_lib/places'
import type { Page } from '@playwright/test'

const widths = [320, 375]

/** The audiences; a company has so many pages that two tests share them. */
const rounds: { audience: Audience; called: string; half?: 0 | 1 }[] = [
  { audience: 'company', called: 'the company, first half,', half: 0 },
  { audience: 'company', called: 'the company, second half,', half: 1 },
  { audience: 'secretariat', called: 'the secretariat' },
  { audience: 'auditor', called: 'the auditor' },
  { audience: 'nobody', called: 'the gate' },
]

/** What axe finds against WCAG 2.2 AA, in one line each. */
async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .options({ resultTypes: ['violations'] })
    .setLegacyMode() // there are no frames, so no second page is needed to join results
    .analyze()
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)
}

/** How many pixels of the page lie outside the window. */
function outside(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

async function deskOf(audience: Audience): Promise<Desk> {
  return Desk.open(demo.url, audience === 'nobody' ? undefined : personOf[audience])
}

for (const { audience, called, half } of rounds) {
  test(`Every page of ${called} is open to all: axe finds no barrier, and a phone needs no sideways scrolling`, async ({ page, context }) => {
    const desk = await deskOf(audience)
    await carryOver(desk, context)
    const places = await placesOf(audience, desk)
    for (const place of places.filter((_, i) => half === undefined || i % 2 === half)) {
      await test.step(place.name, async () => {
        await page.setViewportSize({ width: 1280, height: 900 })
        await open(page, place.path)
        expect.soft(await barriers(page), `${place.name} on a desktop`).toEqual([])
        for (const width of widths) {
          await page.setViewportSize({ width, height: 700 })
          expect.soft(await outside(page), `${place.name} at ${width} pixels`).toBeLessThanOrEqual(0)
        }
        expect.soft(await barriers(page), `${place.name} on a phone`).toEqual([])
      })
    }
    await desk.api.dispose()
  })
}

test('The look for barriers finds one that is there', async ({ page }) => {
  await open(page, '/sign-in')
  await page.locator('main').evaluate((main) => main.insertAdjacentHTML('beforeend', '<img src="/favicon.svg"><p style="color: #bbb; background: #fff">faint</p><div style="width: 2000px">wide</div>'))
  expect((await barriers(page)).map((b) => b.split(':')[0])).toEqual(expect.arrayContaining(['image-alt', 'color-contrast']))
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await outside(page)).toBeGreaterThan(0)
})

test('On a phone the menu opens, leads on, and closes', async ({ page, context }) => {
  const desk = await deskOf('company')
  await carryOver(desk, context)
  await page.setViewportSize({ width: 375, height: 700 })
  await open(page, '/overview')
  const menu = page.getByRole('button', { name: 'Open the menu' })
  await menu.click()
  await expect(menu).toHaveAttribute('aria-expanded', 'true')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Suppliers' }).click()
  await expect(page.getByRole('heading', { name: 'Suppliers', level: 1 })).toBeVisible()
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await menu.click()
  await page.keyboard.press('Escape')
  await expect(menu).toHaveAttribute('aria-expanded', 'false')
  await expect(menu).toBeFocused()
  await page.getByRole('link', { name: 'Lal Mitti Brick Works' }).click()
  await expect(page.getByRole('heading', { name: 'Lal Mitti Brick Works', level: 1 })).toBeVisible()
  await desk.api.dispose()
})
