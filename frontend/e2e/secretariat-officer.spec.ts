import { expect, test } from './_lib/test'
import { downloaded, isZip, shortList, wordsOf } from './_lib/files'
import { carryOver, day, demo, newAuditor, newCompany, password, signIn, unused } from './_lib/people'

test('A secretariat officer sees on one board who is late, and finds a member by state and name', async ({ page }) => {
  await page.goto('/')
  await signIn(page, demo.officer)
  await expect(page.getByRole('heading', { name: 'Board', level: 1 })).toBeVisible()
  const rows = page.getByRole('table').locator('tbody tr')

  await test.step('late ones stand first', async () => {
    await expect(rows.first()).toContainText(/days? late/)
    const late = (await rows.allInnerTexts()).map((t) => /days? late/.test(t))
    expect(late).toContain(true)
    expect(late).toContain(false)
    expect(late.lastIndexOf(true), 'no late member below one in time').toBeLessThan(late.indexOf(false))
  })

  await test.step('chooses a state', async () => {
    await page.getByRole('navigation', { name: 'Members by state' }).getByRole('link', { name: /Accepted/ }).click()
    await expect(rows.first()).toContainText('Accepted')
    for (const text of await rows.allInnerTexts()) expect(text).toContain('Accepted')
    await page.getByRole('link', { name: /All members/ }).click()
  })

  await test.step('searches, and clears the search', async () => {
    await page.getByLabel('Search by name').fill('Rasa Lumbung')
    await expect(rows).toHaveCount(1)
    await expect(rows.first()).toContainText('Rasa Lumbung Pangan')
    await page.getByLabel('Search by name').fill('nobody is called so')
    await expect(page.getByText('No member fits these filters')).toBeVisible()
    await page.getByRole('button', { name: 'Clear the filters' }).click()
    await expect(rows.nth(2)).toBeVisible()
  })

  await test.step('chooses a country', async () => {
    await page.getByLabel('Country').selectOption({ label: 'Thailand' })
    await expect(rows.filter({ hasText: 'Lotus Weave House' })).toBeVisible()
    await expect(rows.filter({ hasText: 'Rasa Lumbung Pangan' })).toHaveCount(0)
    for (const text of await rows.allInnerTexts()) expect(text).toContain('Thailand')
  })
})

test('A second cycle is not opened while one is open, and the words say why', async ({ page }) => {
  await page.goto('/forum/cycles')
  await signIn(page, demo.officer)
  await page.getByLabel('Name').fill('A second cycle')
  await page.getByLabel('Opens').fill(day(0))
  await page.getByLabel('Due').fill(day(-3))
  await page.getByLabel('Closes').fill(day(90))
  await expect(page.getByText('The due date must lie after the opening')).toBeVisible()
  await page.getByLabel('Due').fill(day(60))
  await page.getByRole('button', { name: 'Open the cycle' }).click()
  const refused = page.getByRole('alert')
  await expect(refused).toContainText('already runs')
  await expect(refused).toContainText('close the other cycle')
  await expect(page.getByRole('cell', { name: 'A second cycle' })).toHaveCount(0)
})

test('An officer adds a company; its first person accepts the link and is taught what to do first', async ({ page, browser }) => {
  const name = unused('Cempaka Abadi')
  const email = `first@${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example`
  await page.goto('/forum/members')
  await signIn(page, demo.officer)
  await page.getByLabel('Name of the company').fill(name)
  await page.getByLabel('Country').selectOption({ label: 'Indonesia' })
  await page.getByLabel('E-mail of the first person').fill(email)
  await page.getByRole('button', { name: 'Add and make the link' }).click()
  const link = await page.getByLabel('Invitation link').inputValue()
  expect(link).toContain('/invitations/')
  await page.getByLabel('Search by name').fill(name)
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Invited')

  const room = await browser.newContext({ locale: 'en-GB' })
  const first = await room.newPage()
  await test.step('the first person opens the link', async () => {
    await first.goto(link)
    await expect(first.getByText(`You are invited to join ${name}`)).toBeVisible()
    await first.getByLabel('Your name').fill('Citra')
    await first.getByLabel('Password', { exact: true }).fill('too short')
    await first.getByRole('button', { name: 'Create my account' }).click()
    await expect(first.getByText('Use at least 12 characters.')).toBeVisible()
    await first.getByLabel('Password', { exact: true }).fill(password)
    await first.getByRole('button', { name: 'Create my account' }).click()
  })

  await test.step('and finds what to do first on every page', async () => {
    await expect(first.getByRole('heading', { name: 'Start with your supplier list' })).toBeVisible()
    await expect(first.getByRole('heading', { name: 'Ask your suppliers' })).toBeVisible()
    await first.getByRole('link', { name: 'Suppliers', exact: true }).click()
    await expect(first.getByRole('link', { name: 'Upload your supplier list' }).first()).toBeVisible()
    await first.getByRole('link', { name: 'Reports', exact: true }).click()
    await expect(first.getByText('No report yet')).toBeVisible()
    await first.getByRole('link', { name: 'Hand in', exact: true }).click()
    await expect(first.getByText('There is no company report yet.')).toBeVisible()
  })

  await test.step('the link does not work twice', async () => {
    const again = await (await browser.newContext({ locale: 'en-GB' })).newPage()
    await again.goto(link)
    await expect(again.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()
    await again.context().close()
  })

  await test.step('the first person invites a colleague, and withdraws it', async () => {
    await first.getByRole('link', { name: 'People', exact: true }).click()
    await first.getByLabel('E-mail address').fill(`second.${email}`)
    await first.getByRole('button', { name: 'Make the invitation' }).click()
    await expect(first.getByLabel('Invitation link')).toHaveValue(/\/invitations\//)
    await first.getByRole('row', { name: new RegExp(`second.${email}`) }).getByRole('button', { name: /^Withdraw/ }).click()
    await expect(first.getByText('No invitation is waiting.')).toBeVisible()
    await room.close()
  })

  await page.reload()
  await page.getByLabel('Search by name').fill(name)
  await expect(page.getByRole('row', { name: new RegExp(name) })).toContainText('Active')
})

test('An officer gives an auditor a grant and ends it; the company is gone for the auditor', async ({ page, officer, browser }) => {
  const { company, desk } = await newCompany(officer, 'Delima Tekstil')
  await desk.importSuppliers(company.id, 'suppliers.csv', shortList)
  const report = await desk.companyReport(company.id)
  const { auditor, desk: auditing } = await newAuditor(officer, 'Teliti Audit')
  const room = await browser.newContext({ baseURL: demo.url, locale: 'en-GB' })
  await carryOver(auditing, room)
  const reading = await room.newPage()

  await test.step('without a grant there is nothing to read', async () => {
    await reading.goto('/')
    await expect(reading.getByText('No company is granted to you')).toBeVisible()
  })

  await test.step('the officer gives the grant', async () => {
    await page.goto('/forum/auditors')
    await signIn(page, demo.officer)
    const form = page.getByRole('region', { name: 'Give a grant' })
    await form.getByLabel('Auditor').selectOption({ label: auditor.name })
    await form.getByLabel('Company').selectOption({ label: company.name })
    await form.getByLabel('Until').fill(day(30))
    await form.getByRole('button', { name: 'Give the grant' }).click()
    await expect(page.getByText('The grant was given')).toBeVisible()
    await expect(page.getByRole('row', { name: new RegExp(company.name) })).toContainText('Running')
  })

  await test.step('the auditor reads that company, and only that', async () => {
    await reading.reload()
    await expect(reading.getByRole('table').locator('tbody tr')).toHaveCount(1)
    await reading.getByRole('link', { name: company.name }).click()
    await expect(reading.getByRole('row', { name: new RegExp(report.title.slice(0, 12)) })).toBeVisible()
  })

  await test.step('the officer ends it', async () => {
    await page.getByRole('row', { name: new RegExp(company.name) }).getByRole('button', { name: /^End/ }).click()
    const sure = page.getByRole('dialog').getByRole('button', { name: 'End now' })
    await expect(page.getByRole('row', { name: new RegExp(company.name) }).getByText('Ended').or(sure)).toBeVisible()
    if (await sure.isVisible()) await sure.click()
    await expect(page.getByRole('row', { name: new RegExp(company.name) })).toContainText('Ended')
  })

  await test.step('the company is gone, also at its old address', async () => {
    await reading.reload()
    await expect(reading.getByRole('heading', { name: 'Page not found' })).toBeVisible()
    await reading.goto('/granted')
    await expect(reading.getByText('No company is granted to you')).toBeVisible()
    await room.close()
  })
})

test('The ministers’ PDF is one click', async ({ page }, testInfo) => {
  await page.goto('/forum/reports')
  await signIn(page, demo.officer)
  const rows = page.getByRole('table').locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  const before = await rows.count()
  await page.getByRole('button', { name: 'Make the report' }).click()
  await expect(rows).toHaveCount(before + 1)
  const pdf = await downloaded(page, testInfo, () => rows.first().getByRole('button', { name: /^Download PDF/ }).click())
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(isZip(pdf.bytes)).toBe(false)
  const text = wordsOf(pdf.path)
  expect(text).toContain('Indonesia')
  expect(text, 'a forum report names no supplier').not.toContain('Ladang Sawit')
})
