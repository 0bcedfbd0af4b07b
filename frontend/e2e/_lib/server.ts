import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = process.env.TELUSUR_BIN ?? fileURLToPath(new URL('../../../bin/telusur', import.meta.url))

/** An installation of its own: a folder, a free port, a process. */
export interface Installation {
  url: string
  folder: string
  /** What the program has printed so far. */
  printed: () => string
  stop: () => Promise<void>
  /** Ends the process only; begin starts the same installation again on the same port. */
  end: () => Promise<void>
  begin: () => Promise<void>
}

/** Starts `telusur demo` or `telusur serve` and waits until it answers. */
export async function start(command: 'demo' | 'serve', environment: Record<string, string> = {}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), 'telusur-e2e-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let printed = ''
  let child: ChildProcess | undefined
  const kill = () => child?.kill('SIGKILL')
  const run = async () => {
    child = spawn(program, [command], {
      env: { ...process.env, TELUSUR_DATA: join(folder, 'data'), TELUSUR_LISTEN: `127.0.0.1:${port}`, TELUSUR_PUBLIC_URL: url, TELUSUR_LOG: 'quiet', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let failed: Error | undefined
    child.on('error', (error) => (failed = error))
    child.stdout?.on('data', (text) => (printed += text))
    child.stderr?.on('data', (text) => (printed += text))
    process.once('exit', kill)
    for (const end = Date.now() + 120_000; !(await answers(url)); ) {
      if (failed) throw new Error(`${program} cannot be started: build it with make build, or name it in TELUSUR_BIN`, { cause: failed })
      if (child.exitCode !== null) throw new Error(`telusur ${command} ended with ${child.exitCode}:\n${printed}`)
      if (Date.now() > end) throw new Error(`telusur ${command} did not answer within two minutes:\n${printed}`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    child.once('exit', died)
  }
  const died = (code: number | null) => console.error(`telusur ${command} ended on its own with ${code}; the last it printed:\n${printed.slice(-4_000)}`)
  const end = async () => {
    const running = child
    running?.off('exit', died)
    if (!running || running.exitCode !== null) return
    const gone = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGTERM')
    const late = setTimeout(kill, 5_000)
    await gone
    clearTimeout(late)
    process.off('exit', kill)
  }
  const stop = async () => {
    await end()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await run()
  } catch (error) {
    await stop()
    throw error
  }
  return { url, folder: join(folder, 'data'), printed: () => printed, stop, end, begin: run }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/api/health`)).ok
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))))
    })
  })
}
