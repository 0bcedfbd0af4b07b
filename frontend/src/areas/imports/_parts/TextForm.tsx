import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReread } from '@/api/imports'
import type { Import } from '@/api/types'
import { Button } from '@/ui/Button'
import { Select } from '@/ui/Field'
import { ProblemNotice } from '@/ui/ProblemNotice'

/** Is it a text file, of which encoding and delimiter can be said? */
export function hasForm(told: Import): boolean {
  return (told.shape?.choices?.encodings ?? []).length > 0
}

/** Encoding and delimiter as they were detected, each with the others to choose from; the file is then read again. */
export function TextForm({ told, company }: { told: Import; company: string }) {
  const { t } = useTranslation('imports')
  const reread = useReread(company, told.id)
  const { shape, recipe } = told
  const [encoding, setEncoding] = useState(recipe?.encoding ?? '')
  const [delimiter, setDelimiter] = useState(recipe?.delimiter ?? '')
  const nameOf = (d: string) => (d === '\t' ? t('form.tab') : d === ' ' ? t('form.space') : d)
  const detected = (chosen: string | undefined, found: string | undefined) => (chosen || !found ? t('form.detect') : t('form.detected', { what: nameOf(found) }))
  const dirty = encoding !== (recipe?.encoding ?? '') || delimiter !== (recipe?.delimiter ?? '')
  return (
    <div className="mapping-top">
      <Select label={t('form.encoding')} value={encoding} onChange={(e) => setEncoding(e.target.value)}>
        <option value="">{detected(recipe?.encoding, shape?.encoding)}</option>
        {(shape?.choices?.encodings ?? []).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
      <Select label={t('form.delimiter')} value={delimiter} onChange={(e) => setDelimiter(e.target.value)}>
        <option value="">{detected(recipe?.delimiter, shape?.delimiter)}</option>
        {(shape?.choices?.delimiters ?? []).map((d) => (
          <option key={d} value={d}>
            {nameOf(d)}
          </option>
        ))}
      </Select>
      <Button look={dirty ? 'primary' : 'plain'} disabled={!dirty} busy={reread.isPending} onClick={() => reread.mutate({ encoding, delimiter })}>
        {t('form.again')}
      </Button>
      {reread.isError && <ProblemNotice error={reread.error} />}
    </div>
  )
}
