import type { router as Router } from '@/router'
import { keys, queryClient } from '@/api/keys'
import { ApiProblem } from '@/api/problem'

/** When any answer says that the session is over: sign in, and come back to this very page. */
export function watchSession(router: typeof Router): void {
  const check = (error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status !== 401) return
    const { location } = router.state
    if (location.pathname === '/sign-in' || location.pathname.startsWith('/invitations/')) return
    if (!queryClient.getQueryData(keys.me)) return // never signed in: the route's own guard sends there
    void router.navigate({ to: '/sign-in', search: { to: location.href, why: 'expired' } }).then(() => queryClient.clear())
  }
  queryClient.getQueryCache().subscribe((e) => {
    if (e.type === 'updated' && e.action.type === 'error') check(e.action.error)
  })
  queryClient.getMutationCache().subscribe((e) => {
    if (e.type === 'updated' && e.action.type === 'error') check(e.action.error)
  })
}
