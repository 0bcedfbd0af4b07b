import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { supplierSorts, useAllFacets, type SupplierSort } from '@/api/portfolio'
import { useCompany } from '@/api/session'
import type { Facet, SupplierPage } from '@/api/types'
import { Button } from '@/ui/Button'
import { CheckBox, Select } from '@/ui/Field'
import { formatNumber } from '@/ui/format'
import { SearchBox } from '@/ui/SearchBox'
import { anyFilter, firstOrder, type SupplierSearch } from '../_lib/search'

interface FilterBarProps {
  search: SupplierSearch
  facets: SupplierPage['facets'] | undefined
  onChange: (next: SupplierSearch) => void
  onClear: () => void
}

/** All there is to choose, with the count that the other filters leave; a choice can be changed without undoing it first. */
function Choices({ all, now, chosen }: { all: Facet[] | undefined; now: Facet[] | undefined; chosen: string | undefined }) {
  const counts = new Map((now ?? []).map((f) => [f.id, f.count]))
  const list = all ?? now ?? []
  return (
    <>
      {list
        .filter((f) => f.id)
        .map((f) => {
          const count = counts.get(f.id) ?? (chosen ? undefined : 0)
          return (
            <option key={f.id} value={f.id}>
              {f.name || f.id}
              {count !== undefined && ` (${formatNumber(count)})`}
            </option>
          )
        })}
      {chosen && !list.some((f) => f.id === chosen) && <option value={chosen}>{chosen}</option>}
    </>
  )
}

export function SupplierFilterBar({ search, facets, onChange, onClear }: FilterBarProps) {
  const { t } = useTranslation('portfolio')
  const all = useAllFacets(useCompany())
  // On a phone the filters are folded away until they are asked for, or in use.
  const [open, setOpen] = useState(Boolean(search.band || search.country || search.sector || search.answered || search.state))
  return (
    <search>
      <div className="filters" data-open={open}>
        <SearchBox label={t('list.search')} value={search.search ?? ''} onChange={(text) => onChange({ search: text || undefined })} />
        <Select
          small
          label={t('list.sortBy')}
          value={search.sort ?? ''}
          onChange={(e) => {
            const sort = (e.target.value || undefined) as SupplierSort | undefined
            onChange({ sort, order: sort && firstOrder(sort) })
          }}
        >
          <option value="">{t('list.sortName.attention')}</option>
          {supplierSorts.map((s) => (
            <option key={s} value={s}>
              {t(`list.sortName.${s}`)}
            </option>
          ))}
        </Select>
        <div className="filters-opener">
          <Button small icon={open ? 'up' : 'down'} aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('list.filters')}
          </Button>
        </div>
        <Select small label={t('list.band')} value={search.band ?? ''} onChange={(e) => onChange({ band: e.target.value || undefined })}>
          <option value="">{t('list.anyBand')}</option>
          <Choices all={all.data?.bands} now={facets?.bands} chosen={search.band} />
        </Select>
        <Select small label={t('list.country')} value={search.country ?? ''} onChange={(e) => onChange({ country: e.target.value || undefined })}>
          <option value="">{t('list.anyCountry')}</option>
          <Choices all={all.data?.countries} now={facets?.countries} chosen={search.country} />
        </Select>
        <Select small label={t('list.sector')} value={search.sector ?? ''} onChange={(e) => onChange({ sector: e.target.value || undefined })}>
          <option value="">{t('list.anySector')}</option>
          <Choices all={all.data?.sectors} now={facets?.sectors} chosen={search.sector} />
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
        <Select small label={t('list.state')} value={search.state ?? ''} onChange={(e) => onChange({ state: (e.target.value || undefined) as SupplierSearch['state'] })}>
          <option value="">{t('list.stateActive')}</option>
          <option value="archived">{t('list.stateArchived')}</option>
          <option value="merged">{t('list.stateMerged')}</option>
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
