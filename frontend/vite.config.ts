import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { practiceServer } from './dev/practice-server.ts'

// TELUSUR_API names a running server for `vite dev`; without it the practice server in dev/ answers.
const api = process.env.TELUSUR_API

export default defineConfig(({ command }) => ({
  plugins: [react(), ...(command === 'serve' && !api ? [practiceServer()] : [])],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: api ? { proxy: { '/api': api } } : {},
  build: {
    target: 'es2022',
    // No data: addresses: the content security policy allows only files of our own.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    manifest: true,
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
  },
}))
