import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAnswerPairs, usePairs } from '@/api/pairs'
import { keys, queryClient } from '@/api/keys'
import type { Import, Pair, PairAnswer, PairSide } from '@/api/types'
import { announce } from '@/ui/announce'
import { Button } from '@/ui/Button'
import { Icon } from '@/ui/Icon'
import { Pager } from '@/ui/Pager'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { stamp } from '../_lib/stamp'

const limit = 10
const answers = ['same', 'different', 'later'] as const satisfies readonly PairAnswer[]

/** Suppliers that may be one, as questions. The import does not wait for the answers; they are remembered for later lists. */
export function Pairs({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const [offset, setOffset] = useState(0)
  const [given, setGiven] = useState<Record<string, PairAnswer>>({})
  const query = usePairs(company, told.id, 'open', offset, limit, stamp(told))
  const send = useAnswerPairs(company)
  const page = query.data
  const count = Object.keys(given).length
  if (!page || page.total === 0) return null
  const keep = () =>
    send.mutate(
      Object.entries(given).map(([pair, answer]) => ({ pair, answer })),
      {
        onSuccess: () => {
          announce(t('pairs.kept', { count }))
          setGiven({})
          setOffset(0)
          void queryClient.invalidateQueries({ queryKey: keys.import(company, told.id) })
        },
      },
    )
  return (
    <Panel title={t('pairs.title', { count: page.total })} flush>
      <p className="tab-hint">{t('pairs.lead')}</p>
      <ul className="pairs">
        {page.rows.map((pair) => (
          <OnePair key={pair.id} pair={pair} answer={given[pair.id]} onAnswer={(answer) => setGiven({ ...given, [pair.id]: answer })} />
        ))}
      </ul>
      <Pager total={page.total} offset={offset} limit={limit} onMove={setOffset} />
      <div className="mapping-foot">
        <Button look={count > 0 ? 'primary' : 'plain'} disabled={count === 0} busy={send.isPending} onClick={keep}>
          {count > 0 ? t('pairs.keep', { count }) : t('pairs.keepNone')}
        </Button>
        {send.isError && <ProblemNotice error={send.error} />}
      </div>
    </Panel>
  )
}

function OnePair({ pair, answer, onAnswer }: { pair: Pair; answer: PairAnswer | undefined; onAnswer: (answer: PairAnswer) => void }) {
  const { t } = useTranslation('imports')
  return (
    <li>
      <fieldset className="pair">
        <legend>{t('pairs.question', { left: pair.left.name, right: pair.right.name })}</legend>
        <div className="pair-sides">
          <Side side={pair.left} other={pair.right} />
          <Side side={pair.right} other={pair.left} />
        </div>
        {(pair.reasons ?? []).length > 0 && (
          <ul className="pair-reasons">
            {pair.reasons.map((r, i) => (
              <li key={i} className={r.for ? 'for' : 'against'}>
                <Icon name={r.for ? 'check' : 'cross'} />
                <span className="visually-hidden">{r.for ? t('pairs.for') : t('pairs.against')}</span>
                {r.text}
              </li>
            ))}
          </ul>
        )}
        <div className="pair-answers">
          {answers.map((a) => (
            <label key={a} className="check">
              <input type="radio" name={`pair-${pair.id}`} checked={answer === a} onChange={() => onAnswer(a)} />
              <span>{t(`pairs.${a}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </li>
  )
}

/** One of the two, with the values in which it differs from the other set off. */
function Side({ side, other }: { side: PairSide; other: PairSide }) {
  const { t } = useTranslation('imports')
  const otherValue = (field: string) => (other.fields ?? []).find((f) => f.field === field)?.value
  return (
    <div className="pair-side">
      <p className="small muted">{side.row > 0 ? t('pairs.row', { row: side.row }) : t('pairs.known')}</p>
      <p>
        {side.supplierId ? (
          <Link to="/suppliers/$supplier" params={{ supplier: side.supplierId }}>
            <strong>{side.name}</strong>
          </Link>
        ) : (
          <strong>{side.name}</strong>
        )}
      </p>
      <dl>
        {(side.fields ?? [])
          .filter((f) => f.field !== 'name')
          .map((f) => (
            <div key={f.field}>
              <dt>{f.name}</dt>
              <dd className={otherValue(f.field) === f.value ? 'same' : undefined}>{f.value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}
