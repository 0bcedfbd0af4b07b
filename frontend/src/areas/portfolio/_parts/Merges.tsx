import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMerges, useMergeSuppliers, useUndoMerge } from '@/api/pairs'
import { useSuppliers } from '@/api/portfolio'
import { useCompany } from '@/api/session'
import type { SupplierRow } from '@/api/types'
import { announce } from '@/ui/announce'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { formatDay } from '@/ui/format'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { SearchBox } from '@/ui/SearchBox'
import { Waiting } from '@/ui/Waiting'
import { Block } from './Block'

/** Which suppliers were found to be this one, each to be undone; and a way to say it of another. */
export function Merges({ supplier }: { supplier: SupplierRow }) {
  const { t } = useTranslation('portfolio')
  const company = useCompany()
  const merges = useMerges(company, supplier.id)
  const undo = useUndoMerge(company)
  const [open, setOpen] = useState(false)
  return (
    <Block title={t('merge.title')} lead={t('merge.lead')}>
      <div className="block-body stack-s">
        {(merges.data?.rows ?? []).length > 0 && (
          <ul className="merges">
            {merges.data?.rows.map((m) => (
              <li key={m.id}>
                <span>{t('merge.was', { merged: m.mergedName, kept: m.keptName, day: formatDay(m.at) })}</span>
                <Button
                  small
                  icon="undo"
                  busy={undo.isPending && undo.variables === m.id}
                  onClick={() => undo.mutate(m.id, { onSuccess: () => announce(t('merge.undone', { merged: m.mergedName })) })}
                >
                  {t('merge.undo')}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {(merges.isError || undo.isError) && <ProblemNotice error={undo.error ?? merges.error} />}
        <div>
          <Button onClick={() => setOpen(true)}>{t('merge.start')}</Button>
        </div>
      </div>
      <MergeDialog open={open} onClose={() => setOpen(false)} company={company} supplier={supplier} />
    </Block>
  )
}

function MergeDialog({ open, onClose, company, supplier }: { open: boolean; onClose: () => void; company: string; supplier: SupplierRow }) {
  const { t } = useTranslation('portfolio')
  const { t: app } = useTranslation('app')
  return (
    <Dialog open={open} title={t('merge.dialog', { name: supplier.name })} closeLabel={app('close')} onClose={onClose}>
      <MergeForm company={company} supplier={supplier} onDone={onClose} />
    </Dialog>
  )
}

function MergeForm({ company, supplier, onDone }: { company: string; supplier: SupplierRow; onDone: () => void }) {
  const { t } = useTranslation('portfolio')
  const [search, setSearch] = useState('')
  const [other, setOther] = useState<SupplierRow | null>(null)
  const query = useSuppliers(company, { search: search || undefined, sort: 'name', order: 'asc' }, 0, 9)
  const merge = useMergeSuppliers(company)
  const navigate = useNavigate()
  if (other) {
    return (
      <div className="form">
        <p>{t('merge.confirm', { kept: supplier.name, merged: other.name })}</p>
        <p className="muted">{t('merge.means')}</p>
        {merge.isError && <ProblemNotice error={merge.error} />}
        <div className="row">
          <Button
            look="primary"
            busy={merge.isPending}
            onClick={() =>
              merge.mutate(
                { supplier: supplier.id, other: other.id },
                {
                  onSuccess: () => {
                    announce(t('merge.done', { kept: supplier.name, merged: other.name }))
                    onDone()
                    void navigate({ to: '/suppliers/$supplier', params: { supplier: supplier.id }, search: { tab: 'details' } })
                  },
                },
              )
            }
          >
            {t('merge.do')}
          </Button>
          <Button onClick={() => setOther(null)}>{t('merge.another')}</Button>
        </div>
      </div>
    )
  }
  return (
    <div className="form">
      <SearchBox label={t('merge.search')} value={search} onChange={setSearch} />
      <Waiting query={query} lines={4}>
        {(page) => {
          const rows = page.rows.filter((r) => r.id !== supplier.id)
          return rows.length === 0 ? (
            <p className="muted">{t('merge.none')}</p>
          ) : (
            <ul className="merges">
              {rows.map((r) => (
                <li key={r.id}>
                  <span>
                    <Link to="/suppliers/$supplier" params={{ supplier: r.id }}>
                      {r.name}
                    </Link>
                    <span className="small muted">
                      {' '}
                      {[r.city, r.countryName, r.reference].filter(Boolean).join(', ')}
                    </span>
                  </span>
                  <Button small aria-label={t('merge.chooseOf', { name: r.name })} onClick={() => setOther(r)}>
                    {t('merge.choose')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }}
      </Waiting>
    </div>
  )
}
