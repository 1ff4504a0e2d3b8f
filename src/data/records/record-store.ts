import type { RecordCandidate, RecordMatches, RecordStore } from '../../coaching/records/ports.ts';
import { recordKinds, type RecordKind } from '../../coaching/records/record.ts';
import { summarySections } from '../../coaching/summaries/summary.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { entitledValues, tableOf } from './entitled-sql.ts';
import { recordTerms, recordsByTime, recordsByWords } from './search-sql.ts';
import { createSimilarSessions } from './similar-sessions.ts';

interface FoundRow {
  records: number;
  sessions: number;
  notes: number;
  behind: number;
  frequencies: Record<string, number> | null;
  id: string | null;
  source_table: string;
  source_id: string;
  version: number;
  session_id: string | null;
  title: string | null;
  day: string;
  person_id: string | null;
  person: string | null;
  author_id: string | null;
  author: string | null;
  text: string;
  heading_path: string[];
  start_offset: number;
  terms: string[];
  score: number;
}

function kindOf(table: string): RecordKind {
  const kind = recordKinds.find((candidate) => tableOf[candidate] === table);
  if (kind === undefined) throw new Error('The index holds a record of an unknown kind.');
  return kind;
}

function summaryFields({
  heading_path: [section = '', owner = '', due = '', evidence = ''],
  version,
}: FoundRow) {
  return {
    section: oneOf(summarySections, section),
    version,
    ...(owner === '' ? {} : { owner }),
    ...(due === '' ? {} : { due }),
    ...(evidence === '' ? {} : { evidence }),
  };
}

function toCandidate(row: FoundRow): RecordCandidate {
  const kind = kindOf(row.source_table);
  const person =
    row.person === null
      ? undefined
      : { name: row.person, ...(row.person_id === null ? {} : { userId: row.person_id }) };
  return {
    hit: {
      kind,
      id: row.source_id,
      date: row.day,
      text: row.text,
      score: row.score,
      ...(row.session_id === null ? {} : { sessionId: row.session_id }),
      ...(row.title === null ? {} : { title: row.title }),
      ...(person === undefined ? {} : { person }),
      ...(row.author === null || row.author_id === null
        ? {}
        : { author: { name: row.author, userId: row.author_id } }),
      ...(kind === 'summary' ? summaryFields(row) : {}),
    },
    marks: row.heading_path,
    start: row.start_offset,
    terms: row.terms,
  };
}

/** The letter after it, where the alphabet has one in every collation. */
const nextLetter = (letter: string): string | null =>
  /^[a-y]$/u.test(letter) ? String.fromCharCode(letter.charCodeAt(0) + 1) : null;

export function createRecordStore(pool: ScopedPool): RecordStore {
  return {
    async line(organizationId) {
      const { rows } = await pool.runInScope<{ id: string; leader: string | null; manager: string | null }>(
        { organizationId },
        {
          name: 'record-line',
          text: 'SELECT id, team_leader_id AS leader, manager_id AS manager FROM users WHERE organization_id = $1',
          values: [organizationId],
        },
      );
      return rows.map(({ id, leader, manager }) => ({
        id,
        ...(leader === null ? {} : { teamLeaderId: leader }),
        ...(manager === null ? {} : { managerId: manager }),
      }));
    },
    async search(entitlement, filter, terms, limit): Promise<RecordMatches> {
      const { organizationId } = entitlement;
      const values = [
        ...entitledValues(entitlement, filter),
        filter.sections === undefined ? null : [...filter.sections],
        filter.noteTypes === undefined ? null : [...filter.noteTypes],
        filter.followUp ?? false,
        filter.dueBefore ?? null,
        limit,
      ];
      const statement =
        terms.length === 0
          ? { name: 'records-by-time', text: recordsByTime, values }
          : { name: 'records-by-words', text: recordsByWords, values: [...values, [...terms]] };
      const { rows } = await pool.runInScope<FoundRow>({ organizationId }, statement);
      const [first] = rows;
      return {
        candidates: rows.filter(({ id }) => id !== null).map(toCandidate),
        frequencies: new Map(Object.entries(first?.frequencies ?? {})),
        records: first?.records ?? 0,
        sessions: first?.sessions ?? 0,
        notes: first?.notes ?? 0,
        behind: first?.behind ?? 0,
      };
    },
    async vocabulary(organizationId, firstLetters) {
      const { rows } = await pool.runInScope<{ term: string }>(
        { organizationId },
        {
          name: 'record-terms',
          text: recordTerms,
          values: [organizationId, [...firstLetters], firstLetters.map(nextLetter)],
        },
      );
      return rows.map(({ term }) => term);
    },
    similar: createSimilarSessions(pool),
  };
}
