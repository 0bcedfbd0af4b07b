import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { BandChip } from './BandChip'

describe('the chip of a band', () => {
  it('says the band in words', () => {
    render(<BandChip band="high" name="Tinggi" />)
    expect(screen.getByText('Tinggi')).toBeTruthy()
  })

  it.each([
    ['low', 1],
    ['guarded', 2],
    ['elevated', 3],
    ['high', 4],
    ['critical', 5],
    ['', 0],
    ['unheard-of', 0],
  ])('draws %s with %i full steps, so that colour is never alone', (band, steps) => {
    const { container } = render(<BandChip band={band} name="x" />)
    expect(container.querySelectorAll('rect[opacity="1"]')).toHaveLength(steps)
  })
})
