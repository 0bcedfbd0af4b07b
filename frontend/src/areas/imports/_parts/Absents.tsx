import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAbsents, useDecideAbsents } from '@/api/imports'
import type { Absent, Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Field'
import { Pager } from '@/ui/Pager'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { TableScroll } from '@/ui/TableScroll'
import { Waiting } from '@/ui/Waiting'
import { stamp } from '../_lib/stamp'

const limit = 50

/** Known suppliers that the list no longer holds: they stay, unless somebody says here that they go. */
export function Absents({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const [offset, setOffset] = useState(0)
  const query = useAbsents(company, told.id, '', offset, limit, stamp(told))
  const decide = useDecideAbsents(company, told.id)
  const open = told.state === 'ready'
  const caption = t('absent.caption')
  return (
    <>
      <p className="tab-hint">{open ? t('absent.hint') : t('absent.hintDone')}</p>
      {open && told.counts.absent > 0 && (
        <div className="tab-acts">
          <Button small busy={decide.isPending} onClick={() => decide.mutate({ decision: 'keep' })}>
            {t('absent.keepAll')}
          </Button>
          <Button small busy={decide.isPending} onClick={() => decide.mutate({ decision: 'archive' })}>
            {t('absent.archiveAll')}
          </Button>
        </div>
      )}
      {decide.isError && <ProblemNotice error={decide.error} />}
      <Waiting query={query}>
        {(page) =>
          page.rows.length === 0 ? (
            <p className="panel-body muted">{t('absent.none')}</p>
          ) : (
            <>
              <TableScroll label={caption}>
                <table className="table table-cards">
                  <caption className="visually-hidden">{caption}</caption>
                  <thead>
                    <tr>
                      <th scope="col">{t('preview.name')}</th>
                      <th scope="col">{t('preview.what')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {page.rows.map((a) => (
                      <tr key={a.supplierId}>
                        <th scope="row">
                          <Link to="/suppliers/$supplier" params={{ supplier: a.supplierId }}>
                            {a.name}
                          </Link>
                        </th>
                        <td>
                          {open ? (
                            <Select
                              small
                              hideLabel
                              label={t('absent.of', { name: a.name })}
                              value={a.decision}
                              onChange={(e) => decide.mutate({ decision: e.target.value as Absent['decision'], suppliers: [a.supplierId] })}
                            >
                              <option value="keep">{t('absent.keep')}</option>
                              <option value="archive">{t('absent.archive')}</option>
                            </Select>
                          ) : (
                            t(`absent.${a.decision}Done`)
                          )}
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
    </>
  )
}
