import { expect, test } from './_lib/test'
import type { Desk} from './_lib/people';
import { accept, carryOver, demo, signIn, unused } from './_lib/people'
import { open } from './_lib/places'
import { anotherVersion, bandsShown, field, textInForce } from './_lib/rulebook'

/** A second officer, as four eyes need. */
async function secondOfficer(officer: Desk): Promise<Desk> {
  const email = `${unused('second').replaceAll(' ', '-')}@forum.example`
  const { link } = await officer.post<{ link: string }>('/api/organisation/invitations', { email, role: 'officer', language: 'en' })
  return accept(officer.url, link, 'Ratna Officer')
}

test('Officers change the method with four eyes: draft, propose, publish, and a cycle may pin it', async ({ page, officer, browser }) => {
  const title = unused('More weight on goods')
  await page.goto('/forum/rulebooks')
  await signIn(page, demo.officer)

  await test.step('a draft begins from the rulebook in force', async () => {
    await page.getByRole('button', { name: /^Start a draft from it/ }).last().click()
    await page.getByLabel('Title of the draft').fill(title)
    await page.getByRole('button', { name: 'Start the draft' }).click()
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    await expect(page.getByText('No errors.')).toBeVisible()
  })

  await test.step('a change is counted over all members, and saves itself', async () => {
    await field(page).fill(anotherVersion(await field(page).inputValue()))
    await page.getByLabel('Weight of Sector, as a number').fill('21')
    await expect(page.locator('[data-saved=saved]')).toBeVisible()
    const bands = await bandsShown(page)
    expect(Object.keys(bands)).toEqual(['Low', 'Guarded', 'Elevated', 'High', 'Critical'])
    await expect(page.getByRole('tab', { name: /Suppliers that change most/ }), 'an officer sees no supplier').toHaveCount(0)
    await page.reload()
    await expect(page.getByLabel('Weight of Sector, as a number')).toHaveValue('21')
  })

  await test.step('without a reason it is not proposed', async () => {
    await page.getByRole('button', { name: 'Propose to the other officers' }).click()
    await expect(page.getByText('Say why: the second officer reads it.')).toBeVisible()
    await page.getByLabel('Why').fill('Members asked for it in October.')
    await page.getByRole('button', { name: 'Propose to the other officers' }).click()
    await expect(page.getByText('You proposed this, so you cannot publish it')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Publish' })).toBeDisabled()
  })

  const second = await secondOfficer(officer)
  const room = await browser.newContext({ baseURL: demo.url, locale: 'en-GB' })
  await carryOver(second, room)
  const reading = await room.newPage()

  await test.step('the second officer gives it back with a comment, and the first one reads it', async () => {
    await open(reading, '/forum/rulebooks')
    await expect(reading.getByRole('row', { name: new RegExp(title) })).toContainText('waits for your decision')
    await reading.getByRole('link', { name: title }).click()
    await expect(reading.getByText('Members asked for it in October.')).toBeVisible()
    await expect(reading.getByText(/Sector: weight 20 becomes 21/)).toBeVisible()
    await reading.getByRole('button', { name: 'Decline with this comment' }).click()
    await expect(reading.getByText('Write what should be different.')).toBeVisible()
    await reading.getByLabel('Comment, when you decline').fill('Say where the number comes from.')
    await reading.getByRole('button', { name: 'Decline with this comment' }).click()
    await expect(reading.getByText(/Ratna Officer declined it/)).toBeVisible()
    await page.reload()
    await expect(page.getByText('Say where the number comes from.')).toBeVisible()
  })

  await test.step('proposed again, it is published by the second officer', async () => {
    await page.getByLabel('Why').fill('Members asked for it in October; the number is a judgement.')
    await page.getByRole('button', { name: 'Propose to the other officers' }).click()
    await expect(page.getByText('You proposed this, so you cannot publish it')).toBeVisible()
    await reading.reload()
    await reading.getByRole('button', { name: 'Publish' }).click()
    await reading.getByRole('dialog').getByRole('button', { name: 'Publish' }).click()
    await expect(reading.getByText('This draft was published')).toBeVisible()
    await reading.getByRole('link', { name: 'See the published rulebooks' }).click()
    const entry = reading.locator('section.panel', { hasText: 'the number is a judgement' })
    await expect(entry).toContainText('published by Ratna Officer')
    await entry.getByText('What it changed, and the back-test').click()
    await expect(entry.getByText(/Sector: weight 20 becomes 21/)).toBeVisible()
    await entry.getByRole('link', { name: /^Read the text/ }).click()
    await expect(reading.getByRole('textbox')).toHaveValue(/weight: 21/)
    await room.close()
  })
  await second.api.dispose()
})

test('Two officers on one draft: the later one is told, and nothing is written over', async ({ page, officer, context }) => {
  const { digest, text } = await textInForce(officer)
  const title = unused('Written by two')
  const { id } = await officer.post<{ id: string }>('/api/forum/rulebooks/drafts', { title, text, basedOn: digest })
  await carryOver(officer, context)
  await open(page, `/forum/rulebooks/drafts/${id}`)
  await page.getByLabel('Weight of Sector, as a number').waitFor()

  const theirs = await officer.api.put(`/api/forum/rulebooks/drafts/${id}`, { data: { title: `${title}, theirs`, text: `# theirs\n${text}`, revision: 1 } })
  expect(theirs.ok()).toBe(true)
  await page.getByLabel('Weight of Sector, as a number').fill('19')
  await expect(page.getByText('Nothing was written over. Your text still stands below.')).toBeVisible()
  expect((await officer.get<{ text: string }>(`/api/forum/rulebooks/drafts/${id}`)).text).toContain('# theirs')
  expect(await field(page).or(page.getByLabel('Text of the rulebook (YAML)')).first().inputValue()).toContain('weight: 19')

  await page.getByRole('button', { name: 'Keep mine as a new draft' }).click()
  await expect(page.getByRole('heading', { name: `${title} (copy)`, level: 1 })).toBeVisible()
  await expect(page.getByLabel('Weight of Sector, as a number')).toHaveValue('19')
  await page.getByRole('button', { name: 'Drop the draft' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Drop the draft' }).click()
  await expect(page.getByRole('heading', { name: 'Rulebooks', level: 1 })).toBeVisible()
  await expect(page.getByRole('link', { name: `${title} (copy)` })).toHaveCount(0)
})

test('A draft with errors or broken tests is not taken as a proposal, and the words say why', async ({ page, officer, context }) => {
  const { digest, text } = await textInForce(officer)
  const { id } = await officer.post<{ id: string }>('/api/forum/rulebooks/drafts', { title: unused('Broken'), text: anotherVersion(text).replace('weight: 20 #', 'weight: 1 #'), basedOn: digest })
  await carryOver(officer, context)
  await open(page, `/forum/rulebooks/drafts/${id}`)
  await page.getByLabel('Why').fill('To see what happens.')
  await page.getByRole('button', { name: 'Propose to the other officers' }).click()
  await expect(page.getByRole('alert')).toContainText("The rulebook's own tests do not hold.")
  await expect(page.getByRole('button', { name: 'Propose to the other officers' })).toBeEnabled()
})
