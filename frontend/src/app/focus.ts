import type { router as Router } from '@/router'

/** After a move to another page the focus goes to its heading, so that a screen reader says where one is. */
export function moveFocusOnRouteChange(router: typeof Router): void {
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    if (!fromLocation || !pathChanged) return
    requestAnimationFrame(() => {
      const heading = document.querySelector<HTMLElement>('main h1') ?? document.getElementById('main')
      heading?.focus({ preventScroll: true })
    })
  })
}
