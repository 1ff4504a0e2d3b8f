import type { Prep, PrepTopic } from './prep.ts';
import { splitTime } from './split-time.ts';

type Ranked = Omit<PrepTopic, 'minutes'> & Record<string, unknown>;
/** Besides how it begins and ends. */
const mostTopics = 4;
const mostOfKind = 2;

/**
 * What to talk about, the most pressing first, each with the part of the time that it gets: urgent and compliance notes, a
 * plan that is behind, what is overdue, what fell, other notes, what was agreed, open items, what went well. It begins with
 * listening and ends with what is agreed.
 */
export function rankTopics(
  prep: Pick<Prep, 'figures' | 'notes' | 'items' | 'plan' | 'lastTime'>,
  minutes: number,
): PrepTopic[] {
  const candidates: { weight: number; topic: Ranked }[] = [];
  const add = (weight: number, topic: Ranked) => candidates.push({ weight, topic });
  for (const { id, type, text } of prep.notes) {
    if (type === 'URGENT' || type === 'COMPLIANCE')
      add(100, { kind: 'urgent-note', noteId: id, about: text });
    else if (type === 'POSITIVE') add(35, { kind: 'praise-note', noteId: id, about: text });
    else add(60, { kind: 'note', noteId: id, about: text });
  }
  for (const { metric, state } of prep.plan?.targets ?? []) {
    if (state === 'behind') add(90, { kind: 'plan', metric, state });
    if (state === 'on-track') add(50, { kind: 'plan', metric, state });
  }
  for (const { title, dueOn, overdue } of prep.items) {
    if (overdue && dueOn !== undefined) add(80, { kind: 'overdue', title, dueOn });
    else add(40, { kind: 'item', title, ...(dueOn === undefined ? {} : { dueOn }) });
  }
  for (const figure of prep.figures) {
    if (figure.trend === 'worse') add(70, { kind: 'fell', figure });
    if (figure.trend === 'better') add(30, { kind: 'rose', figure });
  }
  const about = prep.lastTime?.commitments ?? prep.lastTime?.topics[0];
  if (about !== undefined) add(55, { kind: 'last-time', about });
  // Stable: of equal weight what was found first, which is the newest or the largest.
  const ranked = candidates.sort((one, other) => other.weight - one.weight);
  const isAmongFirst = ({ topic }: (typeof ranked)[number], at: number): boolean =>
    ranked.slice(0, at).filter((before) => before.topic.kind === topic.kind).length < mostOfKind;
  const chosen = ranked.filter(isAmongFirst).slice(0, mostTopics);
  const all = [
    { weight: 40, topic: { kind: 'listen' } },
    ...chosen,
    { weight: 40, topic: { kind: 'close' } },
  ];
  const parts = splitTime(
    minutes,
    all.map(({ weight }) => weight),
  );
  // Safe cast: each was added with the fields of its kind.
  return all.map(({ topic }, at) => ({ ...topic, minutes: parts[at] ?? 0 }) as unknown as PrepTopic);
}
