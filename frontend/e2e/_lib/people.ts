import { expect, request, type APIRequestContext, type APIResponse, type BrowserContext, type Page } from '@playwright/test'

/** A test's own pass phrase, the same for everybody it invites. */
export const password = 'seven quiet boats at noon'

export interface Person {
  email: string
  password: string
}

export interface Company extends Person {
  id: string
  name: string
}

const demoPassword = process.env.E2E_PASSWORD ?? ''

/** The people whom the demonstration made. */
export const demo = {
  url: process.env.E2E_URL ?? '',
  analyst: { email: process.env.E2E_ANALYST ?? '', password: demoPassword },
  officer: { email: process.env.E2E_OFFICER ?? '', password: demoPassword },
  auditor: { email: process.env.E2E_AUDITOR ?? '', password: demoPassword },
  analystsCompany: 'Nusa Serba Niaga',
}

/** What only the API is asked for: to prepare a journey, never to do its steps. */
export class Desk {
  constructor(
    readonly api: APIRequestContext,
    readonly url: string,
  ) {}

  static async open(url: string, person?: Person): Promise<Desk> {
    const api = await request.newContext({ baseURL: url, extraHTTPHeaders: { Origin: url, 'Accept-Language': 'en' } })
    const desk = new Desk(api, url)
    if (person) await desk.post('/api/sign-in', person)
    return desk
  }

  async get<T>(path: string): Promise<T> {
    return (await told(await this.api.get(path))).json() as Promise<T>
  }

  async post<T>(path: string, data: object = {}): Promise<T> {
    const answer = await told(await this.api.post(path, { data }))
    return (answer.status() === 204 ? undefined : await answer.json()) as T
  }

  /** Uploads a file and waits until it is read. */
  async upload(company: string, kind: 'suppliers' | 'responses', name: string, content: Buffer | string): Promise<string> {
    const buffer = Buffer.from(content)
    const answer = await told(
      await this.api.post(`/api/companies/${company}/imports?kind=${kind}`, { multipart: { file: { name, mimeType: 'application/octet-stream', buffer } } }),
    )
    const { id } = (await answer.json()) as { id: string }
    await expect.poll(async () => (await this.get<{ state: string }>(`/api/companies/${company}/imports/${id}`)).state).toBe('ready')
    return id
  }

  /** Imports a supplier list and waits until every supplier has a score. */
  async importSuppliers(company: string, name: string, content: Buffer | string): Promise<void> {
    const id = await this.upload(company, 'suppliers', name, content)
    await this.post(`/api/companies/${company}/imports/${id}/apply`)
    await expect.poll(async () => (await this.get<{ state: string }>(`/api/companies/${company}/imports/${id}`)).state).toBe('imported')
    await expect.poll(async () => (await this.get<{ unscored: number }>(`/api/companies/${company}/overview`)).unscored).toBe(0)
  }

  /** Makes a company report and waits for it. */
  async companyReport(company: string): Promise<{ id: string; title: string; contentDigest: string }> {
    const made = await this.post<{ id: string }>(`/api/companies/${company}/reports`, { kind: 'company', language: 'en' })
    const report = () => this.get<{ id: string; state: string; title: string; contentDigest: string }>(`/api/companies/${company}/reports/${made.id}`)
    await expect.poll(async () => (await report()).state).toBe('ready')
    return report()
  }
}

async function told(answer: APIResponse): Promise<APIResponse> {
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`)
  return answer
}

let made = 0
/** A name that no other test uses. */
export function unused(name: string): string {
  return `${name} ${process.pid % 10_000}-${++made}`
}

const slug = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

/** Accepts an invitation through the API. */
export async function accept(url: string, link: string, name: string, language = 'en'): Promise<Desk> {
  const desk = await Desk.open(url)
  await desk.post(`/api/invitations/${link.split('/').pop()}`, { name, password, language })
  return desk
}

/** A new member company with one person, who is its owner. */
export async function newCompany(officer: Desk, called: string, language = 'en'): Promise<{ company: Company; desk: Desk }> {
  const name = unused(called)
  const email = `analyst@${slug(name)}.example`
  const { company, link } = await officer.post<{ company: { id: string } | string; link: string }>('/api/forum/members', { name, country: 'IDN', sector: 'C14', email, language })
  const desk = await accept(officer.url, link, 'Ayu Analyst', language)
  return { company: { id: typeof company === 'string' ? company : company.id, name, email, password }, desk }
}

/** A new auditing firm with one person. */
export async function newAuditor(officer: Desk, called: string): Promise<{ auditor: Company; desk: Desk }> {
  const name = unused(called)
  const email = `auditor@${slug(name)}.example`
  const { auditor, link } = await officer.post<{ auditor: { id: string } | string; link: string }>('/api/forum/auditors', { name, email, language: 'en' })
  const desk = await accept(officer.url, link, 'Umar Auditor')
  return { auditor: { id: typeof auditor === 'string' ? auditor : auditor.id, name, email, password }, desk }
}

/** A day, counted from today. */
export function day(from: number): string {
  return new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)
}

export async function giveGrant(officer: Desk, auditorId: string, companyId: string): Promise<void> {
  await officer.post('/api/forum/grants', { auditorId, companyId, startsOn: day(-1), endsOn: day(30) })
}

/** Signs in on the page, as a person does. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeAttached()
}

/** Gives a browser the session that the API holds already. */
export async function carryOver(desk: Desk, context: BrowserContext): Promise<void> {
  await context.addCookies((await desk.api.storageState()).cookies)
}
