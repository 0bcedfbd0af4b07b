import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { uploadImport } from '@/api/imports'
import { keys, queryClient } from '@/api/keys'
import { useCompany } from '@/api/session'
import type { ImportKind } from '@/api/types'
import { Button } from '@/ui/Button'
import { DropZone } from '@/ui/DropZone'
import { formatBytes } from '@/ui/format'
import { Panel } from '@/ui/Panel'
import { ProblemNotice } from '@/ui/ProblemNotice'
import { Progress } from '@/ui/Progress'

const accepts = { suppliers: '.xlsx,.xlsm,.csv,.tsv,.txt,.xls', responses: '.xlsx,.zip' }

/** Sends a file and goes to its import. A failure keeps the file, so that it can be sent again without choosing it anew. */
export function Upload({ kind }: { kind: ImportKind }) {
  const { t } = useTranslation('imports')
  const company = useCompany()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [error, setError] = useState<unknown>(null)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const send = async (chosen: File) => {
    stop.current = new AbortController()
    setFile(chosen)
    setError(null)
    setShare(0)
    try {
      const told = await uploadImport(company, kind, chosen, setShare, stop.current.signal)
      queryClient.setQueryData(keys.import(company, told.id), told)
      void queryClient.invalidateQueries({ queryKey: ['company', company, 'imports'] })
      await navigate({ to: kind === 'suppliers' ? '/imports/$import' : '/responses/$import', params: { import: told.id } })
    } catch (e) {
      if (!(e instanceof DOMException && e.name === 'AbortError')) setError(e)
    } finally {
      setShare(null)
    }
  }

  if (file && share !== null) {
    return (
      <Panel>
        <div className="stack-s">
          <Progress
            label={t('uploading', { file: file.name })}
            share={share}
            detail={t('uploadingDetail', { percent: Math.round(share * 100), size: formatBytes(file.size) })}
          />
          <div>
            <Button small onClick={() => stop.current?.abort()}>
              {t('uploadStop')}
            </Button>
          </div>
        </div>
      </Panel>
    )
  }
  return (
    <div className="stack-s">
      {error !== null && (
        <>
          <ProblemNotice error={error} />
          {file && (
            <div>
              <Button look="primary" icon="upload" onClick={() => void send(file)}>
                {t('uploadAgain')}: {file.name}
              </Button>
            </div>
          )}
        </>
      )}
      <DropZone title={t(`${kind}.drop`)} hint={t(`${kind}.dropHint`)} accept={accepts[kind]} onFile={(f) => void send(f)} />
    </div>
  )
}
