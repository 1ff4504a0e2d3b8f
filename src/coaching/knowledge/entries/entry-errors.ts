import { AppError } from '../../../shared/errors.ts';
import type { KnowledgeEntry } from './entry.ts';

export const entryGone = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_074',
    message: 'No such entry.',
    userMessage: 'I can’t find that entry any more. Ask for the list of entries to see what there is.',
  });

/** Nothing is lost: what the admin wrote is in their form or message still. */
export const entryStale = ({ title, version }: KnowledgeEntry): AppError =>
  new AppError({
    code: 'KNOWLEDGE_075',
    message: 'The entry has changed since it was opened.',
    userMessage: `Somebody else changed “${title}” while you were writing; it is at version ${version} now, and I changed nothing. Copy your words, open the entry again, and put them in.`,
  });

export const entryTitleTaken = (title: string): AppError =>
  new AppError({
    code: 'KNOWLEDGE_076',
    message: 'Another entry in force has this title.',
    userMessage: `There is an entry called “${title}” already. Choose another title, or edit that one.`,
  });

/** @param faults by field, each a sentence */
export const entryFaulty = (faults: Readonly<Record<string, string>>): AppError =>
  new AppError({
    code: 'KNOWLEDGE_077',
    message: 'An entry with fields that cannot be used.',
    userMessage: Object.values(faults).join(' '),
  });

export const entryVersionNotFound = (version: number): AppError =>
  new AppError({
    code: 'KNOWLEDGE_078',
    message: 'No such version of the entry.',
    userMessage: `There is no version ${version} of this entry. Its history names those there are.`,
  });
