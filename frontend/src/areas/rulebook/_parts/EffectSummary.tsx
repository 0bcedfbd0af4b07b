import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { BandShift, Effect } from '@/api/types'
import { BandChip } from '@/ui/BandChip'
import { formatNumber, formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { Panel } from '@/ui/Panel'
import { TableScroll } from '@/ui/TableScroll'
import { Change, Count } from './Shift'

/** In one look: how the suppliers would lie over the bands, before and after, and how many move. */
export const EffectSummary = memo(function EffectSummary({ effect, broken, title }: { effect: Effect; broken?: boolean; title?: string }) {
  const { t } = useTranslation('rulebook')
  return (
    <Panel title={title ?? t('effect.title')} flush>
      {broken && (
        <p className="effect-old small">
          <Icon name="clock" /> {t('effect.stale')}
        </p>
      )}
      <BandPairs bands={effect.bands ?? []} />
      <Moves effect={effect} />
      {hides(effect) && (
        <p className="effect-few small muted">
          <span aria-hidden="true">∙∙</span> {t('fewLegend')}
        </p>
      )}
      <p className="effect-foot small muted">
        {effect.asOf && t('effect.asOf', { when: formatTime(effect.asOf) })} {t('effect.suppliers', { count: effect.suppliers, suppliers: formatNumber(effect.suppliers) })}{' '}
        {effect.milliseconds > 0 && t('effect.took', { ms: formatNumber(Math.max(1, Math.round(effect.milliseconds))) })}
      </p>
    </Panel>
  )
})

function hides(effect: Effect): boolean {
  return [...(effect.bands ?? []), ...(effect.flags ?? [])].some((b) => b.before === null || b.after === null) || effect.up === null
}

export function BandPairs({ bands }: { bands: BandShift[] }) {
  const { t } = useTranslation('rulebook')
  const most = Math.max(1, ...bands.flatMap((b) => [b.before ?? 0, b.after ?? 0]))
  const bar = (n: number | null) => ({ width: `${((n ?? 0) / most) * 100}%` })
  return (
    <div className="pairs-place">
      <TableScroll label={t('effect.bandsCaption')}>
        <table className="pairs" data-pairs>
          <caption className="visually-hidden">{t('effect.bandsCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('effect.band')}</th>
              <th scope="col" className="pairs-bars">
                <span className="visually-hidden">{t('effect.picture')}</span>
              </th>
              <th scope="col" className="num">
                <span className="key-before" aria-hidden="true" />
                {t('effect.before')}
              </th>
              <th scope="col" className="num">
                <span className="key-after" aria-hidden="true" />
                {t('effect.after')}
              </th>
              <th scope="col" className="num">
                {t('effect.change')}
              </th>
            </tr>
          </thead>
          <tbody>
            {bands.map((b) => (
              <tr key={b.band} className={`band-${b.band}`}>
                <th scope="row">
                  <BandChip band={b.band} name={b.name} />
                </th>
                <td className="pairs-bars" aria-hidden="true">
                  <span className={b.before === null ? 'pair' : 'pair pair-before'} style={bar(b.before)} />
                  <span className={b.after === null ? 'pair' : 'pair pair-after'} style={bar(b.after)} />
                </td>
                <td className="num">
                  <Count n={b.before} />
                </td>
                <td className="num">
                  <Count n={b.after} />
                </td>
                <td className="num">
                  <Change before={b.before} after={b.after} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </div>
  )
}

function Moves({ effect }: { effect: Effect }) {
  const { t } = useTranslation('rulebook')
  return (
    <ul className="moves">
      <li>
        <Icon name="up" />
        <b>
          <Count n={effect.up} />
        </b>{' '}
        <span className="small">{t('effect.up')}</span>
      </li>
      <li>
        <Icon name="down" />
        <b>
          <Count n={effect.down} />
        </b>{' '}
        <span className="small">{t('effect.down')}</span>
      </li>
      <li>
        <b>
          <Count n={effect.unchanged} />
        </b>{' '}
        <span className="small">{t('effect.unchanged')}</span>
      </li>
    </ul>
  )
}
