const paths = {
  overview: 'M4 13h6V4H4zm10 7h6V4h-6zM4 20h6v-4H4z',
  suppliers: 'M4 20V9l5 3V9l5 3V5h6v15zM8 16h.01M12 16h.01M16 16h.01',
  upload: 'M12 15V4m0 0L7.5 8.5M12 4l4.5 4.5M4 15v3a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-3',
  download: 'M12 4v11m0 0 4.5-4.5M12 15l-4.5-4.5M4 17v1a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-1',
  reports: 'M7 3h7l5 5v12a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm7 0v5h5M9 13h6M9 17h4',
  handIn: 'M21 4 10.5 14.5M21 4l-6.5 17-4-7-7-4z',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6 9c0-3.5 2.7-6 6-6s6 2.5 6 6M16 4.5a3.5 3.5 0 0 1 0 6.5M18 14.6c1.9.9 3 2.9 3 5.4',
  answers: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3',
  board: 'M4 4h16v16H4zM4 9h16M9 9v11M15 9v11',
  cycle: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  members: 'M4 20V6l8-3 8 3v14M9 20v-5h6v5M8 9h.01M12 9h.01M16 9h.01M8 12h.01M16 12h.01M2.5 20h19',
  shield: 'M12 3l7.5 2.8v5.7c0 4.6-3.1 8-7.5 9.5-4.4-1.5-7.5-4.9-7.5-9.5V5.800zM8.800 12l2.2 2.200 4.200-4.400',
  key: 'M14.5 13.500a5 5 0 1 0-4.200-2.300L4 17.500V20h3v-2h2v-2h2l1.200-2.800c.7.200 1.500.300 2.300.300zM15.500 8.500h.01',
  check: 'M5 12.500 10 17.500 19.500 7',
  cross: 'M6 6l12 12M18 6 6 18',
  alert: 'M12 4 2.800 20h18.400zM12 10v4.500M12 17.400v.1',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.500M12 7.600v.1',
  flag: 'M6 21V4m0 1h11l-2 4 2 4H6',
  search: 'M10.500 17a6.500 6.500 0 1 0 0-13 6.500 6.500 0 0 0 0 13zM15.500 15.500 20 20',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  up: 'M5 15l7-7 7 7',
  both: 'M8 10l4-4 4 4M8 14l4 4 4-4',
  menu: 'M4 7h16M4 12h16M4 17h16',
  out: 'M14 4h5v16h-5M3 12h11m0 0-4-4m4 4-4 4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  busy: 'M12 3a9 9 0 1 0 9 9',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.500 2',
  question: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM9.500 9.500a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.900v.1',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c2.500 2.500 3.800 5.500 3.800 9S14.500 18.500 12 21c-2.500-2.500-3.800-5.500-3.800-9S9.500 5.500 12 3z',
  plus: 'M12 5v14M5 12h14',
  undo: 'M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3',
  scales: 'M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z',
  slide: 'M4 7h9m4 0h3M4 17h3m4 0h9M15 5v4M9 15v4',
  sheet: 'M4 4h16v16H4zM4 9h16M4 14.500h16M10 4v16',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-7.500 8.500c0-4 3.300-6.500 7.500-6.500s7.500 2.500 7.500 6.500',
} as const

export type IconName = keyof typeof paths

/** A picture beside words; it says nothing on its own. */
export function Icon({ name, className = '' }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  )
}
