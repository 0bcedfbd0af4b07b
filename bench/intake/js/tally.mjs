// Counts cells and, in a check, sums a hash of each: the same as tally in contenders.go.
export class Tally {
  constructor(check) {
    this.check = check
    this.cells = 0
    this.sum = 0n
  }

  see(column, row, value) {
    if (value === null || value === undefined || value === '') return
    this.cells++
    if (!this.check) return
    let hash = 2166136261
    for (const letter of `${column}${row}=${value}`) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619)
    this.sum += BigInt(hash >>> 0)
  }
}

export const column = (n) => (n > 26 ? column(Math.floor((n - 1) / 26)) : '') + String.fromCharCode(65 + ((n - 1) % 26))

export async function run(read) {
  const [mode, file] = process.argv.slice(2)
  const saw = new Tally(mode === 'check')
  const start = performance.now()
  await read(file, saw)
  console.log((performance.now() - start) / 1000, saw.cells, String(saw.sum))
}
