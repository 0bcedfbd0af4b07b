import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router'
import { Gate } from '@/app/Gate'
import { home } from '@/app/navigation'
import { NotFound } from '@/app/NotFound'
import { PageProblem } from '@/app/PageProblem'
import { Shell } from '@/app/Shell'
import { withWords } from '@/i18n'
import { queryClient } from '@/api/keys'
import { ApiProblem } from '@/api/problem'
import { meQuery } from '@/api/session'
import type { Kind } from '@/api/types'
import { readSupplierSearch, readSupplierTab } from '@/areas/portfolio/_lib/search'
import { readBoardSearch } from '@/areas/forum/_lib/search'
import { Skeleton } from '@/ui/Skeleton'

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: () => (
    <Gate>
      <NotFound />
    </Gate>
  ),
})

const gate = createRoute({
  getParentRoute: () => root,
  id: 'gate',
  component: () => (
    <Gate>
      <Outlet />
    </Gate>
  ),
})

const signIn = createRoute({
  getParentRoute: () => gate,
  path: '/sign-in',
  validateSearch: (s: Record<string, unknown>): { to?: string; why?: 'expired' } => ({
    to: typeof s.to === 'string' && /^\/(?![/\\])/.test(s.to) ? s.to : undefined,
    why: s.why === 'expired' ? 'expired' : undefined,
  }),
  component: lazyRouteComponent(() => import('@/areas/session/SignInPage'), 'SignInPage'),
})

const invitation = createRoute({
  getParentRoute: () => gate,
  path: '/invitations/$token',
  component: lazyRouteComponent(() => import('@/areas/session/InvitationPage'), 'InvitationPage'),
})

const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: async ({ location }) => {
    try {
      return { me: await queryClient.ensureQueryData(meQuery) }
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        throw redirect({ to: '/sign-in', search: { to: location.href === '/' ? undefined : location.href } })
      }
      throw error
    }
  },
  component: Shell,
  errorComponent: PageProblem,
  notFoundComponent: NotFound,
})

const start = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: home[context.me.organisation.kind] })
  },
})

/** Routes of one audience: others are sent to their own first page. */
function audience<Id extends string>(id: Id, kind: Kind) {
  return createRoute({
    getParentRoute: () => inside,
    id,
    beforeLoad: ({ context }) => {
      if (context.me.organisation.kind !== kind) throw redirect({ to: home[context.me.organisation.kind] })
    },
    component: Outlet,
  })
}

const company = audience('company', 'company')
const secretariat = audience('secretariat', 'secretariat')
const auditor = audience('auditor', 'auditor')

const routeTree = root.addChildren([
  gate.addChildren([signIn, invitation]),
  inside.addChildren([
    start,
    createRoute({ getParentRoute: () => inside, path: '/people', component: lazyRouteComponent(() => import('@/areas/organisation/PeoplePage'), 'PeoplePage') }),
    createRoute({ getParentRoute: () => inside, path: '/account', component: lazyRouteComponent(() => import('@/areas/session/AccountPage'), 'AccountPage') }),
    createRoute({ getParentRoute: () => inside, path: '/check', component: lazyRouteComponent(() => import('@/areas/auditor/CheckPage'), 'CheckPage') }),
    company.addChildren([
      createRoute({ getParentRoute: () => company, path: '/overview', component: lazyRouteComponent(() => import('@/areas/portfolio/OverviewPage'), 'OverviewPage') }),
      createRoute({
        getParentRoute: () => company,
        path: '/suppliers',
        validateSearch: readSupplierSearch,
        component: lazyRouteComponent(() => import('@/areas/portfolio/SuppliersPage'), 'SuppliersPage'),
      }),
      createRoute({
        getParentRoute: () => company,
        path: '/suppliers/$supplier',
        validateSearch: readSupplierTab,
        component: lazyRouteComponent(() => import('@/areas/portfolio/SupplierPage'), 'SupplierPage'),
      }),
      createRoute({ getParentRoute: () => company, path: '/imports', component: lazyRouteComponent(() => import('@/areas/imports/ImportsPage'), 'ImportsPage') }),
      createRoute({ getParentRoute: () => company, path: '/responses', component: lazyRouteComponent(() => import('@/areas/imports/ResponsesPage'), 'ResponsesPage') }),
      createRoute({ getParentRoute: () => company, path: '/imports/$import', component: lazyRouteComponent(() => import('@/areas/imports/ImportPage'), 'ImportPage') }),
      createRoute({ getParentRoute: () => company, path: '/responses/$import', component: lazyRouteComponent(() => import('@/areas/imports/ImportPage'), 'ImportPage') }),
      createRoute({ getParentRoute: () => company, path: '/entity-lists', component: lazyRouteComponent(() => import('@/areas/screening/ScreeningPage'), 'ScreeningPage') }),
      createRoute({ getParentRoute: () => company, path: '/reports', component: lazyRouteComponent(() => import('@/areas/reports/ReportsPage'), 'ReportsPage') }),
      createRoute({ getParentRoute: () => company, path: '/hand-in', component: lazyRouteComponent(() => import('@/areas/submission/HandInPage'), 'HandInPage') }),
      createRoute({ getParentRoute: () => company, path: '/what-if', component: lazyRouteComponent(() => withWords('rulebook', import('@/areas/rulebook/WhatIfPage')), 'WhatIfPage') }),
    ]),
    secretariat.addChildren([
      createRoute({
        getParentRoute: () => secretariat,
        path: '/forum/board',
        validateSearch: readBoardSearch,
        component: lazyRouteComponent(() => import('@/areas/forum/BoardPage'), 'BoardPage'),
      }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/submissions/$submission', component: lazyRouteComponent(() => import('@/areas/forum/ReviewPage'), 'ReviewPage') }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/cycles', component: lazyRouteComponent(() => import('@/areas/forum/CyclesPage'), 'CyclesPage') }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/rulebooks', component: lazyRouteComponent(() => withWords('rulebook', import('@/areas/rulebook/RulebooksPage')), 'RulebooksPage') }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/rulebooks/$digest', component: lazyRouteComponent(() => withWords('rulebook', import('@/areas/rulebook/RulebookPage')), 'RulebookPage') }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/rulebooks/drafts/$draft', component: lazyRouteComponent(() => withWords('rulebook', import('@/areas/rulebook/DraftPage')), 'DraftPage') }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/members', component: lazyRouteComponent(() => import('@/areas/forum/MembersPage'), 'MembersPage') }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/auditors', component: lazyRouteComponent(() => import('@/areas/forum/AuditorsPage'), 'AuditorsPage') }),
      createRoute({ getParentRoute: () => secretariat, path: '/forum/reports', component: lazyRouteComponent(() => import('@/areas/forum/ForumReportsPage'), 'ForumReportsPage') }),
    ]),
    auditor.addChildren([
      createRoute({ getParentRoute: () => auditor, path: '/granted', component: lazyRouteComponent(() => import('@/areas/auditor/GrantedPage'), 'GrantedPage') }),
      createRoute({ getParentRoute: () => auditor, path: '/granted/$company', component: lazyRouteComponent(() => import('@/areas/auditor/GrantedCompanyPage'), 'GrantedCompanyPage') }),
    ]),
  ]),
])

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingMs: 300,
  defaultPendingComponent: () => <Skeleton label="…" />,
  defaultErrorComponent: PageProblem,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
