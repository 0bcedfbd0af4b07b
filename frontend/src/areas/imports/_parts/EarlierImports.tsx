import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useImports } from '@/api/imports'
import { useCompany } from '@/api/session'
import type { Import, ImportKind } from '@/api/types'
import { Chip, type ChipTone } from '@/ui/Chip'
import { formatNumber, formatTime } from '@/ui/format'
import { Pager } from '@/ui/Pager'
import { Panel } from '@/ui/Panel'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'

const tones: Record<Import['state'], ChipTone> = { reading: 'accent', ready: 'warn', importing: 'accent', imported: 'good', refused: 'bad', discarded: 'neutral' }

const limit = 20

export function EarlierImports({ kind }: { kind: ImportKind }) {
  const { t } = useTranslation('imports')
  const [offset, setOffset] = useState(0)
  const query = useImports(useCompany(), kind, offset, limit)
  const caption = t(`${kind}.earlierCaption`)
  return (
    <Panel title={t('suppliers.earlier')} flush>
      <Waiting query={query} lines={4}>
        {(page) =>
          (page.rows ?? []).length === 0 ? (
            <p className="panel-body muted">{t('suppliers.earlierNone')}</p>
          ) : (
            <>
            <TableScroll label={caption}>
              <table className="table table-cards">
                <caption className="visually-hidden">{caption}</caption>
                <thead>
                  <tr>
                    <th scope="col">{t('file')}</th>
                    <th scope="col">{t('state')}</th>
                    <th scope="col">{t('result')}</th>
                    <th scope="col">{t('when')}</th>
                  </tr>
                </thead>
                <tbody>
                  {page.rows.map((i) => (
                    <tr key={i.id}>
                      <th scope="row">
                        <Link to={kind === 'suppliers' ? '/imports/$import' : '/responses/$import'} params={{ import: i.id }}>
                          {i.fileName}
                        </Link>
                      </th>
                      <td data-label={t('state')}>
                        <span>
                          {i.undoState === 'undone' ? <Chip>{t('stateName.undone')}</Chip> : <Chip tone={tones[i.state]}>{t(`stateName.${i.state}`)}</Chip>}
                        </span>
                      </td>
                      <td data-label={t('result')}>
                        {i.state === 'refused'
                          ? i.fault?.title
                          : t('short', { new: formatNumber(i.counts.new), changed: formatNumber(i.counts.changed), refused: formatNumber(i.counts.refused) })}
                      </td>
                      <td data-label={t('when')} className="nowrap">
                        {formatTime(i.createdAt)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableScroll>
            <Pager total={page.total} offset={offset} limit={limit} onMove={setOffset} />
            </>
          )
        }
      </Waiting>
    </Panel>
  )
}
