import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useUndoable, useUndoImport } from '@/api/imports'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { Dialog } from '@/ui/Dialog'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Waiting } from '@/ui/Waiting'

/** Takes an import back, after saying what that means, or what keeps it from being done. */
export function Undo({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const { t: app } = useTranslation('app')
  const [open, setOpen] = useState(false)
  const query = useUndoable(company, told.id, open)
  const undo = useUndoImport(company, told.id)
  return (
    <>
      <Button icon="undo" onClick={() => setOpen(true)}>
        {t('undo.button')}
      </Button>
      <Dialog open={open} title={t('undo.title')} closeLabel={app('close')} onClose={() => setOpen(false)}>
        <Waiting query={query} lines={3}>
          {(undoable) =>
            undoable.possible ? (
              <div className="form">
                <p>{told.kind === 'suppliers' ? t('undo.what') : t('undo.whatResponses')}</p>
                <div className="row">
                  <Button look="danger" icon="undo" busy={undo.isPending} onClick={() => undo.mutate(undefined, { onSuccess: () => setOpen(false) })}>
                    {t('undo.do')}
                  </Button>
                  <Button onClick={() => setOpen(false)}>{t('undo.leave')}</Button>
                </div>
              </div>
            ) : (
              <div className="form">
                <p>{t('undo.cannot')}</p>
                <ul className="stack-s">
                  {(undoable.obstacles ?? []).map((o, i) => (
                    <li key={i}>
                      <p>{o.message}</p>
                      {o.fix && <p className="small muted">{o.fix}</p>}
                    </li>
                  ))}
                </ul>
              </div>
            )
          }
        </Waiting>
        {undo.isError && <ProblemNotice error={undo.error} />}
      </Dialog>
    </>
  )
}
