import { firstNameOf, foldName } from '../sessions/names.ts';
import { unassigned } from './summary.ts';

const theClient = /^(?:the )?(?:client|customer)$/i;

/**
 * Who does it, if that is known: somebody who spoke (by the whole name, or a first name that one of them alone has), the
 * client, or a person whom the quoted words name. @returns undefined for anybody else
 */
export function ownerSaid(
  owner: string | undefined,
  speakers: readonly string[],
  quotes: readonly string[],
): string | undefined {
  const name = owner?.replace(/\s+/g, ' ').trim() ?? '';
  const folded = foldName(name);
  if (folded === '' || folded === unassigned) return undefined;
  const whole = speakers.find((speaker) => foldName(speaker) === folded);
  if (whole !== undefined) return whole;
  const first = speakers.filter((speaker) => foldName(firstNameOf(speaker)) === folded);
  if (first.length === 1) return first[0];
  if (theClient.test(name)) return 'the client';
  return isName(name) && quotes.some((quote) => names(quote, name)) ? name : undefined;
}

/** People are written with a capital; `the team` or `everyone` owns nothing. */
const isName = (text: string): boolean => text.split(' ').every((word) => /^\p{Lu}/u.test(word));

/** Whole words, as they are written. */
function names(quote: string, name: string): boolean {
  const words = ` ${quote.replace(/['’]s\b/gu, '').replace(/[^\p{L}\p{N}'’-]+/gu, ' ')} `;
  return words.includes(` ${name.replace(/[^\p{L}\p{N}'’-]+/gu, ' ')} `);
}
