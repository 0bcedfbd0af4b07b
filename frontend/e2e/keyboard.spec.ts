import { expect, test } from './_lib/test'
import { shortList } from './_lib/files'
import { newCompany } from './_lib/people'
import type { Locator, Page } from '@playwright/test'

/** Presses Tab until the focus is there, as somebody without a mouse does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`80 times Tab did not reach ${wanted}`)
}

/** The focus can be seen: an outline or a shadow that the element has not without it. */
async function focusShows(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const style = getComputedStyle(document.activeElement ?? document.body)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
  })
}

test('An analyst without a mouse signs in, uploads, imports and opens a supplier', async ({ page, officer }) => {
  const { company } = await newCompany(officer, 'Kenanga Sandang')

  await test.step('signs in', async () => {
    await page.goto('/')
    await tabTo(page, page.getByLabel('E-mail address'))
    expect(await focusShows(page)).toBe(true)
    await page.keyboard.type(company.email)
    await tabTo(page, page.getByLabel('Password', { exact: true }))
    await page.keyboard.type(company.password)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  })

  await test.step('skips to the content, and goes on from there', async () => {
    await page.reload()
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused()
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Upload your supplier list' }).first())
    expect(await focusShows(page)).toBe(true)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Supplier list', level: 1 })).toBeFocused()
  })

  await test.step('uploads', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Choose a file' }))
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')])
    await chooser.setFiles({ name: 'suppliers.csv', mimeType: 'text/csv', buffer: Buffer.from(shortList) })
    await expect(page.getByRole('heading', { name: 'suppliers.csv', level: 1 })).toBeFocused()
  })

  await test.step('looks at the kinds of rows with the arrow keys', async () => {
    await tabTo(page, page.getByRole('tab', { name: /^New/ }))
    await page.keyboard.press('End')
    await expect(page.getByRole('tab', { name: /Cells to look at/ })).toBeFocused()
    await expect(page.getByRole('tab', { name: /Cells to look at/ })).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Home')
    await expect(page.getByRole('row', { name: /Busana Lembayung/ })).toBeVisible()
  })

  await test.step('imports', async () => {
    await tabTo(page, page.getByRole('button', { name: 'Import 3 suppliers' }))
    await page.keyboard.press('Enter')
    const see = page.getByRole('link', { name: 'See the suppliers' })
    await see.waitFor()
    await tabTo(page, see)
    await page.keyboard.press('Enter')
  })

  await test.step('opens a supplier and moves between its tabs', async () => {
    await expect(page.getByRole('heading', { name: 'Suppliers', level: 1 })).toBeFocused()
    await tabTo(page, page.getByRole('link', { name: 'PT Busana Lembayung Sejati' }))
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'PT Busana Lembayung Sejati', level: 1 })).toBeFocused()
    await tabTo(page, page.getByRole('tab', { name: 'Why this score' }))
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name: /What to do/ })).toBeFocused()
  })

  await test.step('a dialog holds the focus, and Escape gives it back', async () => {
    const button = page.getByRole('button', { name: 'Questionnaire workbook' })
    await button.focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Questionnaire workbooks' })
    await expect(dialog).toBeVisible()
    for (let i = 0; i < 8; i++) {
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement === document.body || Boolean(document.activeElement?.closest('dialog')))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await expect(dialog).toBeHidden()
    await expect(button).toBeFocused()
  })
})
