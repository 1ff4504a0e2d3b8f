import type { DocumentScope } from './can-read.ts';
import type { DocumentAccess, DocumentType } from './document.ts';

/** First match wins. */
const typeWords: readonly (readonly [RegExp, DocumentType])[] = [
  [/\b(?:sops?|procedures?|runbooks?|checklists?|step[- ]by[- ]step|how[- ]?to)\b/i, 'sop'],
  [/\b(?:polic(?:y|ies)|rules?|compliance|code of conduct)\b/i, 'policy'],
  [/\b(?:training|course|onboarding|workshop|lessons?|slides|deck)\b/i, 'training'],
  [/\b(?:method|methodology|framework|coaching (?:model|guide))\b/i, 'methodology'],
];

/** Most restricted first: of two that are named, the narrower one is offered. */
const accessWords: readonly (readonly [RegExp, DocumentAccess])[] = [
  [/\badmins?\b(?! guide)|\badministrators?\b/i, 'admin'],
  [/\bmanagers?\b|\bmanagement\b/i, 'manager'],
  [/\b(?:team[- ]?)?lead(?:er)?s?\b/i, 'team_leader'],
  [/\bcsrs?\b|\b(?:customer )?service (?:team|agents?|people|reps?)\b/i, 'csr'],
  [/\bsales\b/i, 'sales_rep'],
];

/**
 * What to offer for an upload, from the words said with it ("this is our refund SOP for leaders") and, for the type, the
 * file's name. A person confirms it. Nothing usable: what the version in force has, else a reference for everyone.
 */
export function guessScope(
  words: string,
  fileName: string,
  current: DocumentScope | undefined,
): DocumentScope {
  const name = fileName.replace(/[._-]+/g, ' ');
  const find = <T>(list: readonly (readonly [RegExp, T])[], text: string): T | undefined =>
    list.find(([pattern]) => pattern.test(text))?.[1];
  return {
    type: find(typeWords, words) ?? current?.type ?? find(typeWords, name) ?? 'reference',
    access: find(accessWords, words) ?? current?.access ?? 'all',
  };
}
