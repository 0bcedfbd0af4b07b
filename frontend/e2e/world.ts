import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomBytes } from 'node:crypto'
import { start } from './_lib/server'

/** Starts one demonstration for all journeys, builds the program that answers questionnaires, and gives what ends both. */
export default async function world(): Promise<() => Promise<void>> {
  const tools = mkdtempSync(join(tmpdir(), 'telusur-e2e-tools-'))
  const tidy = () => rmSync(tools, { recursive: true, force: true })
  try {
    if (!process.env.E2E_FILL) {
      process.env.E2E_FILL = join(tools, 'fill')
      execFileSync('go', ['build', '-trimpath', '-o', process.env.E2E_FILL, './fill'], {
        cwd: fileURLToPath(new URL('.', import.meta.url)),
        env: { ...process.env, CGO_ENABLED: '0' },
        stdio: 'inherit',
      })
    }
    const password = `demo-${randomBytes(9).toString('base64url')}`
    const demo = await start('demo', { TELUSUR_DEMO_PASSWORD: password })
    const { people } = JSON.parse(readFileSync(join(demo.folder, 'demo.json'), 'utf8')) as { people: { Role: string; Email: string }[] }
    const emailOf = (role: string) => people.find((p) => p.Role.includes(role))?.Email ?? ''
    Object.assign(process.env, {
      E2E_URL: demo.url,
      E2E_PASSWORD: password,
      E2E_ANALYST: emailOf('analyst'),
      E2E_OFFICER: emailOf('officer'),
      E2E_AUDITOR: emailOf('Auditor'),
    })
    return async () => {
      await demo.stop()
      tidy()
    }
  } catch (error) {
    tidy()
    throw error
  }
}
