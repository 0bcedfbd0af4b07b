import './auditor.css'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { verifyReport } from '@/api/auditor'
import type { Verdict } from '@/api/types'
import { Button } from '@/ui/Button'
import { Chip } from '@/ui/Chip'
import { Digest } from '@/ui/Digest'
import { DropZone } from '@/ui/DropZone'
import { formatTime } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Progress } from '@/ui/Progress'

export function CheckPage() {
  const { t } = useTranslation('auditor')
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const check = async (chosen: File) => {
    stop.current = new AbortController()
    setFile(chosen)
    setVerdict(null)
    setError(null)
    setShare(0)
    try {
      setVerdict(await verifyReport(chosen, setShare, stop.current.signal))
    } catch (e) {
      if (!(e instanceof DOMException && e.name === 'AbortError')) setError(e)
    } finally {
      setShare(null)
    }
  }

  return (
    <>
      <PageHead title={t('check.title')} lead={t('check.lead')} />
      <div className="stack">
        {share !== null && file && (
          <Panel>
            <div className="stack-s">
              <Progress label={t('check.checking', { file: file.name })} share={share < 1 ? share : null} />
              <div>
                <Button small onClick={() => stop.current?.abort()}>
                  {t('check.stop')}
                </Button>
              </div>
            </div>
          </Panel>
        )}
        {error !== null && <ProblemNotice error={error} onRetry={file ? () => void check(file) : undefined} />}
        {verdict && file && <VerdictPanel verdict={verdict} fileName={file.name} />}
        {share === null && (
          <DropZone
            title={verdict ? t('check.dropAgain') : t('check.drop')}
            hint={t('check.dropHint')}
            accept=".pdf,application/pdf"
            compact={verdict !== null}
            onFile={(f) => void check(f)}
          />
        )}
        <p className="small muted">{t('check.offline')}</p>
      </div>
    </>
  )
}

function VerdictPanel({ verdict, fileName }: { verdict: Verdict; fileName: string }) {
  const { t } = useTranslation('auditor')
  const [tone, icon] = verdict.verdict === 'VALID' ? (['good', 'shield'] as const) : verdict.verdict === 'ALTERED' ? (['bad', 'alert'] as const) : (['warn', 'question'] as const)
  return (
    <>
      <section className={`verdict verdict-${tone}`} role="status" data-verdict={verdict.verdict}>
        <h2>
          <Icon name={icon} />
          {t(`check.verdict.${verdict.verdict}`)}
        </h2>
        <p>{t(`check.verdictText.${verdict.verdict}`)}</p>
        <dl className="facts">
          <dt>{t('check.file')}</dt>
          <dd>{fileName}</dd>
          {verdict.title && (
            <>
              <dt>{t('check.report')}</dt>
              <dd>{verdict.title}</dd>
            </>
          )}
          {verdict.issuedAt && (
            <>
              <dt>{t('check.issued')}</dt>
              <dd>{formatTime(verdict.issuedAt)}</dd>
            </>
          )}
          {verdict.contentDigest && (
            <>
              <dt>{t('check.digest')}</dt>
              <dd>
                <Digest digest={verdict.contentDigest} whole />
              </dd>
              <dt>{t('check.match')}</dt>
              <dd>
                <Chip tone={verdict.known ? 'good' : 'warn'} icon={verdict.known ? 'check' : 'question'}>
                  {verdict.known ? t('check.passed') : '–'}
                </Chip>{' '}
                {verdict.known ? t('check.known') : t('check.unknown')}
              </dd>
            </>
          )}
        </dl>
      </section>
      <Panel title={t('check.reasons')} flush>
        <ul className="reasons">
          {(verdict.reasons ?? []).map((r) => (
            <li key={r.check} className={r.ok ? 'reason-ok' : 'reason-failed'}>
              <Icon name={r.ok ? 'check' : 'cross'} />
              <div>
                <strong className="visually-hidden">{r.ok ? t('check.passed') : t('check.failed')}: </strong>
                {r.text}
              </div>
            </li>
          ))}
        </ul>
      </Panel>
    </>
  )
}
