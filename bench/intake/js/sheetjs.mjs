import { readFileSync } from 'node:fs'
import * as XLSX from 'xlsx'
import { column, run } from './tally.mjs'

await run((file, saw) => {
  const book = XLSX.read(readFileSync(file), { dense: true })
  const rows = book.Sheets[book.SheetNames[0]]
  for (let r = 0; r < rows.length; r++) {
    const cells = rows[r] ?? []
    for (let c = 0; c < cells.length; c++) if (cells[c]) saw.see(saw.check ? column(c + 1) : '', r + 1, cells[c].v)
  }
})
