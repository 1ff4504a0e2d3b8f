import type { JSX } from 'preact';

/** Line icons on a 20 × 20 grid, drawn in the colour of the text around them. */
const paths = {
  back: 'M12 4 6 10l6 6',
  close: 'm5 5 10 10M15 5 5 15',
  send: 'M3.5 10 16.5 4l-4 12-3-5z M9.5 11l7-7',
  attach: 'm14.5 9-5 5a3 3 0 0 1-4.3-4.2l6-6a2 2 0 0 1 2.9 2.8l-6 6a.9.9 0 0 1-1.4-1.3l5-5',
  reply: 'M8 5 4 9l4 4M4 9h7a5 5 0 0 1 5 5v1',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  file: 'M6 3h5l4 4v10H6zM11 3v4h4',
  lock: 'M6 9h8v7H6zM7.5 9V7a2.5 2.5 0 0 1 5 0v2',
  down: 'm5 8 5 5 5-5',
  swap: 'M4 7h11l-3-3M16 13H5l3 3',
  hash: 'M8 3 6 17M14 3l-2 14M4 7.5h13M3 12.5h13',
  warn: 'M10 3 2.5 16.5h15zM10 8v4M10 14.2h.01',
} as const;

export function Icon({ name }: { name: keyof typeof paths }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}

export function Logo(): JSX.Element {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" />
      <path d="M8 10h16M8 16h11M8 22h6" />
    </svg>
  );
}
