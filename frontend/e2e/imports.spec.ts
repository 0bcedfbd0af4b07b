import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { downloaded, isZip, shortList } from './_lib/files'
import { carryOver, newCompany } from './_lib/people'
import { expect, test } from './_lib/test'

/** Suppliers with nothing in common, so that none may be another. Letters only: numbers in names would mean different sites. */
function nameOf(n: number): string {
  const syllables = ['ba', 'ce', 'di', 'fo', 'gu', 'ha', 'je', 'ki', 'lo', 'mu', 'na', 'pe', 'ri', 'so', 'tu', 'wa', 'ye', 'zi', 'ro', 'vu']
  const word = [n, n / 20, n / 400, n / 8000].map((part) => syllables[Math.floor(part) % 20]).join('')
  return `${word[0]?.toUpperCase()}${word.slice(1)} ${['Garment', 'Seafood', 'Palm', 'Brick', 'Rubber'][n % 5]}`
}

const countries = ['Indonesia', 'Viet Nam', 'Thailand', 'Cambodia', 'Malaysia']

/** A list of so many suppliers, with a column whose header says nothing. */
function longList(count: number): string[] {
  const rows = ['Vendor;Negara;City;Headcount;Kolom X']
  for (let n = 0; n < count; n++) rows.push(`${nameOf(n)};${countries[n % 5]};Kota ${nameOf(n * 7).split(' ')[0]};${50 + (n % 900)};Garments`)
  return rows
}

async function drop(page: Page, name: string, rows: string[]) {
  await page.goto('/imports')
  await page.getByLabel('Drop your supplier list here').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(rows.join('\r\n')) })
  await expect(page.getByRole('heading', { name: 'What would change' })).toBeVisible({ timeout: 60_000 })
}

/** axe finds nothing, and a narrow phone needs no sideways scrolling. */
async function expectOpenToAll(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).setLegacyMode().analyze()
  expect.soft(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect.soft(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
  await page.setViewportSize({ width: 1280, height: 900 })
}

const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name })

test('A list of 10,000 rows goes through mapping, preview and import; a later one shows what it changes', async ({ page, context, officer }) => {
  test.setTimeout(300_000)
  const { company, desk } = await newCompany(officer, 'Teratai Niaga')
  await carryOver(desk, context)
  const list = longList(10_000)

  await test.step('tells how the text was read and where the columns come from', async () => {
    await drop(page, 'suppliers-2025.csv', list)
    await expect(tab(page, /^New/)).toContainText('10,000')
    await page.getByText('How the columns were understood').click()
    await expect(page.getByText('The columns were recognised by their headers and values.')).toBeVisible()
    await expect(page.getByLabel('Columns are split by')).toContainText('Detected: ;')
    await expect(page.getByLabel('Encoding')).toContainText('Detected: UTF-8')
  })

  await test.step('reads the text another way, and back', async () => {
    await page.getByLabel('Columns are split by').selectOption('|')
    await page.getByRole('button', { name: 'Read again like this' }).click()
    await expect(page.getByText(/columns split by \|/)).toBeVisible({ timeout: 60_000 })
    if (!(await page.getByLabel('Columns are split by').isVisible())) await page.getByText('How the columns were understood').click()
    await page.getByLabel('Columns are split by').selectOption('')
    await page.getByRole('button', { name: 'Read again like this' }).click()
    await expect(tab(page, /^New/)).toContainText('10,000', { timeout: 60_000 })
  })

  await test.step('takes a column that nothing told, and imports', async () => {
    await page.getByText('How the columns were understood').click()
    await page.getByLabel('Field that column E “Kolom X” fills').selectOption({ label: 'Products' })
    await page.getByRole('button', { name: 'Read again', exact: true }).click()
    await page.getByRole('button', { name: 'Import 10,000 suppliers' }).click({ timeout: 60_000 })
    await expect(page.getByText('The list is imported')).toBeVisible({ timeout: 120_000 })
  })

  // Row 4 has more workers, rows 10 and 11 are gone, one is new.
  const next = list.map((row, i) => (i === 3 ? row.replace(';52;', ';5200;') : row)).filter((_, i) => i !== 9 && i !== 10)
  next.push('Perahu Layar Baru;Indonesia;Kota Lama;77;Garments')

  await test.step('a later list is read with the remembered columns', async () => {
    await drop(page, 'suppliers-2026.csv', next)
    await page.getByText('How the columns were understood').click()
    await expect(page.getByText(/Remembered from “suppliers-2025.csv”/)).toBeVisible()
    await expect(page.getByLabel('Field that column E “Kolom X” fills').locator('option:checked')).toHaveText('Products')
    await expect(page.getByRole('button', { name: 'Forget them' })).toBeVisible()
  })

  await test.step('and shows first what is new, changed and gone', async () => {
    await expect(tab(page, /^New/)).toContainText('1')
    await tab(page, /^Changed/).click()
    await expect(page.locator('.changes del').first()).toHaveText('52')
    await expect(page.locator('.changes ins').first()).toHaveText('5200')
    await expect(page.getByRole('heading', { name: 'How scores would change' })).toBeVisible()
    await tab(page, /^No longer listed/).click()
    await expect(page.getByLabel(`What becomes of ${nameOf(8)}`)).toHaveValue('keep')
    await page.getByLabel(`What becomes of ${nameOf(8)}`).selectOption('archive')
    await expectOpenToAll(page)
  })

  await test.step('a field may be kept as it is known', async () => {
    await page.getByRole('heading', { name: 'Which values win' }).click()
    await page.getByLabel('What becomes of the known value of Workers').selectOption({ label: 'is not taken' })
    await page.getByRole('button', { name: 'Preview again' }).click()
    await expect(page.getByLabel('What becomes of the known value of Workers')).toHaveValue('keep', { timeout: 60_000 })
    await expect(tab(page, /^Changed/)).toContainText('0')
  })

  await test.step('imports it, says what was done, and takes it back', async () => {
    await page.getByLabel('What becomes of the known value of Workers').selectOption({ label: 'replaces what is known' })
    await page.getByRole('button', { name: 'Preview again' }).click()
    await page.getByRole('button', { name: 'Import 2 suppliers' }).click({ timeout: 60_000 })
    await expect(page.getByText('1 supplier was added. 1 supplier was changed.')).toBeVisible({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Undo this import' }).click()
    const dialog = page.getByRole('dialog', { name: 'Undo this import?' })
    await dialog.getByRole('button', { name: 'Undo the import' }).click()
    await expect(page.getByText(/This import was undone on/)).toBeVisible({ timeout: 60_000 })
    const { total } = await desk.get<{ total: number }>(`/api/companies/${company.id}/suppliers?limit=1`)
    expect(total).toBe(10_000)
  })
})

const short = [
  'Vendor;Country;City;Headcount;Tax ID',
  'PT Kenanga Busana;Indonesia;Bandung;120;',
  'Kenanga Busana Garment;Indonesia;Bandung;120;',
  'Siam Rung Rubber;Tailand;Songkhla;-5;',
  'Siam Thong Rubber;Ruritania;Songkhla;80;',
  'Angkor Brick;Ruritania;Kandal;60;',
]

test('Doubtful cells come together and in a marked file, and what may be one supplier is asked', async ({ page, context, officer }, testInfo) => {
  const { desk } = await newCompany(officer, 'Cempaka Niaga')
  await carryOver(desk, context)
  await drop(page, 'doubtful.csv', short)

  await test.step('equal problems stand together and open into their cells', async () => {
    await tab(page, /^Cells to look at/).click()
    const groups = page.getByRole('list', { name: 'Kinds of notes' })
    await groups.getByRole('listitem').filter({ hasText: 'Ruritania' }).locator('summary').click()
    await expect(groups.getByText('Ruritania').first()).toBeVisible()
    await expectOpenToAll(page)
  })

  await test.step('what may be one supplier is asked, with both sides and the reasons', async () => {
    const pair = page.getByRole('group', { name: 'Is “PT Kenanga Busana” the same supplier as “Kenanga Busana Garment”?' })
    await expect(pair).toContainText('Row 2 of this list')
    await expect(pair).toContainText('The city is the same.')
    await expect(page.getByRole('button', { name: 'Import 5 suppliers' })).toBeEnabled()
    await pair.getByLabel('The same').check()
    await page.getByRole('button', { name: 'Keep 1 answer' }).click()
    await expect(page.getByRole('button', { name: 'Import 4 suppliers' })).toBeEnabled()
    await expect(tab(page, /^Duplicates/)).toContainText('1')
    await expect(pair).toBeHidden()
  })

  await test.step('the file comes back with its cells marked', async () => {
    await tab(page, /^Cells to look at/).click()
    const file = await downloaded(page, testInfo, () => page.getByRole('button', { name: 'Download the marked file' }).click())
    expect(isZip(file.bytes)).toBe(true)
    await page.goto('/imports')
    await page.getByLabel('Drop your supplier list here').setInputFiles(file.path)
    await expect(page.getByText('This is a marked file that came back')).toBeVisible()
  })
})

test('Two entries of one supplier are made one and two again, and what is in view goes out as a file', async ({ page, context, officer }, testInfo) => {
  const { company, desk } = await newCompany(officer, 'Dahlia Niaga')
  await desk.importSuppliers(company.id, 'short.csv', shortList)
  await carryOver(desk, context)

  await test.step('merges by hand', async () => {
    await page.goto('/suppliers')
    await page.getByRole('link', { name: 'PT Busana Lembayung Sejati' }).click()
    await tab(page, 'Facts and answers').click()
    await page.getByRole('button', { name: 'Another entry is this supplier' }).click()
    const dialog = page.getByRole('dialog', { name: /Which entry is also/ })
    await dialog.getByLabel('Search your suppliers').fill('Kiln')
    await expect(dialog.getByRole('listitem')).toHaveCount(1)
    await dialog.getByRole('button', { name: 'Choose Kiln Prey Toch Brick Handicraft' }).click()
    await dialog.getByRole('button', { name: 'Make one of the two' }).click()
    await expect(page.getByText(/“Kiln Prey Toch Brick Handicraft” was made one with “PT Busana Lembayung Sejati”/)).toBeVisible()
    await expectOpenToAll(page)
  })

  await test.step('exports what the filters leave', async () => {
    await page.goto('/suppliers?search=Latex')
    await expect(page.getByText('1 supplier found')).toBeVisible()
    await page.getByRole('button', { name: 'Export' }).click()
    const dialog = page.getByRole('dialog', { name: 'Export suppliers' })
    await expect(dialog).toContainText('The supplier in view in one file.')
    const workbook = await downloaded(page, testInfo, () => dialog.getByRole('button', { name: 'Download' }).click())
    expect(isZip(workbook.bytes)).toBe(true)
    for (const form of ['Text, split by commas (.csv)', 'Open Supply Hub’s template (.csv)']) {
      await dialog.getByLabel(form).check()
      const text = await downloaded(page, testInfo, () => dialog.getByRole('button', { name: 'Download' }).click())
      expect(text.bytes.toString('utf8')).toContain('Rung Ruang Nam Yang Latex')
      expect(text.bytes.toString('utf8')).not.toContain('Busana Lembayung')
    }
  })

  await test.step('and makes two of one again', async () => {
    await page.goto('/suppliers?search=Busana')
    await page.getByRole('link', { name: 'PT Busana Lembayung Sejati' }).click()
    await tab(page, 'Facts and answers').click()
    await page.getByRole('button', { name: 'Make two again' }).click()
    await expect(page.getByRole('button', { name: 'Make two again' })).toBeHidden()
    await page.goto('/suppliers')
    await expect(page.getByRole('link', { name: 'Kiln Prey Toch Brick Handicraft' })).toBeVisible()
  })
})

test('A workbook with a password asks for it, without a mouse', async ({ page, context, officer }) => {
  const { desk } = await newCompany(officer, 'Melati Niaga')
  await carryOver(desk, context)
  await page.goto('/imports')
  await page.getByLabel('Drop your supplier list here').setInputFiles('e2e/_lib/protected.xlsx')
  await expect(page.getByText('“protected.xlsx” is protected by a password.', { exact: false })).toBeVisible()
  const password = page.getByLabel('Password of the workbook')
  await password.focus()
  await page.keyboard.type('Tidak rahasia')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The password does not open “protected.xlsx”.', { exact: false })).toBeVisible()
  await expect(password).toHaveValue('Tidak rahasia')
  await expectOpenToAll(page)
  await password.fill('tidak rahasia')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Import 2 suppliers' })).toBeEnabled()
})

test('A suggestion mends a value everywhere, and an encoding can be said', async ({ page, context, officer }) => {
  const { desk } = await newCompany(officer, 'Kamboja Niaga')
  await carryOver(desk, context)
  await drop(page, 'congo.csv', ['Vendor;Country;City', 'Katanga Nyota Metals;Congo;Likasi', 'Mbuji Diamond Sorting;Congo;Mbuji-Mayi', 'Benang Emas;Indonesia;Bandung'])
  const kinds = page.getByRole('list', { name: 'Kinds of notes' })

  await test.step('a value that may mean two countries is settled once for all its cells, and taken back', async () => {
    await tab(page, /^Cells to look at/).click()
    await kinds.getByRole('listitem').filter({ hasText: 'Congo' }).locator('summary').click()
    await expect(kinds).toContainText('2 cells')
    await kinds.getByRole('button', { name: 'Use “Congo - Kinshasa”' }).press('Enter')
    await page.getByRole('button', { name: 'Read again with 1 correction' }).press('Enter')
    await expect(page.getByText('“Congo” is read as', { exact: false })).toBeVisible()
    await expect(kinds.getByText('Congo')).toHaveCount(0)
    await page.getByRole('button', { name: 'Take back the correction of “Congo”' }).press('Enter')
    await expect(kinds.getByRole('listitem').filter({ hasText: 'Congo' })).toBeVisible()
  })

  await test.step('the encoding is said, and told back', async () => {
    await page.getByText('How the columns were understood').click()
    await page.getByLabel('Encoding').selectOption('windows-1252')
    await page.getByRole('button', { name: 'Read again like this' }).press('Enter')
    await expect(page.locator('.page-head')).toContainText('windows-1252')
  })
})

test('A supplier that is no longer bought from is archived, found again and brought back', async ({ page, context, officer }) => {
  const { company, desk } = await newCompany(officer, 'Anggrek Niaga')
  await desk.importSuppliers(company.id, 'short.csv', shortList)
  await carryOver(desk, context)
  await page.goto('/suppliers')
  await page.getByRole('link', { name: 'Kiln Prey Toch Brick Handicraft' }).click()
  await tab(page, 'Facts and answers').click()
  await page.getByRole('button', { name: 'Archive this supplier' }).press('Enter')
  await expect(page.getByText('This supplier is archived')).toBeVisible()
  await expectOpenToAll(page)
  await page.goto('/suppliers')
  await expect(page.getByRole('link', { name: 'PT Busana Lembayung Sejati' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Kiln Prey Toch Brick Handicraft' })).toBeHidden()
  await page.getByLabel('Shown').selectOption('archived')
  await page.getByRole('link', { name: 'Kiln Prey Toch Brick Handicraft' }).click()
  await page.getByRole('button', { name: 'Bring it back' }).press('Enter')
  await expect(page.getByText('This supplier is archived')).toBeHidden()
  await page.goto('/suppliers')
  await expect(page.getByRole('link', { name: 'Kiln Prey Toch Brick Handicraft' })).toBeVisible()
})
