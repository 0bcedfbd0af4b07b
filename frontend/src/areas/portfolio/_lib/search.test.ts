import { describe, expect, it } from 'vitest'
import { anyFilter, readSupplierSearch } from './search'

describe('the address of the supplier list', () => {
  it('is read back as it was written', () => {
    expect(readSupplierSearch({ search: 'tex', band: 'high', flagged: true, answered: 'no', sort: 'workers', order: 'desc', offset: 50 })).toEqual({
      search: 'tex',
      band: 'high',
      country: undefined,
      sector: undefined,
      flagged: true,
      review: undefined,
      answered: 'no',
      sort: 'workers',
      order: 'desc',
      offset: 50,
    })
  })

  it('leaves out what nobody understands', () => {
    const read = readSupplierSearch({ sort: 'drop table', order: 'sideways', offset: -3, flagged: 'maybe', answered: 'perhaps', band: ['x'] })
    expect(Object.values(read).every((v) => v === undefined)).toBe(true)
    expect(anyFilter(read)).toBe(false)
  })
})
