import { expect, test } from './_lib/test'
import { downloaded, shortList } from './_lib/files'
import { demo, giveGrant, newAuditor, newCompany, signIn } from './_lib/people'

test('An auditor downloads the reports of the firms granted, checks them, and can change nothing', async ({ page, officer }, testInfo) => {
  const { company, desk } = await newCompany(officer, 'Enau Pangan')
  await desk.importSuppliers(company.id, 'suppliers.csv', shortList)
  const report = await desk.companyReport(company.id)
  const { company: hidden } = await newCompany(officer, 'Flamboyan Niaga')
  const { auditor } = await newAuditor(officer, 'Jujur Audit')
  await giveGrant(officer, auditor.id, company.id)

  await test.step('sees only the granted company', async () => {
    await page.goto('/')
    await signIn(page, auditor)
    const rows = page.getByRole('table').locator('tbody tr')
    await expect(rows).toHaveCount(1)
    await expect(rows).toContainText(company.name)
    await expect(page.getByText(hidden.name)).toHaveCount(0)
    await page.goto(`/granted/${hidden.id}`)
    await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  })

  let bytes: Buffer = Buffer.alloc(0)
  await test.step('downloads a report', async () => {
    await page.goto('/granted')
    await page.getByRole('link', { name: company.name }).click()
    const pdf = await downloaded(page, testInfo, () => page.getByRole('button', { name: /^Download PDF/ }).first().click())
    bytes = pdf.bytes
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })

  await test.step('checks it: valid, and the digest is the one listed', async () => {
    await page.getByRole('link', { name: 'Check a report' }).first().click()
    await page.getByLabel('Drop the PDF here').setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: bytes })
    const verdict = page.locator('[data-verdict]')
    await expect(verdict).toHaveAttribute('data-verdict', 'VALID')
    await expect(verdict).toContainText('This report is unaltered')
    await expect(verdict).toContainText('This report is listed here with the same digest.')
    await expect(verdict.locator('code').first()).toContainText(report.contentDigest)
  })

  await test.step('one changed byte is found', async () => {
    const altered = Buffer.from(bytes)
    const at = Math.floor(altered.length / 2)
    altered[at] = (altered[at] ?? 0) ^ 1
    await page.getByLabel('Check another file').setInputFiles({ name: 'altered.pdf', mimeType: 'application/pdf', buffer: altered })
    const verdict = page.locator('[data-verdict]')
    await expect(verdict).toContainText('altered.pdf')
    await expect(verdict).toHaveAttribute('data-verdict', 'ALTERED')
    await expect(verdict).toContainText('This report was altered')
    await expect(page.getByText('Failed:').first()).toBeAttached()
  })

  await test.step('another file is told apart', async () => {
    await page.getByLabel('Check another file').setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') })
    await expect(page.locator('[data-verdict="NOT A REPORT"]')).toBeVisible()
  })

  await test.step('has no page and no button that changes anything', async () => {
    const main = page.getByRole('navigation', { name: 'Main' })
    await expect(main.getByRole('list').first().getByRole('link')).toHaveText(['Companies', 'Check a report', 'People'])
    for (const address of ['/suppliers', '/imports', '/hand-in', '/forum/board', '/forum/members']) {
      await page.goto(address)
      await expect(page.getByRole('heading', { name: 'Companies granted to you' }), `${address} leads home`).toBeVisible()
    }
    await page.getByRole('link', { name: company.name }).click()
    await expect(page.getByRole('button', { name: /make|upload|hand in|accept|return/i })).toHaveCount(0)
  })

  await test.step('and the server refuses what a page would not offer', async () => {
    const write = (path: string, data: object) => page.request.post(`${demo.url}${path}`, { data, headers: { Origin: demo.url } })
    expect((await write(`/api/companies/${company.id}/reports`, { kind: 'company', language: 'en' })).status()).toBe(403)
    expect([403, 404]).toContain((await write(`/api/companies/${hidden.id}/reports`, { kind: 'company', language: 'en' })).status())
    expect((await page.request.get(`${demo.url}/api/companies/${hidden.id}/reports`)).status()).toBe(404)
  })
})
