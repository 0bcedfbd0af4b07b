import { formatPoints } from '@/ui/format'

/** Residual risk as a number and a bar; the tick shows where the risk stood before controls. */
export function RiskBar({ residual, inherent, band }: { residual: number; inherent: number; band: string }) {
  return (
    <span className={`risk band-${band}`}>
      <span className="risk-number">{formatPoints(residual)}</span>
      <span className="risk-track" aria-hidden="true">
        <span className="risk-fill" style={{ width: `${Math.max(2, Math.min(100, residual))}%` }} />
        <span className="risk-tick" style={{ left: `${Math.min(99, inherent)}%` }} />
      </span>
    </span>
  )
}
