import { svg } from './dom.ts'

/** Line icons on a grid of 20. */
const paths = {
  hash: 'M7 3 5.5 17M14.5 3 13 17M3.5 7.5h14M2.5 12.5h14',
  home: 'M3 9.5 10 3l7 6.5M5 8.5V17h10V8.5',
  chat: 'M3 4h14v10H9l-4 3v-3H3z',
  send: 'M3 10 17 3l-5 14-2.5-5.5z',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  close: 'M5 5l10 10M15 5 5 15',
  back: 'M12 4 6 10l6 6',
  menu: 'M3 5h14M3 10h14M3 15h14',
  reply: 'M3 4h14v9h-6l-4 4v-4H3z',
  file: 'M5 2h7l4 4v12H5zM12 2v4h4',
  download: 'M10 3v10m-4-4 4 4 4-4M4 17h12',
  up: 'M6 17V9l4-7c1.5 0 2.3 1 2 2.500L11.300 8H16c1 0 1.700 1 1.400 2l-1.600 5.500c-.2.900-1 1.500-1.900 1.500zM6 9H3v8h3',
  sun: 'M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 1.500v2M10 16.500v2M1.500 10h2M16.500 10h2M4 4l1.400 1.400M14.600 14.600 16 16M4 16l1.400-1.400M14.600 5.400 16 4',
  spark: 'M10 2.500 11.800 8.200 17.500 10l-5.700 1.800L10 17.500l-1.800-5.700L2.500 10l5.700-1.800z',
} as const
export type IconName = keyof typeof paths

export const icon = (name: IconName): SVGElement =>
  svg(
    'svg',
    { viewBox: '0 0 20 20', class: `icon icon-${name}`, 'aria-hidden': 'true' },
    svg('path', { d: paths[name] }),
  )
