import type pg from 'pg';
import { sealArchive } from '../../src/data/privacy/archive.ts';
import { personalData } from '../../src/data/privacy/personal-data.ts';
import { createSealedBox } from '../../src/data/sealed-box.ts';
import { newId } from '../../src/shared/ids.ts';
import { testKey } from './privacy-rig.ts';
import { seedEveryTable, type SeededTenant } from './seed-every-table.ts';

/** What keys, states and places are made of is no words. */
const notWords =
  /(?:_key|_id|^id|^email|^state|^status|^role|^kind|^stage|^model|^prompt_version|^platform|^place|^handle|^name)$/;
const json = JSON.stringify;

/**
 * A row of one person in every table, and `phrase` in every column of it that takes words: generic, so that a new table
 * is planted too. Besides, a session of several people, and words said in a shared place, archives included.
 */
export async function plantEverywhere(
  { app, superuser }: { app: pg.Client; superuser: pg.Client },
  phrase: string,
): Promise<SeededTenant & { session: string; sharedArchive: string }> {
  const tenant = await seedEveryTable(app, 'planted');
  const { organizationId: org, ownerId: owner, otherUserId: other, sharedKey } = tenant;
  const run = (sql: string, ...values: unknown[]) => superuser.query(sql, values);

  await run(`UPDATE users SET name = $2 WHERE id = $1`, owner, 'Pia Plantagenet');
  await run('UPDATE action_items SET owner_user_id = $1', owner);
  await run('UPDATE import_row_errors SET cells = $1', ['pia plantagenet', phrase]);
  await run('UPDATE organization_contacts SET user_id = $1', owner);
  await run('UPDATE rag_queries SET gap_id = (SELECT id FROM knowledge_gaps LIMIT 1)');
  await run('UPDATE conversation_messages SET turn_by = $1', owner);
  // Alone with a coach: such a session is all about the person.
  await run('UPDATE coaching_sessions SET facilitator_id = $1', other);
  await run('UPDATE session_participants SET user_id = $1', owner);
  await run('UPDATE voice_profiles SET examples = $1', json([{ after: phrase }]));
  // The other asked for the person, who knows nothing of it.
  await run(
    `INSERT INTO connection_suggestions (organization_id, requestor_id, suggested_id, reason_type, reason, expires_at)
     VALUES ($1, $2, $3, 'expertise_match', $4, '2030-01-01')`,
    org,
    other,
    owner,
    json([{ kind: 'expertise', shown: phrase }]),
  );

  const tables = Object.entries(personalData).filter(
    ([name, { people = {}, erase }]) =>
      // Ids and states, and never a word: what a platform sent and was sent.
      !['inbox_events', 'deliveries', 'conversation_references'].includes(name) &&
      (erase !== undefined || Object.values(people).includes('delete')),
  );
  const alsoTheirs = ['summary_versions', 'transcript_segments', 'follow_up_versions', 'processing_jobs'];
  for (const name of [...tables.map(([table]) => table), ...alsoTheirs]) {
    const { rows } = await run(
      `SELECT column_name AS column, data_type AS type FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name = $1 AND data_type IN ('text', 'jsonb') AND is_generated = 'NEVER'`,
      name,
    );
    for (const { column, type } of rows as { column: string; type: string }[]) {
      if (notWords.test(column)) continue;
      // What a check refuses is a word of the product's own.
      await run(
        `UPDATE ${name} SET ${column} = $1 WHERE organization_id = $2`,
        type === 'jsonb' ? json(name === 'summary_versions' ? [] : [{ said: phrase }]) : phrase,
        org,
      ).catch(() => undefined);
    }
  }
  await run(
    'UPDATE users SET phone = $2, department = $2, employee_id = $2, shift_pattern = $2 WHERE id = $1',
    owner,
    phrase,
  );

  const session = await plantSession(superuser, tenant, phrase);
  const sharedArchive = newId();
  const said = { at: '2024-01-05T10:00:00.000Z', role: 'user', turnId: newId() };
  const archive = {
    messages: [
      { ...said, text: phrase, turnBy: owner },
      { ...said, text: 'what the other said', turnBy: other },
    ],
    talks: [],
  };
  await run(
    `INSERT INTO conversation_archives (id, organization_id, conversation_key, user_id, month, message_count, messages_sealed)
     VALUES ($1, $2, $3, NULL, '2024-01-01', 2, $4)`,
    sharedArchive,
    org,
    sharedKey,
    sealArchive(createSealedBox(testKey), sharedArchive, archive),
  );
  await run(`UPDATE conversation_references SET place = '{"kind":"channel"}'`);
  return { ...tenant, session, sharedArchive };
}

/** Pia and Otto in a workshop that the other leads; Otto's summary quotes her. */
async function plantSession(
  superuser: pg.Client,
  { organizationId: org, ownerId: owner, otherUserId: other }: SeededTenant,
  phrase: string,
): Promise<string> {
  const [session, pia, otto, piaSummary, ottoSummary] = [newId(), newId(), newId(), newId(), newId()];
  const run = (sql: string, ...values: unknown[]) => superuser.query(sql, values);
  await run(
    `INSERT INTO coaching_sessions (id, organization_id, facilitator_id, session_type, title, session_date, upload_key, processing_status)
     VALUES ($1, $2, $3, 'WORKSHOP', 'Workshop with Pia Plantagenet', '2026-11-01', 'w', 'completed')`,
    session,
    org,
    other,
  );
  for (const [id, name, user, position] of [
    [pia, 'Pia Plantagenet', owner, 0],
    [otto, 'Otto Other', null, 1],
  ] as const) {
    await run(
      'INSERT INTO session_participants (id, organization_id, session_id, name, user_id, turns, position) VALUES ($1, $2, $3, $4, $5, 1, $6)',
      id,
      org,
      session,
      name,
      user,
      position,
    );
  }
  for (const [index, speaker, text] of [
    [0, 'Pia Plantagenet', `I always say ${phrase}.`],
    [1, 'Otto Other', 'Thanks, Pia. That helps.'],
  ] as const) {
    await run(
      'INSERT INTO transcript_segments (organization_id, session_id, segment_index, speaker, text) VALUES ($1, $2, $3, $4, $5)',
      org,
      session,
      index,
      speaker,
      text,
    );
  }
  const evidence = [{ segment: 0, speaker: 'Pia Plantagenet', startMs: 0, quote: `I always say ${phrase}.` }];
  const line = { id: newId(), section: 'wins', source: 'transcript' };
  for (const [id, participant, lines] of [
    [piaSummary, pia, [{ ...line, text: `Says ${phrase}`, evidence }]],
    [ottoSummary, otto, [{ ...line, text: 'Learnt from Pia', evidence }]],
  ] as const) {
    await run(
      `INSERT INTO summaries (id, organization_id, session_id, participant_id, version, state, approved_at)
       VALUES ($1, $2, $3, $4, 1, 'approved', now())`,
      id,
      org,
      session,
      participant,
    );
    await run(
      `INSERT INTO summary_versions (summary_id, version, organization_id, lines, cause) VALUES ($1, 1, $2, $3, '{"kind":"draft"}')`,
      id,
      org,
      json(lines),
    );
  }
  return session;
}
