import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import {
  noRepeatMs,
  suggestionsAtMost,
  usableForMs,
  type ConnectionKind,
  type ConnectionSuggestion,
} from './connection.ts';
import { connectionGone } from './connection-errors.ts';
import { needsOf, reasonOf } from './needs.ts';
import type { ConnectionMatcher, ConnectionRepository, ToTerms } from './ports.ts';
import { readAsk } from './read-ask.ts';

export interface SuggestPeopleDeps {
  matcher: ConnectionMatcher;
  connections: ConnectionRepository;
  users: Pick<UserRepository, 'findByIds'>;
  toTerms: ToTerms;
  clock: Clock;
}

export interface NamedSuggestion {
  suggestion: ConnectionSuggestion;
  /** Of the suggested person. */
  name: string;
}

export type PeopleSuggested =
  /** Best first, at most three; for the asker's eyes alone. */
  | { kind: 'suggested'; people: NamedSuggestion[] }
  /** The same whether nobody shares that, nobody is there, or nobody takes part. */
  | { kind: 'nobody' }
  /** The asker takes no part: nothing was searched. */
  | { kind: 'not-opted-in' }
  | { kind: 'share-first' | 'profile-first'; kinds: readonly ConnectionKind[] }
  /** The words name nothing to look for. */
  | { kind: 'unclear' };

/**
 * Suggests colleagues by expertise, complementary strengths or a similar challenge. Both sides take part, reasons rest on
 * kinds that both share, and the same turn suggests once.
 *
 * @param ask.words in the asker's own words; kept for "show others", readable by nobody else
 * @param ask.talkId the coaching talk it came up in
 */
export async function suggestPeople(
  deps: SuggestPeopleDeps,
  actor: Actor,
  ask: { words: string; turnId: string; talkId?: string },
): Promise<PeopleSuggested> {
  const { organizationId, id: userId } = actor;
  const asker = await deps.matcher.asker(organizationId, userId, ask.turnId);
  if (asker?.settings.optedIn !== true) return { kind: 'not-opted-in' };
  const before = asker.hasAsked ? await keptFor(deps, actor, ask.turnId) : undefined;
  if (before !== undefined) return before;
  const read = readAsk(ask.words, deps.toTerms);
  if (read === undefined) return { kind: 'unclear' };
  const wanted = needsOf(read, asker);
  if (wanted.kind !== 'needs') return wanted;
  const now = deps.clock.now();
  const matches = await deps.matcher.best(asker, wanted.needs, {
    limit: suggestionsAtMost,
    now,
    noRepeatSince: new Date(now.getTime() - noRepeatMs),
  });
  // Another try of this turn may have been faster: then nobody is left to suggest, and its suggestions stand.
  if (matches.length === 0) return (await keptFor(deps, actor, ask.turnId)) ?? { kind: 'nobody' };
  const suggestions = await deps.connections.keep({
    organizationId,
    requestorId: userId,
    ...ask,
    at: now,
    suggestions: matches.map(({ userId: suggestedId, matched }) => ({
      suggestedId,
      ...reasonOf(matched, read),
      expiresAt: new Date(now.getTime() + usableForMs),
    })),
  });
  const names = new Map(matches.map((match) => [match.userId, match.name]));
  const people = suggestions.flatMap((suggestion) => {
    const name = names.get(suggestion.suggestedId);
    return name === undefined ? [] : [{ suggestion, name }];
  });
  // Another try of this turn was faster, and kept others.
  return {
    kind: 'suggested',
    people: people.length === suggestions.length ? people : await named(deps, organizationId, suggestions),
  };
}

async function keptFor(
  deps: SuggestPeopleDeps,
  { organizationId, id: userId }: Actor,
  turnId: string,
): Promise<PeopleSuggested | undefined> {
  const kept = await deps.connections.ofTurn({ organizationId, userId }, turnId);
  return kept.length === 0
    ? undefined
    : { kind: 'suggested', people: await named(deps, organizationId, kept) };
}

/** Others for what was looked for before: whoever was suggested is not suggested again. */
export async function suggestOthers(
  deps: SuggestPeopleDeps,
  actor: Actor,
  { requestId, turnId }: { requestId: string; turnId: string },
): Promise<PeopleSuggested> {
  const { organizationId, id: userId } = actor;
  const words = await deps.connections.wordsOf({ organizationId, userId }, requestId);
  if (words === undefined) throw connectionGone();
  return suggestPeople(deps, actor, { words, turnId });
}

async function named(
  { users }: Pick<SuggestPeopleDeps, 'users'>,
  organizationId: string,
  suggestions: readonly ConnectionSuggestion[],
): Promise<NamedSuggestion[]> {
  const people = await users.findByIds(
    organizationId,
    suggestions.map(({ suggestedId }) => suggestedId),
  );
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return suggestions.flatMap((suggestion) => {
    const name = names.get(suggestion.suggestedId);
    return name === undefined ? [] : [{ suggestion, name }];
  });
}
