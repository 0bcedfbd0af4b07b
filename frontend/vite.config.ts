import react from '@vitejs/plugin-react'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// The server that `vite dev` stands before: `make run` starts one.
const api = process.env.TELUSUR_API ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  // Host and Origin stay as the browser sent them: the server takes writes only from its own origin.
  server: { proxy: { '/api': { target: api, changeOrigin: false } } },
  build: {
    target: 'es2022',
    // No data: addresses: the content security policy allows only files of our own.
    assetsInlineLimit: 0,
    sourcemap: false,
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        // The kit and the API's client are on nearly every page: one file instead of forty small ones.
        codeSplitting: { groups: [{ name: 'kit', test: /src\/(ui|api)\// }] },
      },
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    restoreMocks: true,
  },
})
