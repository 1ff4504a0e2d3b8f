import type { SummaryLine } from '../summaries/summary.ts';

const name = '[name]';
const number = '[number]';

const calendar =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;

/** Names that are known to stand around a summary's lines: its participant, owners and speakers. */
export const namesAround = (participant: string, lines: readonly SummaryLine[]): string[] => [
  participant,
  ...lines.flatMap(({ owner, evidence }) => [
    ...(owner === undefined ? [] : [owner]),
    ...evidence.map(({ speaker }) => speaker),
  ]),
];

/**
 * A line for keeping as an example of style: names and figures are left out, so that what one person's summary says
 * never wanders into another's by way of a voice.
 * @param names whole names; their parts count too
 */
export function withoutPeople(text: string, names: readonly string[]): string {
  const known = new Set(
    names
      .flatMap((whole) => whole.split(/[^\p{L}\p{M}’'-]+/u))
      .filter((part) => part.length > 1 && /^\p{Lu}/u.test(part))
      .map((part) => part.toLowerCase()),
  );
  const masked = text
    .replace(/\p{L}[\p{L}\p{M}’'-]*/gu, (word, at: number) => {
      const [, bare = word, rest = ''] = /^(.*?)([’']s?)?$/u.exec(word) ?? [];
      const startsSentence = /(?:^|[.!?:“"]\s*)$/.test(text.slice(0, at));
      const looksLikeName = /^\p{Lu}[\p{Ll}\p{M}’'-]+/u.test(bare) && !startsSentence && !calendar.test(bare);
      const isName = known.has(bare.toLowerCase()) && /^\p{Lu}/u.test(bare);
      // `I'm`, `I'll` begin upper case and name nobody.
      return (looksLikeName && !/^I[’']/.test(word)) || isName ? `${name}${rest}` : word;
    })
    .replace(/\p{N}[\p{N}.,:/-]*(?<=\p{N})|\p{N}/gu, number);
  return masked.replace(/\[name\](?: \[name\])+/g, name);
}
