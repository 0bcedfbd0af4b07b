import { useId } from 'react'

interface ProgressProps {
  label: string
  /** 0-1; null when nobody knows. */
  share: number | null
  detail?: string
}

export function Progress({ label, share, detail }: ProgressProps) {
  const id = useId()
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100)
  return (
    <div className="progress">
      <div className="progress-line">
        <span id={id}>{label}</span>
        <span className="muted">{detail ?? (percent === undefined ? '' : `${percent} %`)}</span>
      </div>
      <div className="progress-track" role="progressbar" aria-labelledby={id} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent} aria-valuetext={detail}>
        <div className={`progress-fill${percent === undefined ? ' progress-unknown' : ''}`} style={percent === undefined ? undefined : { width: `${percent}%` }} />
      </div>
    </div>
  )
}
