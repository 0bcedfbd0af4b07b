import { Link } from '@tanstack/react-router'
import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useJudge } from '@/api/screening'
import type { Hit, HitSide, HitState } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip, type ChipTone } from '@/ui/Chip'
import { TextArea } from '@/ui/Field'
import { formatDay, formatShare } from '@/ui/format'
import type { IconName } from '@/ui/Icon'
import { ProblemNotice } from '@/ui/ProblemNotice'

const looks: Record<HitState, [ChipTone, IconName]> = { open: ['warn', 'question'], confirmed: ['bad', 'flag'], dismissed: ['neutral', 'check'] }

/** One possible match: both sides, why they are alike, what was said before, and what to say now. */
export function HitCard({ hit, company, linked }: { hit: Hit; company: string; linked?: boolean }) {
  const { t } = useTranslation('screening')
  const id = useId()
  const [tone, icon] = looks[hit.state]
  return (
    <article className="hit panel" aria-labelledby={id}>
      <header className="hit-head">
        <h3 id={id}>
          {linked ? (
            <Link to="/suppliers/$supplier" params={{ supplier: hit.supplier.id }}>
              {hit.supplier.name}
            </Link>
          ) : (
            t('likeOn', { list: hit.list })
          )}
        </h3>
        <Chip tone={tone} icon={icon}>
          {t(`state.${hit.state}`)}
        </Chip>
      </header>
      <div className="hit-sides">
        <Side title={t('yourSupplier')} side={hit.supplier} marked={hit.written} />
        <Side title={t('onTheList', { list: hit.list, edition: formatDay(hit.edition) })} side={hit.entity} marked={hit.matched}>
          {hit.programme && <Fact name={t('programme')}>{hit.programme}</Fact>}
          {hit.product && <Fact name={t('product')}>{hit.product}</Fact>}
          {hit.listedOn && <Fact name={t('listedOn')}>{formatDay(hit.listedOn)}</Fact>}
          {hit.note && <Fact name={t('note')}>{hit.note}</Fact>}
        </Side>
      </div>
      <p className="hit-why">
        <strong>{t('alike', { share: formatShare(hit.score) })}</strong> {hit.reasons.join('. ')}.
      </p>
      {hit.decisions.length > 0 && (
        <ol className="hit-said" aria-label={t('said')}>
          {hit.decisions.map((d) => (
            <li key={d.at}>
              {formatDay(d.at)}: {d.person ? t('saidBy', { person: d.person, state: t(`state.${d.state as HitState}`) }) : t('askedAgain')}
              {d.comment && <q>{d.comment}</q>}
            </li>
          ))}
        </ol>
      )}
      <Judge hit={hit} company={company} />
    </article>
  )
}

function Side({ title, side, marked, children }: { title: string; side: HitSide; marked: string; children?: React.ReactNode }) {
  const { t } = useTranslation('screening')
  return (
    <section>
      <h4>{title}</h4>
      <dl>
        <Fact name={t('name')}>{side.name === marked ? <mark>{side.name}</mark> : side.name}</Fact>
        {side.others.length > 0 && (
          <Fact name={t('others')}>
            {side.others.map((name, at) => (
              <span key={name}>
                {at > 0 && '; '}
                {name === marked ? <mark>{name}</mark> : name}
              </span>
            ))}
          </Fact>
        )}
        <Fact name={t('country')}>{side.countries.length > 0 ? side.countries.join(', ') : t('notKnown')}</Fact>
        {side.address && <Fact name={t('address')}>{side.address}</Fact>}
        {children}
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Judge({ hit, company }: { hit: Hit; company: string }) {
  const { t } = useTranslation('screening')
  const judge = useJudge(company)
  const [comment, setComment] = useState('')
  const [missing, setMissing] = useState(false)
  const [again, setAgain] = useState(false)
  if (hit.state !== 'open' && !again) {
    return (
      <div className="row">
        <Button small onClick={() => setAgain(true)}>
          {t('again')}
        </Button>
      </div>
    )
  }
  const say = (state: HitState) => {
    if (state === 'dismissed' && comment.trim() === '') return setMissing(true)
    setMissing(false)
    judge.mutate({ hit: hit.id, state, comment }, { onSuccess: () => setAgain(false) })
  }
  const submit = (e: FormEvent) => e.preventDefault()
  return (
    <form className="hit-judge" onSubmit={submit}>
      <TextArea
        label={t('comment')}
        hint={t('commentHint')}
        rows={2}
        maxLength={2000}
        value={comment}
        error={missing ? t('commentMissing') : undefined}
        onChange={(e) => setComment(e.target.value)}
      />
      {judge.isError && <ProblemNotice error={judge.error} />}
      <div className="row">
        <Button look="danger" icon="flag" busy={judge.isPending && judge.variables.state === 'confirmed'} onClick={() => say('confirmed')}>
          {t('same')}
        </Button>
        <Button icon="check" busy={judge.isPending && judge.variables.state === 'dismissed'} onClick={() => say('dismissed')}>
          {t('different')}
        </Button>
      </div>
    </form>
  )
}
