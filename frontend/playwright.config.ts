import { defineConfig } from '@playwright/test'
import { launch } from './e2e/_lib/browser'

// The journeys of the people who use Telusur, in Debian's own Chromium, against one demonstration that e2e/world.ts starts.
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/world.ts',
  outputDir: 'test-results',
  reporter: [['list'], ['json', { outputFile: '../build/playwright.json' }]],
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  use: {
    actionTimeout: 30_000,
    navigationTimeout: 30_000,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: launch,
  },
})
