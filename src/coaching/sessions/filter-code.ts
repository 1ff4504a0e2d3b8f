import { z } from 'zod';
import { sessionStates, type SessionFilter } from './catalog-ports.ts';
import { sessionTypes } from './session.ts';

/** Buttons carry at most so many characters. */
const longest = 200;
const uuid = z.uuid();
const day = z.iso.date();

/**
 * A filter as a button or form carries it: days, kinds and ids, never words that somebody typed. Undefined where it holds
 * such words (`name`), or would not fit: then there is no button.
 */
export function encodeSessionFilter(filter: SessionFilter, after?: string): string | undefined {
  const { from, to, types, state, personIds, ledByIds, name, ids } = filter;
  if (name !== undefined || ids !== undefined) return undefined;
  const parts = [
    ['f', from],
    ['t', to],
    ['k', types?.join(',')],
    ['s', state],
    ['p', personIds?.map(shortened).join(',')],
    ['l', ledByIds?.map(shortened).join(',')],
    ['a', after === undefined ? undefined : shortened(after)],
  ].flatMap(([key, value]) => (value === undefined ? [] : [`${key ?? ''}${value}`]));
  const code = parts.join(';');
  return code.length > longest ? undefined : code;
}

/** Undefined when the code did not come from `encodeSessionFilter`. */
export function decodeSessionFilter(code: string): { filter: SessionFilter; after?: string } | undefined {
  const parts = new Map(
    code.split(';').flatMap((part) => (part === '' ? [] : [[part.slice(0, 1), part.slice(1)] as const])),
  );
  const parsed = partsSchema.safeParse(Object.fromEntries(parts));
  if (!parsed.success) return undefined;
  const { f, t, k, s, p, l, a } = parsed.data;
  return {
    filter: {
      ...(f === undefined ? {} : { from: f }),
      ...(t === undefined ? {} : { to: t }),
      ...(k === undefined ? {} : { types: k }),
      ...(s === undefined ? {} : { state: s }),
      ...(p === undefined ? {} : { personIds: p }),
      ...(l === undefined ? {} : { ledByIds: l }),
    },
    ...(a === undefined ? {} : { after: a }),
  };
}

/** Without dashes an id is four characters shorter. */
const shortened = (id: string): string => id.replaceAll('-', '');
const lengthened = (id: string): string => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const listOf = <T extends z.ZodType>(item: T, read: (text: string) => unknown) =>
  z
    .string()
    .transform((text) => text.split(',').map(read))
    .pipe(z.array(item));

const partsSchema = z
  .object({
    f: day,
    t: day,
    k: listOf(z.enum(sessionTypes), (text) => text),
    s: z.enum(sessionStates),
    p: listOf(uuid, lengthened),
    l: listOf(uuid, lengthened),
    a: z.string().transform(lengthened).pipe(uuid),
  })
  .partial()
  .strict();
