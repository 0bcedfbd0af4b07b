import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { keys } from '@/api/keys'
import type { Import, Mapping } from '@/api/types'
import { speaking } from '@/test/i18n'
import { MappingWizard } from './MappingWizard'

beforeAll(() => speaking('en'))

const mapping: Mapping = {
  tab: 'List',
  headerRow: 3,
  columns: [
    { column: 1, letter: 'A', header: 'Factory', field: 'name', confidence: 0.95, samples: ['PT Maju'], why: '' },
    { column: 2, letter: 'B', header: 'Land', field: 'country', confidence: 0.6, samples: ['Indonesia'], why: 'from the values' },
    { column: 3, letter: 'C', header: 'Remark', field: '', confidence: 0, samples: ['ok'], why: '' },
  ],
}
const told = {
  id: 'i-1',
  kind: 'suppliers',
  fileName: 'list.xlsx',
  state: 'ready',
  shape: { format: 'xlsx', seen: '', tabs: [{ name: 'List', hidden: false }, { name: 'Old', hidden: true }] },
  mapping,
  counts: { new: 1, changed: 0, unchanged: 0, duplicate: 0, refused: 0, issues: 0 },
} as unknown as Import

const sent: { url: string; body: unknown }[] = []

function draw(with_ = mapping) {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  client.setQueryData(keys.words, {
    bands: [],
    countries: [],
    sectors: [],
    indicators: [],
    fields: [
      { id: 'name', name: 'Supplier name' },
      { id: 'country', name: 'Country' },
      { id: 'city', name: 'City' },
    ],
  })
  render(
    <QueryClientProvider client={client}>
      <MappingWizard told={told} mapping={with_} company="c-1" />
    </QueryClientProvider>,
  )
}

beforeEach(() => {
  sent.length = 0
  vi.stubGlobal(
    'fetch',
    vi.fn(async (request: Request) => {
      sent.push({ url: request.url, body: await request.json() })
      return new Response(JSON.stringify({ ...told, state: 'reading' }), { status: 202, headers: { 'Content-Type': 'application/json' } })
    }),
  )
})

describe('the mapping wizard', () => {
  it('tells how many columns are used and how sure it is', () => {
    draw()
    expect(screen.getByText(/2 of 3 columns are used/)).toBeTruthy()
    expect(screen.getByText('Sure')).toBeTruthy()
    expect(screen.getByText('Likely')).toBeTruthy()
    expect(screen.getByText('from the values')).toBeTruthy()
  })

  it('reads again with what was corrected, and only then', async () => {
    draw()
    const again = screen.getByRole('button', { name: 'Read again', hidden: true })
    expect(again).toHaveProperty('disabled', true)
    await userEvent.selectOptions(screen.getByLabelText('Field that column C “Remark” fills'), 'City')
    expect(screen.getByText('Chosen by you')).toBeTruthy()
    await userEvent.click(again)
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]?.url).toContain('/api/companies/c-1/imports/i-1/mapping')
    expect(sent[0]?.body).toEqual({
      tab: 'List',
      headerRow: 3,
      columns: [
        { column: 1, field: 'name' },
        { column: 2, field: 'country' },
        { column: 3, field: 'city' },
      ],
    })
  })

  it('lets the columns be recognised anew on another sheet', async () => {
    draw()
    await userEvent.selectOptions(screen.getByLabelText('Sheet'), 'Old (hidden)')
    await userEvent.click(screen.getByRole('button', { name: 'Read again', hidden: true }))
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]?.body).toEqual({ tab: 'Old', headerRow: 3, columns: [] })
  })

  it('opens and warns when no column fills the name', () => {
    draw({ ...mapping, columns: mapping.columns.map((c) => ({ ...c, field: c.field === 'name' ? '' : c.field })) })
    expect(screen.getByText(/No column fills the supplier's name/)).toBeTruthy()
    expect(document.querySelector('details')?.open).toBe(true)
  })

  it('warns when two columns fill one field', async () => {
    draw()
    await userEvent.selectOptions(screen.getByLabelText('Field that column C “Remark” fills'), 'Country')
    expect(screen.getByText(/Two columns fill “Country”/)).toBeTruthy()
  })
})
