import {
  connectionKinds,
  type ConnectionKind,
  type SharedPoint,
} from '../../coaching/connections/connection.ts';
import { words } from '../words/en.ts';

const { connections: say } = words;

/** What somebody shares, in one sentence without its subject: "knows refunds and speaks Spanish". Plain text. */
export function reasonInWords(
  reason: readonly SharedPoint[],
  phrases: Readonly<Record<ConnectionKind, (items: readonly string[]) => string>> = say.points,
): string {
  const parts = connectionKinds.flatMap((kind) => {
    const items = reason.filter((point) => point.kind === kind).map(({ shown }) => shown);
    return items.length === 0 ? [] : [phrases[kind](items)];
  });
  return say.listed(parts);
}

/** What there is to talk about, from what the other shares: "refunds in Spanish". */
export function topicInWords(reason: readonly SharedPoint[]): string {
  const of = (...kinds: readonly ConnectionKind[]): string[] =>
    reason.filter(({ kind }) => kinds.includes(kind)).map(({ shown }) => shown);
  const topics = of('expertise', 'flow', 'challenge', 'strength');
  const languages = of('language');
  return [
    say.listed(topics),
    languages.length === 0 ? '' : `${topics.length === 0 ? '' : 'in '}${say.listed(languages)}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

export const firstName = (name: string): string => name.split(' ')[0] ?? name;
