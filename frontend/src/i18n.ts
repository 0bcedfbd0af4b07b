import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Language } from '@/api/types'
import { later, type LaterArea } from '@/locales/later'

export const languages: { tag: Language; name: string }[] = [
  { tag: 'en', name: 'English' },
  { tag: 'id', name: 'Bahasa Indonesia' },
]

const remembered = 'telusur.language'

function isLanguage(tag: string | null | undefined): tag is Language {
  return tag === 'en' || tag === 'id'
}

/** The language now on the screen. */
export function language(): Language {
  return isLanguage(i18next.language) ? i18next.language : 'en'
}

function firstLanguage(): Language {
  try {
    const chosen = localStorage.getItem(remembered)
    if (isLanguage(chosen)) return chosen
  } catch {
    // storage may be closed to us; the browser's own languages decide
  }
  for (const tag of navigator.languages ?? []) {
    const base = tag.toLowerCase().split('-')[0]
    if (isLanguage(base)) return base
    if (base === 'in') return 'id' // the old code of Indonesian
  }
  return 'en'
}

const words = {
  en: () => import('@/locales/en'),
  id: () => import('@/locales/id'),
}

/** Areas whose words came with a page: another language needs them too. */
const opened = new Set<LaterArea>()

async function load(tag: Language): Promise<void> {
  await Promise.all([...opened].map((area) => loadLater(area, tag)))
  if (i18next.hasResourceBundle(tag, 'app')) return
  const { default: areas } = await words[tag]()
  for (const [area, texts] of Object.entries(areas)) i18next.addResourceBundle(tag, area, texts)
}

async function loadLater(area: LaterArea, tag: Language): Promise<void> {
  if (i18next.hasResourceBundle(tag, area)) return
  const { default: texts } = await later[area][tag]()
  i18next.addResourceBundle(tag, area, texts)
}

/** Fetches a page together with the words of its area. */
export async function withWords<Page>(area: LaterArea, page: Promise<Page>): Promise<Page> {
  opened.add(area)
  await loadLater(area, language())
  return page
}

/** Puts a language on the screen, and keeps it for the next visit. */
export async function speak(tag: Language): Promise<void> {
  await load(tag)
  await i18next.changeLanguage(tag)
  document.documentElement.lang = tag
  try {
    localStorage.setItem(remembered, tag)
  } catch {
    // not kept: only for this visit
  }
}

export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: false,
    ns: [],
    defaultNS: 'app',
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  })
  const tag = language()
  await load(tag)
  document.documentElement.lang = tag
  await i18next.changeLanguage(tag)
}
