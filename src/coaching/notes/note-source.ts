import { z } from 'zod';
import { noteLimits } from './quick-note.ts';

/** The message that a note's words were taken from. */
export interface NoteSource {
  /** An https address of it. */
  url?: string;
  /** When it was written. */
  saidAt?: Date;
}

/** Only what can stand in a link as it is. */
const address = z
  .string()
  .max(noteLimits.url)
  .regex(/^https:\/\/[^\s()<>[\]\\"'`]+$/);
const carried = z.object({ url: address.optional(), at: z.iso.datetime({ offset: true }).optional() });

/** As a form carries it; empty where nothing is known. An address that is none is left out. */
export function encodeNoteSource({ url, saidAt }: NoteSource): string {
  const safe = address.safeParse(url);
  const source = {
    ...(safe.success ? { url: safe.data } : {}),
    ...(saidAt === undefined ? {} : { at: saidAt.toISOString() }),
  };
  return Object.keys(source).length === 0 ? '' : JSON.stringify(source);
}

/** What came back with the form; nothing where it is not what was sent. */
export function decodeNoteSource(context: string): NoteSource {
  if (!context.startsWith('{')) return {};
  let json: unknown;
  try {
    json = JSON.parse(context);
  } catch {
    return {};
  }
  const parsed = carried.safeParse(json);
  if (!parsed.success) return {};
  const { url, at } = parsed.data;
  return {
    ...(url === undefined ? {} : { url }),
    ...(at === undefined ? {} : { saidAt: new Date(at) }),
  };
}
