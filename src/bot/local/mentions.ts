import type { LocalPerson } from '../../coaching/local-chat/ports.ts';

/** Name by which the bot is mentioned. */
const botName = 'Threadcoach';

const botMention = new RegExp(`(?<![\\w@.])@${botName}\\b:?`, 'giu');

/** Whether the bot is meant, decided from the text alone. */
export const mentionsBot = (text: string): boolean => text.search(botMention) !== -1;

export const withoutBotMention = (text: string): string =>
  text
    .replace(botMention, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();

/** People whose full name stands after an `@`, in order; the longest name wins (`@Ann Lee` is not `@Ann`). */
export function findMentions(
  text: string,
  people: readonly Pick<LocalPerson, 'id' | 'name'>[],
): { platformUserId: string; name: string }[] {
  const longestFirst = [...people].sort((a, b) => b.name.length - a.name.length);
  const found: { platformUserId: string; name: string }[] = [];
  for (const { index } of text.matchAll(/(?<![\w@.])@/gu)) {
    const rest = text.slice(index + 1);
    const person = longestFirst.find(({ name }) => startsWithName(rest, name));
    if (person && !found.some(({ platformUserId }) => platformUserId === person.id)) {
      found.push({ platformUserId: person.id, name: person.name });
    }
  }
  return found;
}

function startsWithName(text: string, name: string): boolean {
  const start = text.slice(0, name.length);
  return (
    start.localeCompare(name, undefined, { sensitivity: 'accent' }) === 0 &&
    !/^[\p{L}\p{N}]/u.test(text.slice(name.length))
  );
}
