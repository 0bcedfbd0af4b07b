/** Words of areas with many words that few pages need: fetched with the page, not before the first one. */
export const later = {
  rulebook: {
    en: () => import('@/areas/rulebook/locales/en.json'),
    id: () => import('@/areas/rulebook/locales/id.json'),
  },
}

export type LaterArea = keyof typeof later
