import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { Download, Page, TestInfo } from '@playwright/test'

/** A list as an Excel person keeps it: a title above, a total below, and cells that cannot be right. */
export const messyList = [
  'Supplier list, do not forward;;;;;',
  ';;;;;',
  'Vendor;Country;City;Headcount;Kolom X;Remarks',
  'Siam Thale Thong Seafood Co., Ltd.;Thailand;Samut Sakhon;1760;Frozen shrimp;',
  'Ladang Sawit Bukit Kenanga Berhad;Malaysia;Lahad Datu;1120;Palm fruit;',
  'Phnom Sovann Garment (Cambodia) Co., Ltd.;Cambodia;Phnom Penh;1920;Garments;',
  'Công ty TNHH Giày Da Bình Khương Thịnh;Việt Nam;Biên Hòa;4100;Leather shoes;',
  'Hoa Sen Textiles;Ruritania;Da Nang;310;Garments;',
  'Katanga Nyota Metals;Congo;Likasi;350;Copper cathode;',
  'PT Sekar Jahit Purnama;Indonesia;Sukabumi;-12;Garments;',
  ';Indonesia;Surabaya;210;Garments;who is this?',
  'TOTAL;;;9760;;',
].join('\r\n')

/** Rows of the list above that name a supplier. */
export const messySuppliers = 7

/** A short list without faults. */
export const shortList = [
  'Supplier name,Country,City,Workers,Products',
  'PT Busana Lembayung Sejati,Indonesia,Semarang,2180,Garments',
  'Kiln Prey Toch Brick Handicraft,Cambodia,Kandal,70,Bricks',
  '"Rung Ruang Nam Yang Latex Co., Ltd.",Thailand,Songkhla,280,Natural rubber',
].join('\n')

/** Does an act that downloads a file, and gives the file. */
export async function downloaded(page: Page, testInfo: TestInfo, act: () => Promise<void>): Promise<{ name: string; path: string; bytes: Buffer }> {
  const [download] = (await Promise.all([page.waitForEvent('download', { timeout: 60_000 }), act()])) as [Download, void]
  const name = download.suggestedFilename()
  const path = testInfo.outputPath(name)
  await download.saveAs(path)
  return { name, path, bytes: readFileSync(path) }
}

/** Answers the questionnaires in a download as their suppliers would; gives how many answered. */
export function fill(from: string, to: string): number {
  return Number(execFileSync(process.env.E2E_FILL ?? '', [from, to], { encoding: 'utf8' }))
}

/** The text of a PDF, by poppler. */
export function textOf(pdf: string): string {
  return execFileSync('pdftotext', ['-layout', pdf, '-'], { encoding: 'utf8' })
}

/** The same with single spaces, for names that a line break or a column gap may part. */
export function wordsOf(pdf: string): string {
  return textOf(pdf).replaceAll(/\s+/g, ' ')
}

/** Is it a zip, and so may it be a workbook? */
export function isZip(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
}

/** Names in a zip, from its central directory. Its workbooks are zips too: only the outer directory counts. */
export function namesIn(bytes: Buffer): string[] {
  const names: string[] = []
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  for (let at = bytes.readUInt32LE(end + 16); at < end; ) {
    const length = bytes.readUInt16LE(at + 28)
    names.push(bytes.subarray(at + 46, at + 46 + length).toString('utf8'))
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return names
}
