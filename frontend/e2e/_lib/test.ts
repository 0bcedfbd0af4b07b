import { test as base } from '@playwright/test'
import { demo, Desk } from './people'

interface Worker {
  /** The demonstration's secretariat officer, at the API. */
  officer: Desk
}

/** A test against the demonstration. A script error on any of its pages fails it. */
export const test = base.extend<{ calm: void }, Worker>({
  baseURL: async ({}, use) => use(demo.url),
  officer: [
    async ({}, use) => {
      const desk = await Desk.open(demo.url, demo.officer)
      await use(desk)
      await desk.api.dispose()
    },
    { scope: 'worker' },
  ],
  calm: [
    async ({ context }, use) => {
      const thrown: string[] = []
      context.on('weberror', (e) => thrown.push(String(e.error())))
      context.on('console', (m) => {
        if (m.type() === 'error' && !/Failed to load resource|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION/.test(m.text())) thrown.push(m.text())
      })
      await use()
      if (thrown.length > 0) throw new Error(`the page's scripts complained:\n${thrown.join('\n')}`)
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'
