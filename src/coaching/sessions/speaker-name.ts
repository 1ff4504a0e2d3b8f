import { foldName } from './names.ts';

const titles = new Set(
  'mr mrs ms miss mx dr prof professor sir madam herr frau dipl ing don dona señor senor senora sr sra srta mme mlle monsieur madame hon rev jr ii iii phd md mba'.split(
    ' ',
  ),
);
/** Letters that lose no mark when they are decomposed. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * The words of a speaker's name, folded, without titles and what tools add: `Shah, Dr. Priya (Guest)` and
 * `priya.shah | Fennimoor` become `priya shah`.
 */
export function nameWords(name: string): string[] {
  const plain = name
    .replace(/[([{].*?[)\]}]/g, ' ')
    .replace(/\s+[|/•–—-]\s+.*$/, '')
    .replace(/@.*$/, '')
    .replace(/[ßæœøłđðþı]/giu, (letter) => letters[letter.toLowerCase()] ?? letter);
  const [last = '', first = '', ...more] = plain.split(',').map((part) => part.trim());
  // `Shah, Priya`; `Priya Shah, MBA` has a title behind the comma.
  const isTurned =
    first !== '' && more.length === 0 && !first.split(/\s+/).every((word) => titles.has(foldName(word)));
  const words = foldName(isTurned ? `${first} ${last}` : last).split(' ');
  const bare = words.filter((word) => word !== '' && !titles.has(word));
  return bare.length === 0 ? words.filter((word) => word !== '') : bare;
}

const nobody =
  /^(?:(?:unknown|several|unidentified|guest|anonymous)?\s*(?:speakers?|callers?|participants?|voices?|users?|attendees?|guests?|persons?|people|sprecher(?:in)?|hablante|locuteur|intervenant|teilnehmer(?:in)?)(?:\s*[\d#a-z]{1,3})?|unknown|anonymous|agent|advisor|representative|rep|client|customer|employee|candidate|coachee|interviewee|all|everyone|group|audience|iphone|ipad|phone|android|galaxy.*|(?:conference|meeting|board) ?room.*|room \w+|zoom.*|teams.*|laptop.*|desktop.*|macbook.*|\w+s (?:iphone|ipad|macbook.*))$/;

/** Names that say nothing about who speaks: `Speaker 3`, `Unknown speaker`, `Caller 2`, a device or a room. */
export const isAnonymous = (name: string): boolean => {
  const folded = foldName(name);
  return folded === '' || nobody.test(folded);
};

const leading =
  /^(?:me|you|i|myself|(?:coach|facilitator|moderator|host)(?: 1)?|mentor|trainer|teacher|instructor|interviewer|team lead(?:er)?|leader|manager|supervisor|ich|yo|moi|entrenadora?|formateur|moderatorin|trainerin)$/;

/** Speakers that stand for the person who led the session, where the file gives roles instead of names. */
export const isLeadingRole = (name: string): boolean => leading.test(foldName(name.replace(/^the\s+/i, '')));
