import { dayIn } from '../people/day-in.ts';
import type { Clock } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { Audience } from '../access/audience.ts';
import type { UserRepository } from '../people/ports.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import { entitlesToNothing, recordEntitlement } from './entitlement.ts';
import { indexRecords, type IndexRecordsDeps } from './index-records.ts';
import { findTopic } from './find-topic.ts';
import type { RecordFilter, RecordLanguage, RecordStore } from './ports.ts';
import type { RecordHit, RecordKind } from './record.ts';
import { understandQuestion, type RecordQuestion } from './understand-question.ts';

export interface SearchRecordsDeps extends IndexRecordsDeps {
  records: RecordStore;
  language: RecordLanguage;
  users: Pick<UserRepository, 'list'>;
  dates: DateReader;
  clock: Clock;
}

export interface SearchRecords {
  /** Everyone who will see the answer; only what each of them may see is looked at. */
  audience: Audience;
  /** The question in plain words. */
  text: string;
  /** Hits at most; default 60. */
  limit?: number;
}

/** People or sessions that an answer is about, with what speaks for each. */
export interface RecordGroup {
  /** Name of the person, or title of the session. */
  title: string;
  /** The person's id, where they have an account, or the session's. */
  id?: string;
  hits: readonly RecordHit[];
}

export interface RecordAnswer {
  kind: 'answer';
  /** Best first; without a topic the newest first. */
  hits: readonly RecordHit[];
  /** The same hits by person or session, where the question asks for those; those with the best hit first. */
  groups: readonly RecordGroup[];
  group: RecordQuestion['group'];
  kinds: readonly RecordKind[];
  /** Days that were looked at, inclusive; open where the question names none. */
  from?: string;
  to?: string;
  /** The words looked for, as they were typed; empty: everything of that kind. */
  topic: string;
  /** Misspelt words with what was looked for in their place. */
  corrections: readonly { from: string; to: string }[];
  /** What was looked through: sessions and notes that everyone in the audience may see, of those days and people. */
  lookedThrough: { sessions: number; notes: number };
  /** Records among these that changed a moment ago and are not read yet. */
  behind: number;
}

export type SearchRecordsResult =
  | RecordAnswer
  /** Several people have a name that was said; whose records are meant has to be asked. */
  | { kind: 'which-person'; name: string; candidates: readonly string[] }
  /** Those present may see no records in common, whatever there is. */
  | { kind: 'not-here' };

const defaultLimit = 60;
/** Enough to count people and sessions by; more is no answer but a list. */
const candidatesAtMost = 400;
/** A question waits for this many records that changed just now; for more it does not. */
const caughtUpAtMost = 50;
const longestQuestion = 1_000;

/**
 * Answers a question about summaries, notes and sessions within what everyone in the audience may see. Nothing outside
 * touches the answer: no hit, no count, no rarity of a word, no spelling.
 * @throws AppError KNOWLEDGE_060 for a question without words
 */
export async function searchRecords(
  deps: SearchRecordsDeps,
  { audience, text, limit = defaultLimit }: SearchRecords,
): Promise<SearchRecordsResult> {
  if (text.trim() === '') {
    throw new AppError({
      code: 'KNOWLEDGE_060',
      message: 'a search of records without words',
      userMessage: 'What shall I look for? For example: who struggled with refunds last month?',
    });
  }
  const { actor } = audience;
  const { organizationId } = actor;
  const [line, people] = await Promise.all([
    deps.records.line(organizationId),
    deps.users.list(organizationId),
    indexRecords(deps, organizationId, { atMost: caughtUpAtMost }),
  ]);
  const entitlement = recordEntitlement(audience, line);
  if (entitlesToNothing(entitlement)) return { kind: 'not-here' };
  const today = dayIn(deps.clock.now(), actor.timezone);
  const question = understandQuestion(text.slice(0, longestQuestion), {
    today,
    actor,
    people,
    dates: deps.dates,
  });
  if (question.unclear !== undefined) {
    const { name, candidates } = question.unclear;
    return { kind: 'which-person', name, candidates: candidates.map((user) => user.name) };
  }
  const filter = toFilter(question, today, actor.timezone);
  const found = await findTopic(deps, entitlement, filter, {
    topic: question.topic,
    speakers: question.people.map(({ name }) => name),
    limit: candidatesAtMost,
  });
  const hits = found.hits.slice(0, limit);
  return {
    kind: 'answer',
    hits,
    groups: groupHits(hits, question.group),
    group: question.group,
    kinds: question.kinds,
    topic: question.topic,
    corrections: found.corrections,
    lookedThrough: { sessions: found.matches.sessions, notes: found.matches.notes },
    behind: found.matches.behind,
    ...question.period,
  };
}

function toFilter(question: RecordQuestion, today: string, timezone: string): RecordFilter {
  const { kinds, period, people, authors, sections, noteTypes, followUp, overdue } = question;
  return {
    kinds,
    timezone,
    ...period,
    ...(people.length === 0 ? {} : { personIds: people.map(({ id }) => id) }),
    ...(authors.length === 0 ? {} : { authorIds: authors.map(({ id }) => id) }),
    ...(sections === undefined ? {} : { sections }),
    ...(noteTypes === undefined ? {} : { noteTypes }),
    ...(followUp === undefined ? {} : { followUp }),
    ...(overdue ? { dueBefore: today } : {}),
  };
}

function groupHits(hits: readonly RecordHit[], by: RecordQuestion['group']): RecordGroup[] {
  if (by === 'none') return [];
  const groups = new Map<string, { title: string; id?: string; hits: RecordHit[] }>();
  for (const hit of hits) {
    const { person, sessionId, title = '' } = hit;
    const key = by === 'person' ? (person?.userId ?? person?.name) : sessionId;
    if (key === undefined) continue;
    const id = by === 'person' ? person?.userId : sessionId;
    const group = groups.get(key) ?? {
      title: by === 'person' ? (person?.name ?? '') : title,
      ...(id === undefined ? {} : { id }),
      hits: [],
    };
    group.hits.push(hit);
    groups.set(key, group);
  }
  return [...groups.values()];
}
