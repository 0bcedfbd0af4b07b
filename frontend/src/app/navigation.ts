import type { Kind } from '@/api/types'
import type { IconName } from '@/ui/Icon'

export const places = {
  company: [
    { to: '/overview', word: 'nav.overview', icon: 'overview' },
    { to: '/suppliers', word: 'nav.suppliers', icon: 'suppliers' },
    { to: '/imports', word: 'nav.imports', icon: 'upload' },
    { to: '/responses', word: 'nav.responses', icon: 'answers' },
    { to: '/entity-lists', word: 'nav.entityLists', icon: 'search' },
    { to: '/reports', word: 'nav.reports', icon: 'reports' },
    { to: '/hand-in', word: 'nav.handIn', icon: 'handIn' },
    { to: '/what-if', word: 'nav.whatIf', icon: 'slide' },
    { to: '/people', word: 'nav.people', icon: 'people' },
  ],
  secretariat: [
    { to: '/forum/board', word: 'nav.board', icon: 'board' },
    { to: '/forum/cycles', word: 'nav.cycles', icon: 'cycle' },
    { to: '/forum/rulebooks', word: 'nav.rulebooks', icon: 'scales' },
    { to: '/forum/members', word: 'nav.members', icon: 'members' },
    { to: '/forum/auditors', word: 'nav.auditors', icon: 'key' },
    { to: '/forum/reports', word: 'nav.forumReports', icon: 'reports' },
    { to: '/check', word: 'nav.check', icon: 'shield' },
    { to: '/people', word: 'nav.people', icon: 'people' },
  ],
  auditor: [
    { to: '/granted', word: 'nav.granted', icon: 'members' },
    { to: '/check', word: 'nav.check', icon: 'shield' },
    { to: '/people', word: 'nav.people', icon: 'people' },
  ],
} as const satisfies Record<Kind, readonly { to: string; word: string; icon: IconName }[]>

/** The first page of each audience. */
export const home = { company: '/overview', secretariat: '/forum/board', auditor: '/granted' } as const satisfies Record<Kind, string>
