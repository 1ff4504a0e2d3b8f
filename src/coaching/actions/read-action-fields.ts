import { readTarget } from '../growth/read-target.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import type { ActionPriority } from './action-item.ts';
import type { ActionFields } from './create-action-item.ts';

const priorities: Readonly<Record<string, ActionPriority>> = {
  high: 'HIGH',
  urgent: 'HIGH',
  medium: 'MEDIUM',
  normal: 'MEDIUM',
  low: 'LOW',
};
const level = '(high|urgent|medium|normal|low)';
/** Said in so many words, wherever it stands at the end. */
const saidPriority = new RegExp(
  String.raw`[\s,;(–-]*\b(?:${level}[ -]priority|priority:? ${level})[)\s.!]*$`,
  'i',
);
const tag = /#([\p{L}][\p{L}\p{N}_-]*)/u;

/**
 * What is to be done, by when, of which kind and how urgent: `call back ACME by Friday #practice high`. After a tag a bare
 * `high` is the priority; elsewhere it is one of the words ("keep the energy high").
 * @param today `YYYY-MM-DD`, where the owner lives
 */
export function readActionFields(words: string, dates: DateReader, today: string): ActionFields {
  let text = words.trim();
  let category: string | undefined;
  let priority: ActionPriority | undefined;
  const tagged = tag.exec(text);
  if (tagged !== null) {
    category = tagged[1];
    const after = text.slice(tagged.index + tagged[0].length);
    const bare = new RegExp(String.raw`^[\s,]*${level}\b[\s,]*`, 'i').exec(after);
    priority = priorities[bare?.[1]?.toLowerCase() ?? ''];
    text =
      `${text.slice(0, tagged.index).trimEnd()} ${after.slice(bare?.[0].length ?? 0).trimStart()}`.trim();
  }
  const said = saidPriority.exec(text);
  if (said !== null) {
    priority = priorities[(said[1] ?? said[2] ?? '').toLowerCase()];
    text = text.slice(0, said.index).trim();
  }
  const { text: title, day } = readTarget(text, dates, today);
  return {
    title: title.replace(/[\s,;:–-]+$/, ''),
    ...(day === undefined ? {} : { dueOn: day }),
    ...(category === undefined ? {} : { category: category.charAt(0).toUpperCase() + category.slice(1) }),
    ...(priority === undefined ? {} : { priority }),
  };
}
