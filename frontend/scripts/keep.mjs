// Vite empties dist; the tracked .keep lets a checkout without a built frontend compile.
import { writeFileSync } from 'node:fs'

writeFileSync(new URL('../dist/.keep', import.meta.url), '')
