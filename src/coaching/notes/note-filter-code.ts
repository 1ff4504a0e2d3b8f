import { z } from 'zod';
import type { NoteFilter } from './ports.ts';
import { notePriorities, noteTypes } from './quick-note.ts';

/** Buttons carry at most so many characters. */
const longest = 200;

/** Without dashes an id is four characters shorter. */
const shortened = (id: string): string => id.replaceAll('-', '');
const lengthened = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const minutes = (at: Date | undefined) => (at === undefined ? undefined : String(at.getTime() / 60_000));

/**
 * A filter as a button carries it: days, kinds and ids, never words that somebody typed. Undefined where it holds such
 * words, or would not fit: then there is no button.
 */
export function encodeNoteFilter(filter: NoteFilter, after?: string): string | undefined {
  const { personIds, authorIds, types, priority, state, followUp, shared, from, before, words } = filter;
  if (words !== undefined) return undefined;
  const code = [
    ['p', personIds?.map(shortened).join(',')],
    ['l', authorIds?.map(shortened).join(',')],
    ['k', types?.join(',')],
    ['i', priority],
    ['s', state],
    ['u', followUp === true ? '1' : undefined],
    ['h', shared === true ? '1' : undefined],
    ['f', minutes(from)],
    ['b', minutes(before)],
    ['a', after === undefined ? undefined : shortened(after)],
  ]
    .flatMap(([key = '', value]) => (value === undefined ? [] : [`${key}${value}`]))
    .join(';');
  return code.length > longest ? undefined : code;
}

const listOf = <T extends z.ZodType>(item: T, read: (text: string) => unknown) =>
  z
    .string()
    .transform((text) => text.split(',').map(read))
    .pipe(z.array(item));
const moment = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform((text) => new Date(Number(text) * 60_000));
const yes = z.literal('1').transform(() => true);

const partsSchema = z
  .object({
    p: listOf(z.uuid(), lengthened),
    l: listOf(z.uuid(), lengthened),
    k: listOf(z.enum(noteTypes), (text) => text),
    i: z.enum(notePriorities),
    s: z.enum(['open', 'addressed']),
    u: yes,
    h: yes,
    f: moment,
    b: moment,
    a: z.string().transform(lengthened).pipe(z.uuid()),
  })
  .partial()
  .strict();

/** Undefined when the code did not come from `encodeNoteFilter`. */
export function decodeNoteFilter(code: string): { filter: NoteFilter; after?: string } | undefined {
  const parts = code
    .split(';')
    .flatMap((part) => (part === '' ? [] : [[part.slice(0, 1), part.slice(1)] as const]));
  const parsed = partsSchema.safeParse(Object.fromEntries(parts));
  if (!parsed.success) return undefined;
  const { p, l, k, i, s, u, h, f, b, a } = parsed.data;
  return {
    filter: {
      ...(p === undefined ? {} : { personIds: p }),
      ...(l === undefined ? {} : { authorIds: l }),
      ...(k === undefined ? {} : { types: k }),
      ...(i === undefined ? {} : { priority: i }),
      ...(s === undefined ? {} : { state: s }),
      ...(u === undefined ? {} : { followUp: u }),
      ...(h === undefined ? {} : { shared: h }),
      ...(f === undefined ? {} : { from: f }),
      ...(b === undefined ? {} : { before: b }),
    },
    ...(a === undefined ? {} : { after: a }),
  };
}
