import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TextError } from '@/api/types'
import { Button } from '@/ui/Button'
import { Icon } from '@/ui/Icon'
import { lineStarts, offsetOf } from '../_lib/weights'

interface ErrorListProps {
  id: string
  text: string
  errors: TextError[]
  /** The server has answered to this very text. */
  checked: boolean
  onGo: (line: number, column: number) => void
  onMend?: (at: number, length: number, by: string) => void
}

const most = 20

/** What is wrong with the text, by place; each line leads there. */
export function ErrorList({ id, text, errors, checked, onGo, onMend }: ErrorListProps) {
  const { t } = useTranslation('rulebook')
  const starts = useMemo(() => lineStarts(text), [text])
  const refused = errors.filter((e) => e.refused).length
  const mend = (e: TextError) => {
    const at = offsetOf(text, starts, e.line, e.column)
    const wrong = /^[\w.]+/.exec(text.slice(at, at + 200))?.[0]
    return e.near && wrong && onMend ? () => onMend(at, wrong.length, e.near) : undefined
  }
  return (
    <div className="errors">
      <p id={id} className={`errors-sum small${refused > 0 ? ' errors-bad' : ''}`}>
        {errors.length === 0 ? (
          <>{checked ? t('errors.none') : t('errors.checking')}</>
        ) : (
          <>
            <Icon name="alert" /> {refused > 0 ? t('errors.count', { count: refused, line: errors.find((e) => e.refused)?.line }) : t('errors.notes', { count: errors.length })} {t('errors.keys')}
          </>
        )}
      </p>
      {errors.length > 0 && (
        <ul className="errors-list">
          {errors.slice(0, most).map((e, i) => {
            const write = mend(e)
            return (
              <li key={i} className={e.refused ? 'error error-bad' : 'error'}>
                <Button small look="quiet" onClick={() => onGo(e.line, e.column)}>
                  <span className="visually-hidden">{t('errors.goTo')}</span>
                  {e.line}:{e.column}
                </Button>
                <p className="small">
                  <strong>{e.message}</strong> {e.fix}
                  {write && (
                    <>
                      {' '}
                      <button type="button" className="link-button" onClick={write}>
                        {t('errors.write', { name: e.near })}
                      </button>
                    </>
                  )}
                </p>
              </li>
            )
          })}
          {errors.length > most && <li className="small muted">{t('errors.more', { count: errors.length - most })}</li>}
        </ul>
      )}
    </div>
  )
}
