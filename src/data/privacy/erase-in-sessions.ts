import type pg from 'pg';

/** Stands for words, and for a name, that were removed. */
const removedWords = '[removed]';
const formerParticipant = 'Former participant';

interface Participation {
  id: string;
  session_id: string;
  name: string;
  is_facilitator: boolean;
  /** Others in the session besides its facilitator. */
  others: string[];
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * The name as a POSIX pattern of PostgreSQL. A first name counts where nobody else in the session has it: in a talk of a
 * few people it is how they call one another.
 */
function patternOf({ name, others }: Participation): string {
  const [first = '', ...rest] = name.trim().split(/\s+/);
  const isShared = others.some((other) => other.split(/\s+/)[0] === first);
  const names = rest.length > 0 && first.length > 2 && !isShared ? [name, first] : [name];
  return `\\m(${names.map(escapeRegex).join('|')})\\M`;
}

/** Every string of a JSON value without the name; words that the person said, in quotes of evidence, are removed. */
function scrub(value: unknown, speaker: string, pattern: RegExp): unknown {
  if (typeof value === 'string') return value.replace(pattern, formerParticipant);
  if (Array.isArray(value)) return value.map((item) => scrub(item, speaker, pattern));
  if (typeof value !== 'object' || value === null) return value;
  const said = (value as { speaker?: unknown }).speaker === speaker && 'quote' in value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      said && key === 'quote' ? removedWords : scrub(item, speaker, pattern),
    ]),
  );
}

/**
 * Takes a person out of coaching sessions, in the transaction of `client`. A session of the person with their coach alone
 * goes whole. In a session of several people their lines are removed, their name gives way to "Former participant",
 * their summary and its follow-ups go, and what others' summaries quote of them is removed. What was indexed is indexed
 * anew by the machinery that does so after every change.
 * @returns rows by table
 */
export async function eraseInSessions(
  client: pg.PoolClient,
  organizationId: string,
  userId: string,
): Promise<Record<string, number>> {
  const { rows } = await client.query<Participation>(
    `SELECT p.id, p.session_id, p.name, p.is_facilitator,
            ARRAY(SELECT o.name FROM session_participants o
                   WHERE o.session_id = p.session_id AND o.id <> p.id AND NOT o.is_facilitator) AS others
       FROM session_participants p WHERE p.organization_id = $1 AND p.user_id = $2`,
    [organizationId, userId],
  );
  const alone = rows.filter(({ is_facilitator: leads, others }) => !leads && others.length === 0);
  const sessionIds = alone.map(({ session_id }) => session_id);
  await client.query('DELETE FROM action_items WHERE session_id = ANY ($1::uuid[])', [sessionIds]);
  const whole = await client.query('DELETE FROM coaching_sessions WHERE id = ANY ($1::uuid[])', [sessionIds]);
  const counts = { coaching_sessions: whole.rowCount ?? 0, transcript_segments: 0 };
  for (const row of rows) {
    if (!alone.includes(row)) counts.transcript_segments += await leave(client, organizationId, row);
  }
  // Suggested for a name that was not certain.
  await client.query(
    `UPDATE session_participants SET match_candidates = '[]' WHERE organization_id = $1 AND match_candidates::text LIKE $2`,
    [organizationId, `%${userId}%`],
  );
  return counts;
}

/** @returns lines of the transcript that were removed */
async function leave(client: pg.PoolClient, organizationId: string, row: Participation): Promise<number> {
  const { id, session_id: sessionId, name } = row;
  const pattern = patternOf(row);
  const summaries = 'SELECT id FROM summaries WHERE participant_id = $1';
  await client.query(`DELETE FROM action_items WHERE summary_id IN (${summaries})`, [id]);
  await client.query('DELETE FROM summaries WHERE participant_id = $1', [id]);
  await client.query('DELETE FROM processing_jobs WHERE session_id = $1', [sessionId]);
  const { rowCount } = await client.query(
    `UPDATE transcript_segments SET speaker = $3, text = $4 WHERE session_id = $1 AND speaker = $2`,
    [sessionId, name, formerParticipant, removedWords],
  );
  const rename = (table: string, columns: readonly string[], where: string): Promise<unknown> =>
    client.query(
      `UPDATE ${table} SET ${columns.map((column) => `${column} = regexp_replace(${column}, $2, $3, 'g')`).join(', ')}
        WHERE ${where} AND (${columns.map((column) => `${column} ~ $2`).join(' OR ')})`,
      [sessionId, pattern, formerParticipant],
    );
  const ofSession = 'session_id = $1';
  const itsSummaries = 'summary_id IN (SELECT id FROM summaries WHERE session_id = $1)';
  await rename('transcript_segments', ['text'], ofSession);
  await rename('transcripts', ['file_name'], ofSession);
  await rename('coaching_sessions', ['title'], 'id = $1');
  await rename(
    'action_items',
    ['title', 'blockers', 'description', 'progress_notes', 'completion_notes'],
    ofSession,
  );
  await rename('follow_ups', ['subject', 'body'], itsSummaries);
  await rename(
    'follow_up_versions',
    ['subject', 'body', 'request'],
    `follow_up_id IN (SELECT id FROM follow_ups WHERE ${itsSummaries})`,
  );
  await scrubJson(client, row);
  await client.query(
    `UPDATE session_participants SET user_id = NULL, match_state = 'none', insight = '{}', updated_at = now(),
       name = $2 || (SELECT CASE count(*) WHEN 0 THEN '' ELSE ' ' || (count(*) + 1) END FROM session_participants o
                      WHERE o.session_id = $3 AND o.name LIKE $2 || '%')
      WHERE id = $1`,
    [id, formerParticipant, sessionId],
  );
  await client.query(
    `UPDATE record_index SET indexed_version = 0, updated_at = now()
      WHERE organization_id = $1 AND wanted_version > 0 AND (
        (source_table = 'coaching_sessions' AND source_id = $2)
        OR (source_table = 'summaries' AND source_id IN (SELECT id FROM summaries WHERE session_id = $2)))`,
    [organizationId, sessionId],
  );
  return rowCount ?? 0;
}

/** What of others' summaries, and of changes asked for, names or quotes the person. */
async function scrubJson(client: pg.PoolClient, row: Participation): Promise<void> {
  const pattern = new RegExp(patternOf(row).replaceAll(/\\[mM]/g, '\\b'), 'gu');
  const clean = (value: unknown): string => JSON.stringify(scrub(value, row.name, pattern));
  const versions = await client.query<{
    summary_id: string;
    version: number;
    lines: unknown;
    cause: unknown;
  }>(
    `SELECT summary_id, version, lines, cause FROM summary_versions
      WHERE summary_id IN (SELECT id FROM summaries WHERE session_id = $1)`,
    [row.session_id],
  );
  for (const { summary_id: id, version, lines, cause } of versions.rows) {
    await client.query(
      'UPDATE summary_versions SET lines = $3, cause = $4 WHERE summary_id = $1 AND version = $2',
      [id, version, clean(lines), clean(cause)],
    );
  }
  const proposals = await client.query<{ id: string; request: string; items: unknown }>(
    'SELECT id, request, items FROM summary_proposals WHERE session_id = $1',
    [row.session_id],
  );
  for (const { id, request, items } of proposals.rows) {
    await client.query('UPDATE summary_proposals SET request = $2, items = $3 WHERE id = $1', [
      id,
      request.replace(pattern, formerParticipant),
      clean(items),
    ]);
  }
}
