import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IssueShown } from '@/api/types'
import { speaking } from '@/test/i18n'
import { IssueCells, runsOf } from './IssueList'

beforeAll(() => speaking('en'))

const country = (row: number, more: Partial<IssueShown> = {}): IssueShown => ({
  code: 'intake.country-unknown',
  severity: 'warned',
  at: { file: 'list.xlsx', sheet: 'Suppliers', row, column: 4, header: 'Country' },
  cell: `D${row}`,
  saw: 'Korea',
  message: '“Korea” may be two countries.',
  fix: 'Write “South Korea” or “North Korea”.',
  ...more,
})

describe('the list of cells', () => {
  it('draws a cell with its address, header and content, and says how to mend it', () => {
    render(<IssueCells issues={[country(7)]} />)
    const cell = screen.getByRole('group', { name: 'list.xlsx, Suppliers, D7, Country' })
    expect(within(cell).getByText('D7')).toBeTruthy()
    expect(within(cell).getByText('Country')).toBeTruthy()
    expect(within(cell).getByText('Korea')).toBeTruthy()
    expect(screen.getByText('Write “South Korea” or “North Korea”.')).toBeTruthy()
  })

  it('draws neighbours that say the same as one piece of the sheet', async () => {
    render(<IssueCells issues={[2, 3, 4, 5, 6, 7].map((row) => country(row))} />)
    expect(screen.getAllByRole('listitem')).toHaveLength(1)
    expect(screen.queryByText('D7')).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Show all 6 cells' }))
    expect(screen.getByText('D7')).toBeTruthy()
  })

  it('keeps apart what differs in column, words or sheet', () => {
    const issues = [country(2), country(3, { message: 'other' }), country(4, { at: { row: 4, column: 5 } }), country(5)]
    expect(runsOf(issues).map((run) => run.length)).toEqual([1, 1, 1, 1])
  })

  it('names the row when no cell is meant, and the file when nothing is', () => {
    render(
      <IssueCells
        issues={[
          { code: 'a', severity: 'refused', at: { row: 9 }, message: 'This row has no name.' },
          { code: 'b', severity: 'noted', at: { file: 'answers.zip' }, message: 'Two files are alike.' },
        ]}
      />,
    )
    expect(screen.getByText('Row 9')).toBeTruthy()
    expect(screen.getByText('Whole file')).toBeTruthy()
  })
})
