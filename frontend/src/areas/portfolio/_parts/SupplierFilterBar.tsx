import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { supplierSorts, type SupplierSort } from '@/api/portfolio'
import type { Facet, SupplierPage } from '@/api/types'
import { Button } from '@/ui/Button'
import { CheckBox, Select, TextInput } from '@/ui/Field'
import { formatNumber } from '@/ui/format'
import { anyFilter, firstOrder, type SupplierSearch } from '../_lib/search'

interface FilterBarProps {
  search: SupplierSearch
  facets: SupplierPage['facets'] | undefined
  onChange: (next: SupplierSearch) => void
  onClear: () => void
}

function Choices({ facets }: { facets: Facet[] | null | undefined }) {
  return (facets ?? []).map((f) => (
    <option key={f.id} value={f.id}>
      {f.name || f.id} ({formatNumber(f.count)})
    </option>
  ))
}

export function SupplierFilterBar({ search, facets, onChange, onClear }: FilterBarProps) {
  const { t } = useTranslation('portfolio')
  return (
    <search>
      <div className="filters">
        <SearchBox value={search.search ?? ''} onChange={(text) => onChange({ search: text || undefined })} />
        <Select small label={t('list.band')} value={search.band ?? ''} onChange={(e) => onChange({ band: e.target.value || undefined })}>
          <option value="">{t('list.anyBand')}</option>
          <Choices facets={facets?.bands} />
        </Select>
        <Select small label={t('list.country')} value={search.country ?? ''} onChange={(e) => onChange({ country: e.target.value || undefined })}>
          <option value="">{t('list.anyCountry')}</option>
          <Choices facets={facets?.countries} />
        </Select>
        <Select small label={t('list.sector')} value={search.sector ?? ''} onChange={(e) => onChange({ sector: e.target.value || undefined })}>
          <option value="">{t('list.anySector')}</option>
          <Choices facets={facets?.sectors} />
        </Select>
        <Select
          small
          label={t('list.answeredFilter')}
          value={search.answered ?? ''}
          onChange={(e) => onChange({ answered: (e.target.value || undefined) as SupplierSearch['answered'] })}
        >
          <option value="">{t('list.anyAnswer')}</option>
          <option value="yes">{t('list.answeredYes')}</option>
          <option value="no">{t('list.answeredNo')}</option>
        </Select>
        <Select
          small
          label={t('list.sortBy')}
          value={search.sort ?? 'residual'}
          onChange={(e) => onChange({ sort: e.target.value as SupplierSort, order: firstOrder(e.target.value as SupplierSort) })}
        >
          {supplierSorts.map((s) => (
            <option key={s} value={s}>
              {t(`list.sortName.${s}`)}
            </option>
          ))}
        </Select>
      </div>
      <div className="filter-line">
        <CheckBox label={t('list.flagged')} checked={search.flagged ?? false} onChange={(e) => onChange({ flagged: e.target.checked || undefined })} />
        <CheckBox label={t('list.review')} checked={search.review ?? false} onChange={(e) => onChange({ review: e.target.checked || undefined })} />
        {anyFilter(search) && (
          <Button look="quiet" small icon="cross" onClick={onClear}>
            {t('list.clear')}
          </Button>
        )}
      </div>
    </search>
  )
}

/** Asks the server when the typing pauses, not at each letter. */
function SearchBox({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const { t } = useTranslation('portfolio')
  const [text, setText] = useState(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const sent = useRef(value)
  useEffect(() => {
    if (value === sent.current) return // our own words coming back
    sent.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (next: string) => {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = next.trim()
      onChange(next.trim())
    }, 300)
  }
  return <TextInput small type="search" label={t('list.search')} value={text} onChange={(e) => type(e.target.value)} />
}
