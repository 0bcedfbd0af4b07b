import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from './_lib/test'
import { messyList, messySuppliers } from './_lib/files'
import { carryOver, demo, Desk, newCompany } from './_lib/people'
import { open, placesOf } from './_lib/places'
import type { Page } from '@playwright/test'

const src = new URL('../src/', import.meta.url)
const messages = new URL('../../templates/messages/', import.meta.url)

type Words = { [key: string]: string | Words }

function texts(words: Words, into: string[] = []): string[] {
  for (const value of Object.values(words)) {
    if (typeof value === 'string') into.push(value)
    else texts(value, into)
  }
  return into
}

/** Sentences, of the pages and of the server, that have another wording in Indonesian: none of them may stand on an Indonesian page. */
function englishOnly(): string[] {
  const read = (tag: string) => {
    const areas = [new URL('app/', src), ...readdirSync(new URL('areas/', src)).map((area) => new URL(`areas/${area}/`, src))]
    const pages = areas.map((area) => new URL(`locales/${tag}.json`, area))
    const server = readdirSync(new URL(`${tag}/`, messages)).map((file) => new URL(`${tag}/${file}`, messages))
    return [...pages, ...server].flatMap((file) => texts(JSON.parse(readFileSync(file, 'utf8')) as Words))
  }
  const indonesian = new Set(read('id'))
  return read('en').filter((text) => !text.includes('{') && text.length > 9 && text.includes(' ') && !indonesian.has(text))
}

/** What should not stand on an Indonesian page: keys of messages, holes for values, English sentences. */
async function strange(page: Page, english: string[]): Promise<string[]> {
  const text = await page.evaluate(() => {
    const { body } = document
    // A rulebook in the editor is its authors' text, in all its languages.
    const editors = [...body.querySelectorAll<HTMLElement>('.editor')]
    editors.forEach((e) => (e.style.display = 'none'))
    const words = body.innerText
    editors.forEach((e) => (e.style.display = ''))
    return words
  })
  const keys = text.match(/\b(?:app|auditor|fault|forum|imports|intake|organisation|portfolio|questionnaire|report|reports|rulebook|session|sheet|submission)\.[a-z][\w-]*\b(?!\.(?:csv|xlsx|pdf))/g) ?? []
  const holes = text.match(/\{\{|\}\}|undefined|\[object|NaN/g) ?? []
  const lines = new Set(text.split('\n').map((line) => line.trim()))
  return [...keys, ...holes, ...english.filter((sentence) => lines.has(sentence))]
}

test('An analyst who reads Indonesian does the main job in Indonesian', async ({ page, officer, browser }) => {
  const { company } = await newCompany(officer, 'Gambir Pangan', 'en')
  const english = englishOnly()
  expect(english.length, 'sentences to look for').toBeGreaterThan(200)
  const allIndonesian = async (where: string) => expect.soft(await strange(page, english), where).toEqual([])

  await test.step('switches the language at the gate', async () => {
    await page.goto('/')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await strange(page, english), 'an English page is found to be strange').not.toEqual([])
    await page.getByRole('button', { name: 'Bahasa Indonesia' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'id')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Masuk')
    await allIndonesian('sign-in')
  })

  await test.step('signs in; the account still speaks English until it is switched once', async () => {
    await page.getByLabel('Alamat surel').fill(company.email)
    await page.locator('input[type=password]').fill(company.password)
    await page.getByRole('button', { name: 'Masuk' }).click()
    await expect(page.getByRole('navigation').first()).toBeVisible()
    if ((await page.locator('html').getAttribute('lang')) !== 'id') await page.getByRole('button', { name: 'Bahasa Indonesia' }).click()
    await expect(page.locator('html')).toHaveAttribute('lang', 'id')
    await allIndonesian('overview of an empty company')
  })

  await test.step('uploads the list and reads what is wrong', async () => {
    await page.goto('/imports')
    await allIndonesian('upload')
    await page.locator('input[type=file]').setInputFiles({ name: 'pemasok.csv', mimeType: 'text/csv', buffer: Buffer.from(messyList) })
    await expect(page.getByRole('tab').first()).toBeVisible()
    await page.getByRole('tab').last().click()
    await expect(page.getByText('B9', { exact: true })).toBeVisible()
    await page.locator('details.mapping summary').click()
    await allIndonesian('preview')
    await page.getByRole('button', { name: new RegExp(`^Impor ${messySuppliers}`) }).click()
    await expect(page.locator('.notice-good')).toBeVisible()
    await allIndonesian('imported')
  })

  await test.step('the language is the account’s: it is there on another computer too', async () => {
    const other = await (await browser.newContext({ baseURL: demo.url, locale: 'en-GB' })).newPage()
    await other.goto('/suppliers')
    await expect(other.locator('html')).toHaveAttribute('lang', 'en')
    await other.getByLabel('E-mail address').fill(company.email)
    await other.getByLabel('Password', { exact: true }).fill(company.password)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await expect(other.locator('html')).toHaveAttribute('lang', 'id')
    await other.context().close()
  })
})

test('Every page of the analyst is all Indonesian', async ({ browser }) => {
  const english = englishOnly()
  const desk = await Desk.open(demo.url, demo.analyst)
  const room = await browser.newContext({ baseURL: demo.url, locale: 'id-ID' })
  await carryOver(desk, room)
  const page = await room.newPage()
  for (const place of await placesOf('company', desk)) {
    await test.step(place.name, async () => {
      await open(page, place.path)
      await expect(page.locator('html')).toHaveAttribute('lang', 'id')
      expect.soft(await strange(page, english), place.name).toEqual([])
    })
  }
  await room.close()
  await desk.api.dispose()
})
