import { own, ids, inOwnDirect, nobody, workStays, type PersonalTable } from './personal-table.ts';

/** What is the organisation’s, and what runs the product. */
export const personalElsewhere: Readonly<Record<string, PersonalTable>> = {
  // ---------------------------------------------------------------- the organisation's
  organization_contacts: {
    holds: 'Where you are named as somebody to turn to',
    people: { user_id: 'delete' },
    export: own,
    omit: ids,
  },
  knowledge_namespaces: nobody('Kinds of knowledge', 'no person is in it'),
  documents: {
    holds: 'Documents',
    people: { created_by: 'keep' },
    because: workStays,
  },
  knowledge_entries: { holds: 'Curated entries', people: { edited_by: 'keep' }, because: workStays },
  knowledge_entry_versions: { holds: 'Their versions', people: { edited_by: 'keep' }, because: workStays },
  knowledge_models: nobody('Embedding models', 'no person is in it'),
  chunks: nobody('Pieces of documents, summaries, notes and sessions', 'they follow their source'),
  chunk_embeddings: nobody('Vectors of pieces', 'they go with their piece'),
  chunk_postings: nobody('Words of pieces', 'they go with their piece'),
  record_index: nobody('What is to be indexed', 'ids and versions, which follow their source'),
  backup_catalog: nobody('Exports of the knowledge', 'exports hold no question, summary, note or session'),
  organizations: nobody('The organisation', 'no person is in it'),
  chat_installations: nobody('Chat apps that are connected', 'no person is in it'),
  model_calls: nobody('Which model was called, and how long it took', 'no person is in it'),

  // ---------------------------------------------------------------- operations
  local_files: {
    holds: 'Files in the local chat',
    people: { owner_id: 'delete' },
    forget: { all: `t.owner_id = :user AND t.created_at <= :before AND ${inOwnDirect}` },
    export: 't.owner_id = :user',
    omit: ['organization_id', 'owner_id', 'content'],
  },
  local_messages: {
    holds: 'Messages in the local chat',
    people: { author_id: 'delete', only_for: 'delete' },
    // The bot’s half of the direct message has no author.
    erase: `${inOwnDirect} AND t.created_at <= :before`,
    forget: { all: `${inOwnDirect} AND t.created_at <= :before` },
    export: 't.author_id = :user',
    omit: ['organization_id', 'author_id', 'seq', 'delivery_id'],
  },
  local_channel_members: {
    holds: 'Channels of the local chat that you are in',
    people: { user_id: 'keep' },
    because: 'ids alone, so that the last answer still arrives; nobody can act as the person any more',
    export: own,
    omit: ids,
  },
  local_channels: nobody('Channels of the local chat', 'a direct message is named by an id'),
  inbox_events: {
    holds: 'Messages received: ids and states',
    because: 'payloads are deleted when a turn ends; ids go with the person, else after their retention',
    erase: `t.conversation_key = ANY (:direct) AND t.state NOT IN ('waiting', 'running')`,
  },
  deliveries: {
    holds: 'Messages sent: ids and states',
    because: 'as with messages received',
    erase: `t.conversation_key = ANY (:direct) AND t.state IN ('sent', 'failed', 'unreachable') AND t.created_at <= :before`,
  },
  conversation_references: {
    holds: 'How to reach a conversation',
    because: 'ids of the platform; those of direct messages go with the person',
    erase: `t.conversation_key = ANY (:direct)`,
  },
  conversation_leases: nobody('Which conversation is being answered', 'a key and a token, for seconds'),
  chat_identities: {
    holds: 'Your accounts in chat apps',
    people: { user_id: 'delete' },
    export: own,
    omit: ids,
  },
  audit_log: {
    holds: 'What you did that is recorded, and what was done about you',
    people: { actor_id: 'keep' },
    because: 'nobody may rewrite it; it holds ids, which lead to an anonymous person',
    export: 't.actor_id = :user OR t.subject_id = :user',
    omit: ['organization_id'],
  },
  erasures: {
    holds: 'What was erased for you',
    because: 'ids alone: the proof that it is gone, and what a restored database is told',
    export: own,
    omit: ids,
  },
  retention_runs: nobody('Runs of the retention', 'counts'),
  users: {
    holds: 'Your account',
    people: { team_leader_id: 'clear', manager_id: 'clear' },
    because: 'the row is anonymised, so that what others keep does not break',
    export: 't.id = :user',
    omit: ['organization_id'],
  },
};
