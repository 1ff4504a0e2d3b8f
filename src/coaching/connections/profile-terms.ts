import { isProfileField } from '../profiles/field-catalogue.ts';
import { starStrengths, type ProfileField, type StarCard } from '../profiles/profile.ts';
import type { ConnectionKind, ConnectionTerm } from './connection.ts';
import { readLanguages } from './languages.ts';
import type { ToTerms } from './ports.ts';

const dotsInAll = 9;
const maxShown = 120;

/** Words of a person's own, one by one: "refund escalations" is found by either word, and best by both. */
function topicTerms(kind: ConnectionKind, values: readonly string[], toTerms: ToTerms): ConnectionTerm[] {
  return values.flatMap((value) => {
    const terms = [...new Set(toTerms(value))];
    const weight = terms.length === 0 ? 0 : 1 / Math.sqrt(terms.length);
    return terms.map((term) => ({ kind, term, shown: value.slice(0, maxShown), weight }));
  });
}

const languageTerms = (values: readonly string[], toTerms: ToTerms): ConnectionTerm[] =>
  values.flatMap((value) => {
    const { languages } = readLanguages(value);
    const [first] = toTerms(value);
    const terms = languages.length > 0 ? languages : first === undefined ? [] : [first];
    return terms.map((term) => ({ kind: 'language', term, shown: value.slice(0, maxShown), weight: 1 }));
  });

const strengthTerms = (card: StarCard): ConnectionTerm[] =>
  starStrengths
    .filter((strength) => card[strength] > 0)
    .map((strength) => ({
      kind: 'strength',
      term: strength,
      shown: strength,
      weight: card[strength] / dotsInAll,
    }));

const listOf = ({ value }: ProfileField): readonly string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
const isStarCard = (value: unknown): value is StarCard =>
  typeof value === 'object' && value !== null && starStrengths.every((strength) => strength in value);

const kindOfField: Partial<Record<string, ConnectionKind>> = {
  expertise: 'expertise',
  languages: 'language',
  star_card: 'strength',
  flow: 'flow',
  development_areas: 'challenge',
};

function termsOf(field: ProfileField, kind: ConnectionKind, toTerms: ToTerms): ConnectionTerm[] {
  switch (kind) {
    case 'language':
      return languageTerms(listOf(field), toTerms);
    case 'strength':
      return isStarCard(field.value) ? strengthTerms(field.value) : [];
    case 'expertise':
    case 'flow':
    case 'challenge':
      return topicTerms(kind, listOf(field), toTerms);
  }
}

/**
 * What a profile gives of the kinds that its owner shares. What a leader wrote about somebody leads to no suggestion: a
 * colleague would read the leader's words.
 */
export function profileTerms(
  fields: readonly ProfileField[],
  shares: readonly ConnectionKind[],
  toTerms: ToTerms,
): ConnectionTerm[] {
  const best = new Map<string, ConnectionTerm>();
  for (const field of fields) {
    const kind = isProfileField(field.field) ? kindOfField[field.field] : undefined;
    if (kind === undefined || !shares.includes(kind) || field.source === 'leader') continue;
    for (const term of termsOf(field, kind, toTerms)) {
      const key = `${term.kind} ${term.term}`;
      if ((best.get(key)?.weight ?? 0) < term.weight) best.set(key, term);
    }
  }
  return [...best.values()];
}

/** The company that a profile names, in lower case; '' is the organisation itself. */
export function companyOf(fields: readonly ProfileField[]): string {
  const value = fields.find(({ field }) => field === 'company')?.value;
  return typeof value === 'string' ? value.trim().toLowerCase() : '';
}
