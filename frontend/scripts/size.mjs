// Measures what a browser fetches before the first page of each audience can be used: JS and CSS, gzipped. Fails above the limit.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const limit = 250_000
const dist = new URL('../dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'))

function files(key, seen = new Set()) {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return []
  seen.add(key)
  return [chunk.file, ...(chunk.css ?? []), ...(chunk.imports ?? []).flatMap((k) => files(k, seen))]
}

const gz = (names) => [...new Set(names)].reduce((sum, f) => sum + gzipSync(readFileSync(new URL(f, dist)), { level: 9 }).length, 0)
const kB = (n) => (n / 1000).toFixed(1).padStart(7) + ' kB'

const entry = files('index.html')
const words = Math.max(...Object.keys(manifest).filter((k) => /^src\/locales\//.test(k)).map((k) => gz(files(k))))
// Words that come with the pages of an area.
const laterOf = (page) => {
  const area = /^src\/areas\/\w+\//.exec(page)?.[0]
  return Math.max(0, ...Object.keys(manifest).filter((k) => k.startsWith(`${area}locales/`)).map((k) => gz(files(k))))
}
const first = gz(entry)
console.log(`shell            ${kB(first)}`)
console.log(`words (largest)  ${kB(words)}`)
let worst = 0
for (const key of Object.keys(manifest).filter((k) => /^src\/areas\/.*Page\.tsx$/.test(k)).sort()) {
  const total = gz([...entry, ...files(key)]) + words + laterOf(key)
  worst = Math.max(worst, total)
  console.log(`${kB(total)}  first load of ${key.replace('src/areas/', '').replace('.tsx', '')}`)
}
console.log(`limit            ${kB(limit)}`)
if (worst > limit || worst === 0) {
  console.error(`The first load of a page weighs ${kB(worst).trim()}, more than ${kB(limit).trim()}.`)
  process.exit(1)
}
