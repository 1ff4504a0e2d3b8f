import type { JSX } from 'preact';
import type { WirePerson } from '../../wire.ts';
import { colourIndex, initials } from '../model/words.ts';
import { Logo } from './icons.tsx';

/** How many colours page.css has: `.avatar-0` and on. */
const colours = 10;

/** Decoration beside a name: hidden from screen readers. Undefined person: the bot. */
export function Avatar({ person, small }: { person: WirePerson | undefined; small?: boolean }): JSX.Element {
  const size = small === true ? ' avatar-small' : '';
  if (!person) {
    return (
      <span class={`avatar avatar-bot${size}`} aria-hidden="true">
        <Logo />
      </span>
    );
  }
  return (
    <span class={`avatar avatar-${colourIndex(person.id, colours)}${size}`} aria-hidden="true">
      {initials(person.name)}
    </span>
  );
}
