import { expect, test } from '@playwright/test'
import { start, type Installation } from './_lib/server'
import { day, password, signIn } from './_lib/people'

let own: Installation
test.beforeEach(async () => {
  own = await start('serve')
})
test.afterEach(async () => own?.stop())

test('An operator starts an empty installation; the printed link makes the first officer, who opens cycles and invites a company', async ({ page, browser }) => {
  await test.step('the program prints a link for once', async () => {
    await expect.poll(() => own.printed()).toMatch(/\/invitations\//)
    const link = /http:\S+\/invitations\/\S+/.exec(own.printed())?.[0] ?? ''
    expect(link.startsWith(own.url)).toBe(true)
    await page.goto(link)
    await expect(page.getByRole('heading', { name: 'Set up Telusur' })).toBeVisible()
  })

  await test.step('the first officer sets up', async () => {
    await page.getByLabel('Name of the secretariat').fill('Secretariat of a small forum')
    await page.getByLabel('Your name').fill('Oka Officer')
    await page.getByLabel('E-mail address').fill('oka@forum.example')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Create my account' }).click()
    await expect(page.getByText('Open a cycle first')).toBeVisible()
  })

  const openCycle = async (name: string) => {
    await page.getByLabel('Name', { exact: true }).fill(name)
    await page.getByLabel('Opens').fill(day(0))
    await page.getByLabel('Due').fill(day(60))
    await page.getByLabel('Closes').fill(day(90))
    await page.getByRole('button', { name: 'Open the cycle' }).click()
  }
  await test.step('opens a cycle, closes it, opens the next', async () => {
    await page.getByRole('link', { name: 'Open a cycle' }).click()
    await openCycle('Reporting one')
    await expect(page.getByText('The cycle is open. All members see it now.')).toBeVisible()
    await page.getByRole('button', { name: 'Close Reporting one' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
    await expect(page.getByRole('row', { name: /Reporting one/ })).toContainText('Closed')
    await openCycle('Reporting two')
    await expect(page.getByRole('row', { name: /Reporting two/ })).toContainText('Open')
  })

  let link = ''
  await test.step('invites a company', async () => {
    await page.getByRole('link', { name: 'Members', exact: true }).click()
    await expect(page.getByText('No company was added yet.')).toBeVisible()
    await page.getByLabel('Name of the company').fill('Gaharu Makmur')
    await page.getByLabel('Country').selectOption({ label: 'Indonesia' })
    await page.getByLabel('E-mail of the first person').fill('gita@gaharu.example')
    await page.getByRole('button', { name: 'Add and make the link' }).click()
    link = await page.getByLabel('Invitation link').inputValue()
  })

  await test.step('whose first person comes in and sees what is due', async () => {
    const room = await browser.newContext({ locale: 'en-GB' })
    const first = await room.newPage()
    await first.goto(link)
    await first.getByLabel('Your name').fill('Gita')
    await first.getByLabel('Password', { exact: true }).fill(password)
    await first.getByRole('button', { name: 'Create my account' }).click()
    await expect(first.getByRole('heading', { name: 'Start with your supplier list' })).toBeVisible()
    await expect(first.getByText('Reporting two')).toBeVisible()
    await room.close()
  })

  await test.step('everything is there after a restart, and no new link is printed', async () => {
    const links = own.printed().match(/\/invitations\//g)?.length
    await own.end()
    await own.begin()
    expect(own.printed().match(/\/invitations\//g)?.length).toBe(links)
    await page.goto(`${own.url}/forum/board`)
    await expect(page.getByRole('row', { name: /Gaharu Makmur/ })).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await signIn(page, { email: 'oka@forum.example', password })
    await expect(page.getByRole('row', { name: /Gaharu Makmur/ })).toBeVisible()
  })
})

test('When the server is down the page says so, keeps what was typed, and goes on when it is back', async ({ page }) => {
  const link = /http:\S+\/invitations\/\S+/.exec(own.printed())?.[0] ?? ''
  await page.goto(link)
  await page.getByLabel('Name of the secretariat').fill('Secretariat')
  await page.getByLabel('Your name').fill('Oka Officer')
  await page.getByLabel('E-mail address').fill('oka@forum.example')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create my account' }).click()
  await page.getByRole('link', { name: 'Members', exact: true }).click()
  await page.getByLabel('Name of the company').fill('Intan Jaya')
  await page.getByLabel('Country').selectOption({ label: 'Indonesia' })
  await page.getByLabel('E-mail of the first person').fill('ina@intan.example')

  await test.step('the line is down: it says so', async () => {
    await page.context().setOffline(true)
    await expect(page.getByText('You are offline.')).toBeVisible()
    await page.context().setOffline(false)
    await expect(page.getByText('You are offline.')).toHaveCount(0)
  })

  await test.step('the server is down: it says so, and the words stay', async () => {
    await own.end()
    await page.getByRole('button', { name: 'Add and make the link' }).click()
    await expect(page.getByRole('alert')).toContainText('The server could not be reached')
    await expect(page.getByLabel('Name of the company')).toHaveValue('Intan Jaya')
    await expect(page.getByLabel('E-mail of the first person')).toHaveValue('ina@intan.example')
  })

  await test.step('the server is back: the same click does it', async () => {
    await own.begin()
    await page.getByRole('button', { name: 'Add and make the link' }).click()
    await expect(page.getByLabel('Invitation link')).toHaveValue(/\/invitations\//)
    await expect(page.getByRole('row', { name: /Intan Jaya/ })).toBeVisible()
  })
})
