import type pg from 'pg';
import { newId } from '../../src/shared/ids.ts';

export interface SeededTenant {
  organizationId: string;
  /** Owns the private rows. */
  ownerId: string;
  otherUserId: string;
  sharedKey: string;
}

/**
 * One row in every table for a new organisation, written as the app inside its scope. A new table needs a line here, or the
 * test that looks into every table says so.
 */
export async function seedEveryTable(client: pg.ClientBase, name: string): Promise<SeededTenant> {
  const tenant: SeededTenant = {
    organizationId: newId(),
    ownerId: newId(),
    otherUserId: newId(),
    sharedKey: `slack:${name}:C1:1.1`,
  };
  const { organizationId: org, ownerId: owner, otherUserId: other, sharedKey } = tenant;
  const id = newId();
  const insert = (table: string, row: Record<string, unknown>): Promise<unknown> => {
    const whole: Record<string, unknown> = { organization_id: org, ...row };
    const entries = Object.entries(whole).filter(([, value]) => value !== undefined);
    const columns = entries.map(([column]) => column).join(', ');
    const places = entries.map((_, index) => `$${index + 1}`).join(', ');
    return client.query(
      `INSERT INTO ${table} (${columns}) VALUES (${places})`,
      entries.map(([, value]) => value),
    );
  };
  await client.query('BEGIN');
  await client.query(
    `SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true), set_config('app.conversation_key', $3, true)`,
    [org, owner, sharedKey],
  );
  await insert('organizations', { organization_id: undefined, id: org, name });
  await insert('users', { id: owner, email: `owner@${name}.test`, name: 'Owner', role: 'AGENT' });
  await insert('users', { id: other, email: `other@${name}.test`, name: 'Other', role: 'ADMIN' });
  await insert('chat_installations', {
    id,
    platform: 'slack',
    external_id: name,
    credentials_sealed: Buffer.from('secret'),
  });
  await insert('chat_identities', { installation_id: id, platform_user_id: 'U1', user_id: owner });
  const chat = { platform: 'slack', installation_id: name };
  await insert('conversation_references', {
    ...chat,
    conversation_key: sharedKey,
    place: '{"label":"#secret"}',
  });
  await insert('inbox_events', {
    ...chat,
    event_id: 'e',
    dedupe_key: 'd',
    conversation_key: sharedKey,
    payload_sealed: Buffer.from('sealed'),
  });
  await insert('conversation_leases', { conversation_key: sharedKey, token: id, expires_at: '2030-01-01' });
  await insert('deliveries', { ...chat, idempotency_key: 'k', conversation_key: sharedKey, view: 'answer' });
  const words = { role: 'user', text: 'private words', turn_id: newId() };
  for (const [conversation, key, user] of [
    [newId(), `slack:${name}:D1`, owner],
    [newId(), sharedKey, null],
  ] as const) {
    await insert('coaching_conversations', { id: conversation, conversation_key: key, user_id: user });
    const place = { conversation_id: conversation, conversation_key: key, user_id: user };
    await insert('conversation_messages', { ...place, ...words });
  }
  await insert('knowledge_namespaces', { id, document_type: 'sop', access: 'all' });
  await insert('documents', {
    id,
    namespace_id: id,
    name: 'd',
    title: 'D',
    version: 1,
    status: 'completed',
    mime_type: 'text/markdown',
    text: 'words',
    content_hash: 'h',
  });
  await insert('chunks', {
    id,
    namespace_id: id,
    source_table: 'documents',
    source_id: id,
    chunk_index: 0,
    text: 'words',
    heading_path: ['D'],
    start_offset: 0,
    end_offset: 5,
    content_hash: 'h',
    term_count: 1,
  });
  await insert('chunk_embeddings', { chunk_id: id, model: 'm', content_hash: 'h', embedding: [0.5] });
  await insert('chunk_postings', { namespace_id: id, term: 'word', chunk_id: id, term_frequency: 1 });
  await insert('rag_queries', { user_id: owner, query: 'private question', duration_ms: 1, mode: 'hybrid' });
  const entry = {
    category: 'methodology',
    content_type: 'guidelines',
    title: 'T',
    content: 'words',
    version: 1,
  };
  await insert('knowledge_entries', { id, ...entry });
  await insert('knowledge_entry_versions', { ...entry, entry_id: id, tags: [], access: 'all' });
  await insert('knowledge_gaps', { kind: 'missing', question: 'sent question' });
  await insert('knowledge_models', { model: 'm', state: 'serving' });
  await insert('backup_catalog', {
    kind: 'full',
    schema_version: 1,
    until: '2026-11-20',
    location: 'file:x',
    state: 'complete',
  });
  await insert('model_calls', {
    purpose: 'answer',
    prompt_version: '1',
    model: 'm',
    input_tokens: 1,
    output_tokens: 1,
    duration_ms: 1,
    outcome: 'ok',
  });
  await insert('coaching_sessions', {
    id,
    facilitator_id: owner,
    session_type: 'WORKSHOP',
    title: 'T',
    session_date: '2026-11-20',
    upload_key: 'u',
  });
  await insert('session_participants', { id, session_id: id, name: 'P', turns: 1, position: 0 });
  await insert('transcripts', { session_id: id, file_name: 'f.vtt', content_hash: 'h' });
  await insert('transcript_segments', { session_id: id, segment_index: 0, speaker: 'P', text: 'words' });
  await insert('session_threads', { session_id: id, conversation_key: sharedKey });
  await insert('summaries', { id, session_id: id, participant_id: id, version: 1 });
  await insert('summary_versions', { summary_id: id, version: 1, lines: '[]', cause: '{}' });
  await insert('summary_focus', { conversation_key: sharedKey, user_id: owner, summary_id: id });
  await insert('clients', { id, name: 'Client', coach_id: owner });
  await insert('processing_jobs', { session_id: id, step: 'match', state: 'done', result: '{"words":"w"}' });
  await insert('templates', { coach_id: owner, kind: 'email', name: 'T', content: 'words' });
  await insert('voice_profiles', { coach_id: owner, own_words: 'private words' });
  await insert('summary_approvals', {
    summary_id: id,
    version: 1,
    approved_at: '2026-11-20',
    unedited_lines: 1,
    all_lines: 1,
  });
  await insert('summary_proposals', {
    session_id: id,
    author_id: owner,
    turn_id: newId(),
    request: 'words',
    items: '[]',
  });
  await insert('action_items', { session_id: id, summary_id: id, line_id: 'l', title: 'words' });
  await insert('follow_ups', { id, author_id: owner, recipient_name: 'R', kind: 'email', body: 'words' });
  await insert('follow_up_versions', { follow_up_id: id, version: 1, subject: 's', body: 'words' });
  await insert('quick_notes', {
    author_id: other,
    subject_id: owner,
    note_type: 'GENERAL',
    priority: 'LOW',
    content: 'words',
    occurred_at: '2026-11-20',
    turn_id: newId(),
  });
  await insert('audit_log', { actor_id: other, action: 'a', surface: 'cli' });
  await insert('local_channels', { id, kind: 'channel', name: 'c' });
  await insert('local_channel_members', { channel_id: id, user_id: owner });
  await insert('local_messages', { channel_id: id, author_id: owner, text: 'words', only_for: owner });
  await insert('local_files', {
    channel_id: id,
    owner_id: owner,
    name: 'f',
    mime_type: 'text/plain',
    size: 1,
    content: Buffer.from('x'),
  });
  const mine = { user_id: owner };
  await insert('coaching_talks', {
    id,
    ...mine,
    conversation_key: `slack:${name}:D1`,
    topic: 'private words',
  });
  await insert('coaching_talk_turns', { ...mine, turn_id: newId(), talk_id: id });
  await insert('conversation_archives', {
    ...mine,
    conversation_key: `slack:${name}:D1`,
    month: '2024-01-01',
    message_count: 1,
    messages_sealed: Buffer.from('sealed'),
  });
  await insert('profile_fields', {
    ...mine,
    field: 'aspirations',
    value: '"private words"',
    visibility: 'private',
    source: 'self',
  });
  await insert('profile_edits', {
    ...mine,
    subject_id: owner,
    edit_id: newId(),
    fields: '["private words"]',
  });
  await insert('profile_questionnaires', { ...mine, conversation_key: `slack:${name}:D1`, state: 'asking' });
  await insert('growth_goals', { id, ...mine, title: 'private words' });
  await insert('growth_steps', { ...mine, goal_id: id, position: 0, text: 'private words' });
  await insert('growth_notes', { ...mine, goal_id: id, kind: 'progress', text: 'private words' });
  await client.query(`SELECT ensure_metric_month('2026-11-20')`);
  await insert('performance_metrics', { agent_id: owner, metric_date: '2026-11-20' });
  await insert('action_plans', {
    id,
    agent_id: owner,
    start_on: '2026-11-20',
    target_end_on: '2026-12-20',
    reason: 'words',
  });
  await insert('own_data_views', { ...mine, seen_at: '2026-11-20' });
  await insert('peer_comparisons', mine);
  await insert('connection_settings', mine);
  await insert('connection_terms', { ...mine, kind: 'expertise', term: 'refund', shown: 'Refunds' });
  await insert('connection_requests', { id, requestor_id: owner, words: 'private words', turn_id: newId() });
  await insert('connection_suggestions', {
    request_id: id,
    requestor_id: owner,
    suggested_id: other,
    reason_type: 'expertise_match',
    reason: '[]',
    expires_at: '2030-01-01',
  });
  await insert('connection_exclusions', { ...mine, other_id: other });
  await insert('organization_contacts', { kind: 'crisis', name: 'C', reach: '1' });
  await insert('erasures', { user_id: owner, kind: 'talk', requested_by: owner, requested_at: '2026-11-20' });
  await insert('retention_runs', { ran_at: '2026-11-20' });
  await insert('import_logs', {
    id,
    imported_by: other,
    import_type: 'metrics',
    file_name: 'f.csv',
    file_size_bytes: 1,
    file_hash: 'h',
  });
  await insert('import_files', { import_id: id, part: 0, content: Buffer.from('words') });
  await insert('import_row_errors', { import_id: id, line: 2, faults: '[]', cells: ['words'] });
  await insert('import_undo', { import_id: id, table_name: 'users', row_key: owner });
  const figure = { agent_id: owner, metric_date: '2026-11-20' };
  await insert('performance_history', {
    agent_id: owner,
    period_type: 'week',
    period_ending: '2026-11-22',
    days_worked: 1,
  });
  await insert('performance_annotations', {
    agent_id: owner,
    day: '2026-11-20',
    kind: 'k',
    description: 'words',
  });
  await client.query(`SELECT ensure_metric_month('2024-01-20')`);
  await insert('performance_metrics', { agent_id: owner, metric_date: '2024-01-20' });
  await client.query(`SELECT archive_metric_months('2024-02-01')`);
  await insert('custom_metrics', { id, key: 'upsell_rate', label: 'Upsell rate' });
  await insert('custom_metric_values', { metric_id: id, ...figure, value: 1 });
  await insert('one_on_ones', { session_id: id, agent_id: owner });
  await insert('one_on_one_notes', { session_id: id, author_id: other, text: 'words', turn_id: newId() });
  await insert('plan_check_ins', { plan_id: id, agent_id: owner, due_on: '2026-11-27' });
  await insert('coaching_effectiveness', {
    session_id: id,
    agent_id: owner,
    primary_issue: 'aht',
    intervention_method: 'role-play',
    intervened_on: '2026-11-20',
  });
  await client.query('COMMIT');
  return tenant;
}
