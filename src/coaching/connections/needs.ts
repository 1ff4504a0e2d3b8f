import { starStrengths } from '../profiles/profile.ts';
import type { ConnectionKind, ConnectionTerm, ReasonType, SharedPoint } from './connection.ts';
import type { Asker, Need } from './ports.ts';
import type { ConnectionAsk } from './read-ask.ts';

/** A strength that a third of the nine dots went to is a strong one. */
const strongFrom = 0.3;
/** What supports a suggestion beside what it rests on. */
const aside = { flow: 0.2, challenge: 0.3 } as const;
const pointsAKind = 3;

export type Needs =
  | { kind: 'needs'; needs: Need[] }
  /** Both sides share: these the asker keeps to themselves. */
  | { kind: 'share-first'; kinds: ConnectionKind[] }
  /** The asker shares these kinds, and their profile holds nothing of them. */
  | { kind: 'profile-first'; kinds: ConnectionKind[] };

/** How much a kind of reason counts for this asker: what led to a yes before counts more. */
const trusted = (asker: Asker, type: ReasonType): number => 0.75 + asker.accepted[type] / 2;

const needOf = (need: Pick<Need, 'kind' | 'term' | 'part' | 'factor'> & Partial<Need>): Need => ({
  essential: true,
  least: 0,
  ...need,
});

const ownTerms = (asker: Asker, kind: ConnectionKind): string[] =>
  asker.terms.filter((term) => term.kind === kind).map(({ term }) => term);

/** Where the asker has the fewest dots: nothing, where all have as many. */
function lowPoints(asker: Asker): string[] {
  const dots = new Map(
    asker.terms.flatMap(({ kind, term, weight }) => (kind === 'strength' ? [[term, weight]] : [])),
  );
  const all = starStrengths.map((strength) => dots.get(strength) ?? 0);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  return least === most ? [] : starStrengths.filter((_, index) => all[index] === least);
}

/** What is looked for, built only from kinds that the asker shares too. */
export function needsOf(ask: ConnectionAsk, asker: Asker): Needs {
  const shares = (kind: ConnectionKind): boolean => asker.settings.shares.includes(kind);
  const challenges = shares('challenge') ? ownTerms(asker, 'challenge') : [];
  const common =
    ask.topics.length === 0 ? challenges : ask.topics.filter((term) => challenges.includes(term));
  const isAlike = ask.wish === 'alike' && (common.length > 0 || ask.topics.length === 0);
  const rest: ConnectionKind =
    ask.wish === 'complement'
      ? 'strength'
      : ask.wish === 'alike' && !shares('expertise')
        ? 'challenge'
        : 'expertise';
  const main: ConnectionKind = isAlike ? 'challenge' : rest;
  const isTopical = ask.wish !== 'helper' || ask.topics.length > 0;
  const wanted: ConnectionKind[] = [
    ...(isTopical ? [main] : []),
    ...(ask.languages.length > 0 ? (['language'] as const) : []),
  ];
  const kept = wanted.filter((kind) => !shares(kind));
  if (kept.length > 0) return { kind: 'share-first', kinds: kept };
  const languages = ask.languages.map((term, index) =>
    needOf({
      ...{ kind: 'language', term, part: ask.topics.length + index, essential: !isTopical },
      factor: trusted(asker, 'expertise_match'),
    }),
  );
  if (!isTopical) return { kind: 'needs', needs: languages };
  const topical = topicalNeeds(ask, asker, main, common);
  if (topical.length === 0 && main !== 'expertise') return { kind: 'profile-first', kinds: [main] };
  return { kind: 'needs', needs: [...topical, ...languages] };
}

function topicalNeeds(
  ask: ConnectionAsk,
  asker: Asker,
  main: ConnectionKind,
  common: readonly string[],
): Need[] {
  const { shares } = asker.settings;
  switch (main) {
    case 'strength':
      return lowPoints(asker).map((term) =>
        needOf({
          ...{ kind: 'strength', term, part: 0, least: strongFrom },
          factor: trusted(asker, 'complementary_strengths'),
        }),
      );
    case 'challenge':
      return common.map((term, part) =>
        needOf({ kind: 'challenge', term, part, factor: trusted(asker, 'similar_challenge') }),
      );
    default: {
      const topics = ask.topics.map((term, part) => ({ term, part }));
      const factor = trusted(asker, 'expertise_match');
      return [
        ...topics.map((topic) => needOf({ kind: 'expertise', ...topic, factor })),
        ...(shares.includes('flow')
          ? topics.map((topic) =>
              needOf({ kind: 'flow', ...topic, factor: factor * aside.flow, essential: false }),
            )
          : []),
        ...topics
          .filter(({ term }) => common.includes(term))
          .map((topic) => needOf({ kind: 'challenge', ...topic, factor: aside.challenge, essential: false })),
      ];
    }
  }
}

/** Why somebody is suggested: the kind of reason, and what of theirs it rests on, each said once. */
export function reasonOf(
  matched: readonly ConnectionTerm[],
  ask: Pick<ConnectionAsk, 'wish'>,
): { reasonType: ReasonType; reason: SharedPoint[] } {
  const has = (kind: ConnectionKind): boolean => matched.some((term) => term.kind === kind);
  const reasonType: ReasonType = has('strength')
    ? 'complementary_strengths'
    : has('challenge') && (ask.wish === 'alike' || !(has('expertise') || has('flow')))
      ? 'similar_challenge'
      : 'expertise_match';
  const kinds: readonly ConnectionKind[] = {
    complementary_strengths: ['strength', 'language'] as const,
    similar_challenge: ['challenge', 'language'] as const,
    expertise_match: ['expertise', 'flow', 'language'] as const,
  }[reasonType];
  const reason = kinds.flatMap((kind) =>
    [...new Set(matched.filter((term) => term.kind === kind).map(({ shown }) => shown))]
      .slice(0, pointsAKind)
      .map((shown) => ({ kind, shown })),
  );
  return { reasonType, reason };
}
