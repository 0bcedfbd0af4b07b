// Takes a picture of every page as each audience sees it, on a desktop and a phone, and lets axe look too.
//   BASE=http://localhost:8080 PASSWORD=… node dev/look.mjs [folder] [part of a page's name]
// Needs a running demonstration (make run) and Debian's chromium. Exits with 1 when axe or the console complains.
import { mkdirSync, readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'

const base = process.env.BASE ?? 'http://localhost:8080'
const password = process.env.PASSWORD ?? ''
const [folder = '/tmp/telusur-look', only = ''] = process.argv.slice(2)
const languages = (process.env.LANGUAGES ?? 'en').split(',')
const sizes = { desktop: { width: 1280, height: 900 }, phone: { width: 375, height: 800 }, narrow: { width: 320, height: 640 } }
const wanted = (process.env.SIZES ?? 'desktop,phone').split(',')
const axe = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')

const people = {
  company: process.env.COMPANY ?? 'analyst@nusa.example',
  secretariat: process.env.SECRETARIAT ?? 'officer@forum.example',
  auditor: process.env.AUDITOR ?? 'auditor@audit.example',
}

const first = async (page, selector) => (await page.locator(selector).first().getAttribute('href', { timeout: 5000 }).catch(() => null)) ?? '/nowhere'
const pages = {
  nobody: [
    ['sign-in', '/sign-in?why=expired'],
    ['invitation-gone', '/invitations/nonsense'],
  ],
  company: [
    ['overview', '/overview'],
    ['suppliers', '/suppliers'],
    ['suppliers-flagged', '/suppliers?flagged=true&sort=workers'],
    ['suppliers-none', '/suppliers?search=zzzzz'],
    ['supplier-why', async (p) => (await open(p, '/suppliers'), first(p, 'tbody th a'))],
    ['supplier-actions', async (p) => (await open(p, '/suppliers'), `${await first(p, 'tbody th a')}?tab=actions`)],
    ['supplier-details', async (p) => (await open(p, '/suppliers'), `${await first(p, 'tbody th a')}?tab=details`)],
    ['supplier-proof', async (p) => (await open(p, '/suppliers'), `${await first(p, 'tbody th a')}?tab=proof`)],
    ['imports', '/imports'],
    ['import', async (p) => (await open(p, '/imports'), first(p, 'tbody th a'))],
    ['responses', '/responses'],
    ['response', async (p) => (await open(p, '/responses'), first(p, 'tbody th a'))],
    ['reports', '/reports'],
    ['hand-in', '/hand-in'],
    ['what-if', '/what-if'],
    ['people', '/people'],
    ['account', '/account'],
    ['not-found', '/nothing/here'],
  ],
  secretariat: [
    ['board', '/forum/board'],
    ['review', async (p) => (await open(p, '/forum/board?state=submitted'), first(p, 'tbody th a'))],
    ['cycles', '/forum/cycles'],
    ['rulebooks', '/forum/rulebooks'],
    ['members', '/forum/members'],
    ['auditors', '/forum/auditors'],
    ['forum-reports', '/forum/reports'],
    ['check', '/check'],
    ['people-secretariat', '/people'],
  ],
  auditor: [
    ['granted', '/granted'],
    ['granted-company', async (p) => (await open(p, '/granted'), first(p, 'tbody th a'))],
    ['check-auditor', '/check'],
  ],
}

async function open(page, path) {
  await page.goto(base + path, { waitUntil: 'domcontentloaded' })
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => !document.querySelector('.skeleton'), null, { timeout: 10_000 }).catch(() => undefined)
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
mkdirSync(folder, { recursive: true })
let complaints = 0
for (const language of languages) {
  for (const size of wanted) {
    for (const [who, list] of Object.entries(pages)) {
      const context = await browser.newContext({ viewport: sizes[size], locale: language === 'id' ? 'id-ID' : 'en-GB', deviceScaleFactor: 1 })
      await context.addInitScript((tag) => localStorage.setItem('telusur.language', tag), language)
      const page = await context.newPage()
      const said = []
      page.on('console', (m) => m.type() === 'error' && said.push(m.text()))
      page.on('pageerror', (e) => said.push(String(e)))
      if (people[who]) {
        const answer = await context.request.post(`${base}/api/sign-in`, { data: { email: people[who], password }, headers: { Origin: base } })
        if (!answer.ok()) throw new Error(`${who} could not sign in: ${answer.status()} ${await answer.text()}`)
        await context.request.patch(`${base}/api/me`, { data: { language }, headers: { Origin: base } })
      }
      for (const [name, where] of list) {
        if (only && !name.includes(only)) continue
        said.length = 0
        const path = typeof where === 'string' ? where : await where(page)
        await open(page, path)
        await page.evaluate(axe)
        const found = await page.evaluate(async () => {
          const { violations } = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
          return violations.map((v) => `${v.id} (${v.impact}) ×${v.nodes.length}: ${v.nodes.slice(0, 2).map((n) => n.html.slice(0, 140)).join(' | ')}`)
        })
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        if (wide > 0) found.push(`the page is ${wide} px wider than the window`)
        const trouble = [...found, ...said.filter((s) => !/status of 4(01|04)/.test(s))]
        complaints += trouble.length
        console.log(`${trouble.length ? '✗' : '✓'} ${language} ${size} ${name}  ${path}`)
        for (const t of trouble) console.log(`    ${t}`)
        await page.screenshot({ path: `${folder}/${language}-${size}-${name}.png`, fullPage: true })
      }
      await context.close()
    }
  }
}
await browser.close()
process.exit(complaints ? 1 : 0)
