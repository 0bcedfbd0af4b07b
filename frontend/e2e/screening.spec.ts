import { expect, test } from './_lib/test'
import { newCompany, signIn } from './_lib/people'

// The demonstration has the invented watch list in use, which names a ginning plant.
const list = 'Supplier,Country\nKuche Baihe Cotton Ginning Plant,China\nBenang Emas Textile,Indonesia\n'

test('A name like one on an entity list asks a person, and only their word raises the red flag', async ({ page, officer }) => {
  const { company } = await newCompany(officer, 'Melati Busana')
  await page.goto('/')
  await signIn(page, company)
  await page.goto('/imports')
  await page.getByLabel('Drop your supplier list here').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })
  await page.getByRole('button', { name: /^Import/ }).click()
  const hit = page.getByRole('article', { name: 'Kuche Baihe Cotton Ginning Plant' })
  await expect(async () => {
    await page.goto('/entity-lists')
    await expect(hit).toBeVisible({ timeout: 2000 })
  }).toPass()
  await expect(page.getByRole('article')).toHaveCount(1)

  await hit.getByRole('button', { name: 'It is another firm' }).click()
  await expect(hit.getByText('Write why it is another firm')).toBeVisible()
  await hit.getByRole('button', { name: 'It is the same firm' }).click()
  await expect(hit).toBeHidden()
  await page.getByRole('tab', { name: /Same firm/ }).click()
  await hit.getByRole('link', { name: 'Kuche Baihe Cotton Ginning Plant' }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('heading', { name: 'On an entity list' })).toBeVisible({ timeout: 2000 })
  }).toPass()

  await page.getByRole('button', { name: 'Decide again' }).click()
  await page.getByLabel('Why?').fill('Another owner and another town, seen on the registry extract.')
  await page.getByRole('button', { name: 'It is another firm' }).click()
  await expect(page.getByText('Another owner and another town')).toBeVisible()
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('heading', { name: 'On an entity list' })).toHaveCount(0, { timeout: 2000 })
  }).toPass()
})
