import ExcelJS from 'exceljs'
import { column, run } from './tally.mjs'

await run(async (file, saw) => {
  const book = new ExcelJS.stream.xlsx.WorkbookReader(file, { worksheets: 'emit', sharedStrings: 'cache', styles: 'ignore', hyperlinks: 'ignore' })
  for await (const sheet of book) {
    for await (const row of sheet) row.eachCell((cell, c) => saw.see(saw.check ? column(c) : '', row.number, cell.value))
  }
})
