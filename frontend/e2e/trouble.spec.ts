import { expect, test } from './_lib/test'
import { demo, newCompany, signIn } from './_lib/people'

test('An address that leads nowhere says so and leads home', async ({ page }) => {
  await page.goto('/sign-in')
  await signIn(page, demo.analyst)
  for (const address of ['/nothing/here', '/suppliers/00000000-0000-0000-0000-000000000000', '/imports/nonsense']) {
    await page.goto(address)
    await expect(page.getByRole('heading', { name: 'Page not found' }), address).toBeVisible()
  }
  await page.getByRole('link', { name: 'Go to the first page' }).click()
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
})

test('Who is not signed in comes to the wanted page after signing in', async ({ page }) => {
  await page.goto('/suppliers?flagged=true&sort=workers')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await signIn(page, demo.analyst)
  await expect(page).toHaveURL(/\/suppliers\?/)
  await expect(page.getByLabel('Red flags only')).toBeChecked()
})

test('When the session ends, signing in leads back to the same page', async ({ page, context }) => {
  await page.goto('/reports')
  await signIn(page, demo.analyst)
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible()
  await context.clearCookies()
  await page.getByRole('link', { name: 'Hand in', exact: true }).click()
  await expect(page.getByText('Your session has ended')).toBeVisible()
  await signIn(page, demo.analyst)
  await expect(page.getByRole('heading', { name: 'Hand in', level: 1 })).toBeVisible()
  await expect(page).toHaveURL(/\/hand-in$/)
})

test('A wrong password is told in words that give nothing away, and too many tries have to wait', async ({ page, officer }) => {
  const { company } = await newCompany(officer, 'Lontar Jaya')
  await page.goto('/sign-in')
  const refused = async (email: string, password: string) => {
    await page.getByLabel('E-mail address').fill(email)
    await page.getByLabel('Password', { exact: true }).fill(password)
    const [answer] = await Promise.all([page.waitForResponse('**/api/sign-in'), page.getByRole('button', { name: 'Sign in' }).click()])
    await expect(page.getByRole('alert')).toBeVisible()
    return { status: answer.status(), words: await page.getByRole('alert').innerText() }
  }
  const known = await refused(company.email, 'not the right words')
  const unknown = await refused(`nobody.${company.email}`, 'not the right words')
  expect(known.words).toBe(unknown.words)
  expect(known.status).toBe(unknown.status)
  let last = known
  for (let tries = 0; tries < 20 && last.status !== 429; tries++) last = await refused(company.email, `wrong words ${tries}`)
  expect(last.status).toBe(429)
  expect(last.words).toMatch(/\d+ (second|minute)s?/)
})

test('A page that cannot be asked for says so, keeps its frame, and tries again', async ({ page }) => {
  await page.goto('/overview')
  await signIn(page, demo.analyst)
  await page.route('**/api/companies/*/suppliers?*', (route) => route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }))
  await page.getByRole('link', { name: 'Suppliers', exact: true }).first().click()
  await expect(page.getByRole('alert')).toContainText('The service is busy or being updated')
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await page.unroute('**/api/companies/*/suppliers?*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('table').locator('tbody tr').first()).toBeVisible()
})
