const order = ['low', 'guarded', 'elevated', 'high', 'critical']

/** One to five steps: the band without its colour. */
export function BandSteps({ band }: { band: string }) {
  const rank = band ? order.indexOf(band) : -1
  return (
    <svg className="band-steps" viewBox="0 0 15 12" aria-hidden="true">
      {order.map((b, i) => (
        <rect key={b} x={i * 3} y={9.6 - i * 2.2} width="2.2" height={2.4 + i * 2.2} rx="0.6" fill="currentColor" opacity={i <= rank ? 1 : 0.28} />
      ))}
    </svg>
  )
}

/** A band in words, with a picture of its rank and its colour. */
export function BandChip({ band, name }: { band: string; name: string }) {
  return (
    <span className={`chip band-chip band-${band || 'none'}`} data-band={band || 'none'}>
      <BandSteps band={band} />
      {name}
    </span>
  )
}
