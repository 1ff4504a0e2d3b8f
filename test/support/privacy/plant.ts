import type pg from 'pg';
import { newId } from '../../../src/shared/ids.ts';

/** Occurs nowhere else; the words around it are what others look for. */
export const secret = 'quarzveilbrink';
export const lookedFor = 'lighthouse ladder';
const said = (where: string): string => `The ${lookedFor} of my ${where} worries me: ${secret}`;

export interface Planted {
  /** Ids by which others might ask for it. */
  ids: string[];
  /** Where it stands, by the name of the table. */
  tables: string[];
}

/** What one person alone may read, of every kind, with the secret in it; written as the app in that person's scope. */
export async function plant(
  client: pg.ClientBase,
  owner: { organizationId: string; userId: string; otherId: string; directKeys: readonly string[] },
): Promise<Planted> {
  const { organizationId, userId, otherId, directKeys } = owner;
  const planted: Planted = { ids: [], tables: [] };
  const insert = async (table: string, row: Record<string, unknown>, holds = true): Promise<void> => {
    const entries = Object.entries({ organization_id: organizationId, ...row });
    await client.query(
      `INSERT INTO ${table} (${entries.map(([column]) => column).join(', ')})
       VALUES (${entries.map((_, index) => `$${index + 1}`).join(', ')})`,
      entries.map(([, value]) => value),
    );
    if (holds) planted.tables.push(table);
    for (const [column, value] of entries)
      if (/^(?:id|turn_id|talk_id|goal_id)$/.test(column)) planted.ids.push(value);
  };
  await client.query('BEGIN');
  await client.query(
    `SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true), set_config('app.conversation_key', '', true)`,
    [organizationId, userId],
  );
  for (const conversation_key of directKeys) {
    const conversation = newId();
    const turn = newId();
    await insert('coaching_conversations', { id: conversation, conversation_key, user_id: userId }, false);
    const message = { conversation_id: conversation, conversation_key, user_id: userId, turn_id: turn };
    await insert('conversation_messages', { ...message, role: 'user', text: said('team') });
    await insert('conversation_messages', { ...message, role: 'assistant', text: said('day') });
    await insert('conversation_messages', {
      ...message,
      turn_id: newId(),
      role: 'user',
      text: said('heart'),
      withheld: true,
    });
    await insert('rag_queries', {
      user_id: userId,
      turn_id: turn,
      query: said('question'),
      duration_ms: 1,
      mode: 'hybrid',
      feedback: 'wrong',
    });
  }
  const [conversation_key = ''] = directKeys;
  const [talk, goal] = [newId(), newId()];
  const own = { user_id: userId };
  await insert('coaching_talks', {
    ...own,
    id: talk,
    conversation_key,
    topic: said('topic'),
    next_step: said('step'),
    summary: said('summary'),
  });
  await insert('coaching_talk_turns', { ...own, turn_id: newId(), talk_id: talk }, false);
  // In the place of what the demo says of her.
  await client.query('DELETE FROM profile_fields WHERE user_id = $1', [userId]);
  for (const [field, value] of [
    ['wellbeing', 3],
    ['stress_indicators', [said('stress')]],
  ] as const)
    await insert('profile_fields', {
      ...own,
      field,
      value: JSON.stringify(value),
      visibility: 'private',
      source: 'self',
    });
  await insert('profile_edits', {
    ...own,
    subject_id: userId,
    edit_id: newId(),
    fields: JSON.stringify([{ field: 'aspirations', before: { value: said('aspiration') } }]),
  });
  await insert('profile_questionnaires', {
    ...own,
    conversation_key,
    state: 'paused',
    progress: JSON.stringify({ field: said('field') }),
  });
  await insert('growth_goals', { ...own, id: goal, title: said('goal'), reason: said('reason') });
  await insert('growth_steps', { ...own, goal_id: goal, position: 0, text: said('step') });
  await insert('growth_notes', { ...own, goal_id: goal, kind: 'progress', text: said('progress') });
  const request = newId();
  await insert('connection_requests', {
    id: request,
    requestor_id: userId,
    words: said('request'),
    turn_id: newId(),
  });
  // Chosen, and not yet asked: the other does not know of it.
  await insert('connection_suggestions', {
    request_id: request,
    requestor_id: userId,
    suggested_id: otherId,
    reason_type: 'expertise_match',
    reason: JSON.stringify([{ kind: 'expertise', shown: said('reason') }]),
    message: said('message'),
    expires_at: '2030-01-01',
  });
  await insert('voice_profiles', { coach_id: userId, own_words: said('voice') });
  await insert('templates', { coach_id: userId, kind: 'email', name: 'Mine', content: said('template') });
  const channel = newId();
  await insert('local_channels', { id: channel, kind: 'direct', name: 'direct' }, false);
  await insert('local_channel_members', { channel_id: channel, user_id: userId }, false);
  await insert('local_messages', { channel_id: channel, author_id: userId, text: said('page') });
  await client.query('COMMIT');
  return { ids: [...new Set(planted.ids)], tables: [...new Set(planted.tables)].toSorted() };
}
