import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useScreening } from '@/api/screening'
import { useCompany } from '@/api/session'
import type { EntityList, HitState } from '@/api/types'
import { Empty } from '@/ui/Empty'
import { formatDay, formatNumber } from '@/ui/format'
import { PageHead } from '@/ui/PageHead'
import { Pager } from '@/ui/Pager'
import { Panel } from '@/ui/Panel'
import { Tabs } from '@/ui/Tabs'
import { Waiting } from '@/ui/Waiting'
import { HitCard } from './_parts/HitCard'
import './screening.css'

const states = ['open', 'confirmed', 'dismissed'] as const satisfies readonly HitState[]
const limit = 20

/** The possible matches with entity lists: first those that wait for a person. */
export function ScreeningPage() {
  const { t } = useTranslation('screening')
  const company = useCompany()
  const [state, setState] = useState<HitState>('open')
  const [offset, setOffset] = useState(0)
  const query = useScreening(company, { state }, offset, limit)
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Waiting query={query}>
        {(page) =>
          page.lists.length === 0 && page.total === 0 ? (
            <div className="panel">
              <Empty icon="sheet" title={t('noLists')}>
                {t('noListsText')}
              </Empty>
            </div>
          ) : (
            <div className="stack">
              <Tabs
                label={t('states')}
                tabs={states.map((id) => ({ id, name: t(`tab.${id}`), count: formatNumber(page.counts[id]) }))}
                now={state}
                onChange={(id) => {
                  setState(id)
                  setOffset(0)
                }}
              >
                {page.rows.length === 0 ? (
                  <div className="panel">
                    <Empty icon="check" title={t(`none.${state}`)}>
                      {state === 'open' ? t('noneText') : undefined}
                    </Empty>
                  </div>
                ) : (
                  <>
                    <h2 className="visually-hidden">{t(`tab.${state}`)}</h2>
                    <ul className="hits">
                      {page.rows.map((hit) => (
                        <li key={hit.id}>
                          <HitCard hit={hit} company={company} linked />
                        </li>
                      ))}
                    </ul>
                  </>
                )}
                <Pager total={page.total} offset={offset} limit={limit} onMove={setOffset} />
              </Tabs>
              <Lists lists={page.lists} />
            </div>
          )
        }
      </Waiting>
    </>
  )
}

function Lists({ lists }: { lists: EntityList[] }) {
  const { t } = useTranslation('screening')
  return (
    <Panel title={t('lists')}>
      <ul className="stack-s">
        {lists.map((list) => (
          <li key={list.id}>
            <strong>{list.title}</strong>
            {list.publisher && <>, {list.publisher}</>}. {t('edition', { edition: formatDay(list.edition), entities: formatNumber(list.entities), loaded: formatDay(list.loadedAt) })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
