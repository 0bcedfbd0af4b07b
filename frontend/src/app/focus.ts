import type { router as Router } from '@/router'

/** After a move to another page the focus goes to its heading, so that a screen reader says where one is. */
export function moveFocusOnRouteChange(router: typeof Router): void {
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) focusHeading(performance.now() + 5000)
  })
}

/** Pages whose heading comes from the server have none at first: the content waits in its place, and no later move is disturbed. */
function focusHeading(until: number): void {
  const heading = document.querySelector<HTMLElement>('main h1')
  const main = document.getElementById('main')
  const place = heading ?? main
  place?.focus({ preventScroll: true })
  if (heading || performance.now() > until) return
  setTimeout(() => {
    if (document.activeElement === main || document.activeElement === document.body) focusHeading(until)
  }, 100)
}
