import { useTranslation } from 'react-i18next'
import { keys, queryClient } from '@/api/keys'
import { saveLanguage } from '@/api/session'
import type { Language } from '@/api/types'
import { language, languages, speak } from '@/i18n'

/** Changes the language at once, without leaving the page; what the server says is asked again in it. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('app')
  const choose = async (tag: Language) => {
    if (tag === i18n.language) return
    await speak(tag)
    if (queryClient.getQueryData(keys.me)) {
      saveLanguage(tag)
        .then((me) => queryClient.setQueryData(keys.me, me))
        .catch(() => undefined) // kept in this browser all the same
    }
    void queryClient.invalidateQueries()
  }
  return (
    <div className="language" role="group" aria-label={t('language')}>
      {languages.map(({ tag, name }) => (
        <button key={tag} type="button" lang={tag} aria-pressed={language() === tag} aria-label={name} onClick={() => void choose(tag)}>
          {tag === 'id' ? 'Indonesia' : 'English'}
        </button>
      ))}
    </div>
  )
}
