let region: HTMLElement | null = null

/** Says something to screen readers without moving the focus. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('div')
    region.className = 'visually-hidden'
    region.setAttribute('role', 'status')
    region.setAttribute('aria-live', 'polite')
    document.body.append(region)
  }
  region.textContent = ''
  // A change in the same tick may go unnoticed.
  setTimeout(() => region && (region.textContent = text), 60)
}
