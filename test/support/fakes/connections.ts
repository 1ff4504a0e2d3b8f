import {
  isOpen,
  type ConnectionSettings,
  type ConnectionSuggestion,
  type ConnectionTerm,
} from '../../../src/coaching/connections/connection.ts';
import type {
  ConnectionMatcher,
  ConnectionRepository,
  ConnectionSettingsRepository,
  ConnectionViewer,
} from '../../../src/coaching/connections/ports.ts';
import { newId } from '../../../src/shared/ids.ts';

interface Stored {
  settings: ConnectionSettings;
  company: string;
  terms: readonly ConnectionTerm[];
}
interface Kept {
  turnId: string;
  words: string;
  suggestion: ConnectionSuggestion;
}

export interface FakeConnections {
  connectionSettings: ConnectionSettingsRepository;
  connections: ConnectionRepository;
  /** Who shares the most of what is looked for; of those, who came first. Ranking is PostgreSQL's to show. */
  matcher: ConnectionMatcher;
}

/** Connections in memory; `test/contract/connections.contract.ts` holds them to what PostgreSQL does. */
export function createFakeConnections(names: ReadonlyMap<string, string> = new Map()): FakeConnections {
  const people = new Map<string, Stored>();
  const kept: Kept[] = [];
  const excluded: [string, string][] = [];
  const closing = new Map<string, Date>();
  const of = (organizationId: string, userId: string): Stored | undefined => {
    const found = people.get(userId);
    return found?.settings.organizationId === organizationId ? found : undefined;
  };
  const isIn = (userId: string): boolean => people.get(userId)?.settings.optedIn === true;
  const isExcluded = (one: string, other: string): boolean =>
    excluded.some((pair) => pair.includes(one) && pair.includes(other));
  /** What the row policy shows. */
  const seen = ({ organizationId, userId }: ConnectionViewer, id: string): Kept | undefined =>
    kept.find(
      ({ suggestion: { id: own, organizationId: tenant, requestorId, suggestedId, askedAt } }) =>
        own === id &&
        tenant === organizationId &&
        (requestorId === userId || (suggestedId === userId && askedAt !== undefined)),
    );
  const change = (one: Kept, fields: Partial<ConnectionSuggestion>): ConnectionSuggestion =>
    (one.suggestion = { ...one.suggestion, ...fields });
  const ofTurn: ConnectionRepository['ofTurn'] = ({ organizationId, userId }, turnId) =>
    Promise.resolve(
      kept
        .filter(({ turnId: own, suggestion }) => own === turnId && suggestion.requestorId === userId)
        .filter(({ suggestion }) => suggestion.organizationId === organizationId)
        .map(({ suggestion }) => suggestion),
    );

  const connectionSettings: ConnectionSettingsRepository = {
    find: (organizationId, userId) => Promise.resolve(of(organizationId, userId)?.settings),
    change(organizationId, userId, { pausedUntil, ...fields }) {
      const { settings, ...rest } = people.get(userId) ?? {
        settings: { organizationId, userId, optedIn: false, shares: [], availability: 'available' as const },
        company: '',
        terms: [],
      };
      const { pausedUntil: before, ...unpaused } = settings;
      const until = pausedUntil === undefined ? before : (pausedUntil ?? undefined);
      const changed = { ...unpaused, ...fields, ...(until === undefined ? {} : { pausedUntil: until }) };
      people.set(userId, { ...rest, settings: changed, terms: changed.optedIn ? rest.terms : [] });
      return Promise.resolve(changed);
    },
    replaceTerms(organizationId, userId, build) {
      const stored = of(organizationId, userId);
      if (stored === undefined) return Promise.resolve();
      const { terms, company } = stored.settings.optedIn
        ? build(stored.settings)
        : { terms: [], company: '' };
      people.set(userId, { ...stored, terms, company });
      return Promise.resolve();
    },
  };

  const connections: ConnectionRepository = {
    ofTurn,
    keep(request) {
      const { organizationId, requestorId, turnId, words, suggestions } = request;
      const requestId = newId();
      if (!kept.some((one) => one.turnId === turnId)) {
        for (const suggestion of suggestions) {
          const base = { id: newId(), organizationId, requestId, requestorId, status: 'suggested' as const };
          kept.push({ turnId, words, suggestion: { ...base, ...suggestion } });
        }
      }
      return ofTurn({ organizationId, userId: requestorId }, turnId);
    },
    find: (viewer, id) => Promise.resolve(seen(viewer, id)?.suggestion),
    wordsOf: ({ userId }, requestId) =>
      Promise.resolve(
        kept.find(({ suggestion }) => suggestion.requestId === requestId && suggestion.requestorId === userId)
          ?.words,
      ),
    markViewed(viewer, ids) {
      for (const id of ids) {
        const one = seen(viewer, id);
        if (one?.suggestion.status === 'suggested') change(one, { status: 'viewed' });
      }
      return Promise.resolve();
    },
    ask(viewer, id, { message, at, expiresAt }) {
      const one = seen(viewer, id);
      if (one?.suggestion.requestorId !== viewer.userId) return Promise.resolve(undefined);
      const { suggestedId, requestorId, askedAt } = one.suggestion;
      const other = people.get(suggestedId)?.settings;
      const isPossible =
        isOpen(one.suggestion) &&
        askedAt === undefined &&
        one.suggestion.expiresAt > at &&
        isIn(requestorId) &&
        other?.optedIn === true &&
        other.availability === 'available' &&
        (other.pausedUntil === undefined || other.pausedUntil <= at) &&
        !isExcluded(requestorId, suggestedId);
      return Promise.resolve(
        isPossible ? change(one, { status: 'viewed', message, askedAt: at, expiresAt }) : undefined,
      );
    },
    answer(viewer, id, status, at) {
      const one = seen(viewer, id);
      const isPossible =
        one?.suggestion.suggestedId === viewer.userId &&
        isOpen(one.suggestion) &&
        one.suggestion.expiresAt > at &&
        (status === 'declined' || (isIn(viewer.userId) && isIn(one.suggestion.requestorId)));
      return Promise.resolve(isPossible ? change(one, { status, responseAt: at }) : undefined);
    },
    dismiss(viewer, id, at) {
      const one = seen(viewer, id);
      if (one !== undefined && isOpen(one.suggestion) && one.suggestion.askedAt === undefined)
        change(one, { status: 'declined', responseAt: at });
      return Promise.resolve();
    },
    claimClosing(viewer, id, now) {
      const one = seen(viewer, id);
      const since = closing.get(id)?.getTime() ?? -Infinity;
      const isMine =
        one !== undefined &&
        isOpen(one.suggestion) &&
        one.suggestion.expiresAt <= now &&
        since < now.getTime() - 120_000;
      if (isMine) closing.set(id, now);
      return Promise.resolve(isMine);
    },
    releaseClosing(_viewer, id) {
      closing.delete(id);
      return Promise.resolve();
    },
    expire(viewer, id, now) {
      const one = seen(viewer, id);
      if (one !== undefined && isOpen(one.suggestion) && one.suggestion.expiresAt <= now)
        change(one, { status: 'expired' });
      return Promise.resolve();
    },
    markIntroduced(viewer, id, at) {
      const one = seen(viewer, id);
      if (one?.suggestion.status === 'connected' && one.suggestion.introducedAt === undefined)
        change(one, { introducedAt: at });
      return Promise.resolve();
    },
    exclude({ userId }, otherId) {
      excluded.push([userId, otherId]);
      return Promise.resolve();
    },
  };

  const matcher: ConnectionMatcher = {
    asker(organizationId, userId, turnId) {
      const stored = of(organizationId, userId);
      if (stored === undefined) return Promise.resolve(undefined);
      const { settings, company, terms } = stored;
      const accepted = { expertise_match: 0.5, complementary_strengths: 0.5, similar_challenge: 0.5 };
      const hasAsked = kept.some((one) => one.turnId === turnId);
      return Promise.resolve({
        settings,
        company,
        terms,
        accepted,
        hasAsked,
        utcOffsetMinutes: 0,
        leaderIds: [],
      });
    },
    best({ settings: { organizationId, userId }, company }, needs, { limit, now }) {
      const found = [...people.values()]
        .filter(({ settings, company: theirs }) => {
          const { optedIn, availability, pausedUntil, userId: other } = settings;
          return (
            settings.organizationId === organizationId &&
            theirs === company &&
            other !== userId &&
            optedIn &&
            availability === 'available' &&
            (pausedUntil === undefined || pausedUntil <= now) &&
            !isExcluded(userId, other) &&
            !kept.some(
              ({ suggestion }) => suggestion.requestorId === userId && suggestion.suggestedId === other,
            )
          );
        })
        .map(({ settings, terms }) => ({
          userId: settings.userId,
          name: names.get(settings.userId) ?? settings.userId,
          matched: terms.filter(({ kind, term, weight }) =>
            needs.some((need) => need.kind === kind && need.term === term && weight >= need.least),
          ),
        }))
        .filter(({ matched }) =>
          needs.some(
            (need) =>
              need.essential && matched.some(({ kind, term }) => need.kind === kind && need.term === term),
          ),
        )
        .sort((one, other) => other.matched.length - one.matched.length);
      return Promise.resolve(found.slice(0, limit));
    },
  };
  return { connectionSettings, connections, matcher };
}
