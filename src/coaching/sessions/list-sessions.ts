import { dayIn } from '../people/day-in.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Audience } from '../access/audience.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { entitlesToNothing, recordEntitlement, type RecordEntitlement } from '../records/entitlement.ts';
import { findTopic } from '../records/find-topic.ts';
import { indexRecords, type IndexRecordsDeps } from '../records/index-records.ts';
import type { RecordLanguage, RecordStore } from '../records/ports.ts';
import type { SessionCatalog, SessionFilter, SessionPage } from './catalog-ports.ts';
import type { DateReader } from './date-reader.ts';
import { readSessionFilter } from './read-session-filter.ts';

export interface ListSessionsDeps extends IndexRecordsDeps {
  catalog: SessionCatalog;
  records: RecordStore;
  language: RecordLanguage;
  users: Pick<UserRepository, 'list'>;
  dates: DateReader;
  clock: Clock;
}

export interface ListSessions {
  /** Everyone who will see the list; a session is shown where each of them may see it. */
  audience: Audience;
  /** Which sessions, in plain words: `with Priya last month`, `unapproved`, `workshops in October about refunds`. */
  text?: string;
  /** Narrows further; what the words say goes before. */
  filter?: SessionFilter;
  /** See `SessionCatalog`. */
  after?: string;
  /** Default 10. */
  limit?: number;
}

export type SessionListing =
  | (SessionPage & {
      kind: 'page';
      /** What the words came to. */
      filter: SessionFilter;
      /** Words that were looked for in summaries and transcripts; empty: none. */
      topic: string;
    })
  /** Several people have a name that was said. */
  | { kind: 'which-person'; name: string; candidates: readonly string[] }
  /** Those present may see no sessions in common, whatever there is. */
  | { kind: 'not-here' };

const sessionsAPage = 10;
/** Places looked at for a topic; a session has many. */
const placesAtMost = 400;
const longestText = 1_000;
/** See `searchRecords`: a list does not wait for more than these. */
const caughtUpAtMost = 50;

/**
 * The sessions that everyone in an audience may see, newest first: in full those led by them or by people below them (admins:
 * all), and those of which a participant may read their own approved summary. The rules are those of `canSeeSession` and
 * `canSeeSummary`.
 */
export async function listSessions(
  deps: ListSessionsDeps,
  { audience, text = '', filter: given = {}, after, limit = sessionsAPage }: ListSessions,
): Promise<SessionListing> {
  const { actor } = audience;
  const { organizationId } = actor;
  const entitlement = recordEntitlement(audience, await deps.records.line(organizationId));
  if (entitlesToNothing(entitlement)) return { kind: 'not-here' };
  const asked = readSessionFilter(text.slice(0, longestText), {
    today: dayIn(deps.clock.now(), actor.timezone),
    actor,
    people: text.trim() === '' ? [] : await deps.users.list(organizationId),
    dates: deps.dates,
  });
  if (asked.unclear !== undefined) {
    const { name, candidates } = asked.unclear;
    return { kind: 'which-person', name, candidates: candidates.map((user) => user.name) };
  }
  const find = async (filter: SessionFilter, words: string): Promise<SessionListing> => {
    // Words that the index leaves out (`things`) narrow nothing.
    const topic = deps.language.terms(words).length === 0 ? '' : words;
    const narrowed =
      topic === ''
        ? filter
        : { ...filter, ids: await sessionsAbout(deps, entitlement, actor, filter, topic) };
    const page = await deps.catalog.page(entitlement, narrowed, {
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return { kind: 'page', ...page, filter: narrowed, topic };
  };
  const { name, ...rest } = { ...given, ...asked.filter };
  if (name === undefined) return find(rest, asked.topic);
  const named = await find({ ...rest, name }, asked.topic);
  // Nobody of that name took part: perhaps it was no name ("sessions with refunds").
  return named.kind === 'page' && named.total === 0 ? find(rest, `${name} ${asked.topic}`.trim()) : named;
}

async function sessionsAbout(
  deps: ListSessionsDeps,
  entitlement: RecordEntitlement,
  { organizationId, timezone }: Actor,
  { from, to }: SessionFilter,
  topic: string,
): Promise<string[]> {
  await indexRecords(deps, organizationId, { atMost: caughtUpAtMost });
  const { hits } = await findTopic(
    deps,
    entitlement,
    {
      kinds: ['summary', 'session'],
      timezone,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
    { topic, speakers: [], limit: placesAtMost },
  );
  return [...new Set(hits.flatMap(({ sessionId }) => sessionId ?? []))];
}
