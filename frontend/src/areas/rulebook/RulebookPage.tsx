import './rulebook.css'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { asProblem } from '@/api/problem'
import { useRulebooks, useRulebookText } from '@/api/whatif'
import { NotFound } from '@/app/NotFound'
import { Button } from '@/ui/Button'
import { Digest } from '@/ui/Digest'
import { formatDay } from '@/ui/format'
import { Icon } from '@/ui/Icon'
import { PageHead } from '@/ui/PageHead'
import { Panel } from '@/ui/Panel'
import { Waiting } from '@/ui/Waiting'
import { saveText } from './_lib/saveText'
import { Editor } from './_parts/Editor'

const route = getRouteApi('/inside/secretariat/forum/rulebooks/$digest')

/** A published rulebook to read, as it was published. */
export function RulebookPage() {
  const { t } = useTranslation('rulebook')
  const { digest } = route.useParams()
  const text = useRulebookText(digest)
  const list = useRulebooks()
  const about = list.data?.rows.find((r) => r.digest === digest)
  if (text.isError && asProblem(text.error).status === 404) return <NotFound />
  return (
    <>
      <PageHead
        crumb={
          <Link to="/forum/rulebooks" className="crumb">
            <Icon name="back" />
            {t('published.title')}
          </Link>
        }
        title={about ? [about.title || about.name, about.version].join(' ') : t('published.one')}
        lead={t('published.never', { day: formatDay(about?.publishedAt) })}
        actions={
          text.data && (
            <Button icon="download" onClick={() => saveText(`${about?.name ?? 'rulebook'}-${about?.version ?? ''}.yaml`, text.data)}>
              {t('text.download')}
            </Button>
          )
        }
      />
      <Waiting query={text} lines={12}>
        {(words) => (
          <Panel title={t('text.title')} aside={<Digest digest={digest} />} className="reading">
            <Editor label={t('text.read')} text={words} readOnly />
          </Panel>
        )}
      </Waiting>
    </>
  )
}
