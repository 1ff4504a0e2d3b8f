import type { User } from '../people/user.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import { readSessionFilter } from '../sessions/read-session-filter.ts';
import type { ExportRequest } from './export-summaries.ts';
import type { ExportFormat } from './summary-writer.ts';

export interface ExportWords {
  request: ExportRequest;
  /** A name that several people have: whom the asker means has to be asked. */
  unclear?: { name: string; candidates: readonly User[] };
}

/** First match counts; without any a spreadsheet, which most people can open. */
const formatWords: readonly (readonly [RegExp, ExportFormat])[] = [
  [/\b(?:as |in |to )?(?:an? )?json(?: file)?\b/gi, 'json'],
  [/\b(?:as |in |to )?(?:an? )?(?:markdown|\.?md\b|document|text)(?: file)?\b/gi, 'markdown'],
  [/\b(?:as |in |to |for )?(?:an? )?(?:csv|excel|spreadsheet|table)(?: file)?\b/gi, 'csv'],
];
const draftWords =
  /\b(?:with|and|including|incl\.?|also) (?:the |my |all )?(?:un-?approved|drafts?)(?: (?:ones|summaries))?\b/gi;
const evidenceWords = /\b(?:with|and|including|incl\.?) (?:the |all )?(?:quotes?|evidence|citations?)\b/gi;
const exportVerb = /\b(?:export|download)(?:s|ed|ing)?\b|\bas a file\b/gi;

interface Context {
  /** The asker's day, `YYYY-MM-DD`. */
  today: string;
  actor: Pick<User, 'id'>;
  people: readonly User[];
  dates: DateReader;
}

/**
 * Reads what to export: `my summaries as CSV`, `markdown, with Priya in October, with quotes`. "My" is everything that the
 * asker may export, which needs no filter. Never throws; what is not understood is left out.
 */
export function readExportWords(text: string, context: Context): ExportWords {
  const format = formatWords.find(([pattern]) => text.search(pattern) >= 0);
  const drafts = text.search(draftWords) >= 0;
  const evidence = text.search(evidenceWords) >= 0;
  const rest = [format?.[0] ?? /$^/g, draftWords, evidenceWords, exportVerb].reduce(
    (left, pattern) => left.replace(pattern, ' '),
    text,
  );
  const { filter, unclear } = readSessionFilter(rest, context);
  const { personIds, state, ...narrowed } = filter;
  const others = personIds?.filter((id) => id !== context.actor.id) ?? [];
  return {
    request: {
      format: format?.[1] ?? 'csv',
      drafts: drafts || state === 'draft',
      evidence,
      filter: { ...narrowed, ...(others.length === 0 ? {} : { personIds: others }) },
    },
    ...(unclear === undefined ? {} : { unclear }),
  };
}

/** Whether words ask for a file of summaries, and not how something is exported elsewhere. */
export const asksForExport = (text: string): boolean =>
  /^(?:(?:please|now|and|hey|hi|can you|could you|would you|i(?:['’]d| would) like to|i want to|let me) )*(?:export|download)\b(?=.*\b(?:summar(?:y|ies)|sessions?)\b|(?: (?:it|them|all|everything))?(?: as| to| in)? *(?:an? )?(?:csv|json|markdown|excel)\b)/i.test(
    text.trim(),
  ) ||
  /\b(?:summar(?:y|ies)|sessions)\b.{0,40}\bas (?:an? )?(?:csv|json|markdown|excel|file)\b/i.test(
    text.trim(),
  );
