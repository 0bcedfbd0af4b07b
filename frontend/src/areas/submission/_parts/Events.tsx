import '../submission.css'
import { useTranslation } from 'react-i18next'
import type { Submission } from '@/api/types'
import { formatTime } from '@/ui/format'

/** What happened to a submission, newest first, with the words that were written. */
export function Events({ events }: { events: Submission['events'] }) {
  const { t } = useTranslation('submission')
  if (!events?.length) return <p className="muted">{t('eventsNone')}</p>
  // They come in the order they happened; two of the same second keep it.
  const newest = [...events].reverse().sort((a, b) => b.at.localeCompare(a.at))
  return (
    <ol className="events">
      {newest.map((e, i) => (
        <li key={i}>
          <strong>{e.actName || e.act}</strong>
          <p className="small muted">{t('by', { name: e.personName, when: formatTime(e.at) })}</p>
          {e.comment && <p className="event-comment">{e.comment}</p>}
        </li>
      ))}
    </ol>
  )
}
