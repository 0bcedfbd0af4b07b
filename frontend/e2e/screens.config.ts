import { defineConfig } from '@playwright/test'
import base from '../playwright.config'

// Pictures of every page, to be looked at; not part of the tests. npm run screens
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'screens.ts',
  globalSetup: './world.ts',
  outputDir: '../test-results/screens',
  reporter: 'line',
  timeout: 600_000,
})
