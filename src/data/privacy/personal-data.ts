import { own, ids, inOwnDirect, private_, nobody, workStays, type PersonalTable } from './personal-table.ts';

/** In the order in which rows are deleted: what refers to others first, where the database does not follow by itself. */
export const personalData: Readonly<Record<string, PersonalTable>> = {
  // ---------------------------------------------------------------- conversations
  conversation_messages: {
    holds: 'What you and the assistant said',
    people: { user_id: 'delete', turn_by: 'delete' },
    forget: {
      turns: `${own} AND t.turn_id = ANY (:turns)`,
      all: `${own} AND t.created_at <= :before`,
    },
    export: own,
    omit: [...ids, 'conversation_id', 'seq', 'turn_by'],
  },
  conversation_archives: private_('Conversations past their retention', {
    because: 'of a shared conversation, the person’s part is taken out (src/data/privacy/erase-in-places.ts)',
    forget: { all: own },
    omit: [...ids, 'messages_sealed'],
  }),
  knowledge_gaps: {
    holds: 'Questions that you sent to your admins',
    because: 'nobody’s name is in it: which are whose stands in the questions asked',
    people: { resolved_by: 'keep' },
    erase: 't.id IN (SELECT gap_id FROM rag_queries WHERE user_id = :user AND gap_id IS NOT NULL)',
    export: 't.id IN (SELECT gap_id FROM rag_queries WHERE user_id = :user AND gap_id IS NOT NULL)',
    omit: ['organization_id', 'resolved_by'],
  },
  rag_queries: private_('Questions you asked, what was found, and your feedback', {
    forget: {
      turns: `${own} AND t.turn_id = ANY (:turns)`,
      all: `${own} AND t.created_at <= :before`,
    },
  }),
  connection_suggestions: {
    holds: 'Colleagues suggested to you, and you to colleagues who asked',
    people: { requestor_id: 'delete', suggested_id: 'delete' },
    forget: {
      turns: `t.requestor_id = :user AND t.asked_at IS NULL AND t.request_id IN (
        SELECT id FROM connection_requests WHERE requestor_id = :user AND turn_id = ANY (:turns))`,
      talk: `t.requestor_id = :user AND t.asked_at IS NULL AND t.request_id IN (
        SELECT id FROM connection_requests WHERE requestor_id = :user AND talk_id = :talk)`,
      all: 't.requestor_id = :user AND t.asked_at IS NULL AND t.created_at <= :before',
    },
    export: 't.requestor_id = :user OR t.suggested_id = :user',
    omit: ['organization_id'],
  },
  connection_requests: {
    holds: 'What help you looked for',
    people: { requestor_id: 'delete' },
    forget: {
      turns: 't.requestor_id = :user AND t.turn_id = ANY (:turns)',
      talk: 't.requestor_id = :user AND t.talk_id = :talk',
      all: 't.requestor_id = :user AND t.created_at <= :before',
    },
    export: 't.requestor_id = :user',
    omit: ['organization_id', 'requestor_id'],
  },
  connection_exclusions: {
    holds: 'Colleagues whom you asked not to be suggested',
    people: { user_id: 'delete', other_id: 'delete' },
    // Of others nobody is told that they said so.
    export: own,
    omit: ids,
  },
  connection_settings: private_('Whether and how you may be suggested to colleagues'),
  connection_terms: private_('What you share for suggestions'),
  coaching_talk_turns: private_('Which messages belong to which talk', {
    forget: {
      turns: `${own} AND t.turn_id = ANY (:turns)`,
      all: `${own} AND t.created_at <= :before`,
    },
  }),
  coaching_talks: private_('Coaching talks: topic, next step, what they came to', {
    forget: { talk: `${own} AND t.id = :talk`, all: `${own} AND t.created_at <= :before` },
  }),
  coaching_conversations: private_('Places where you and the assistant talk'),

  // ---------------------------------------------------------------- who a person is
  profile_fields: private_('Your profile: each field, who wrote it and who sees it', {
    people: { user_id: 'delete', written_by: 'keep' },
    because: 'what a leader wrote about somebody else is that person’s',
  }),
  profile_edits: {
    holds: 'What your last change of a profile replaced, and what a leader’s last change of yours did',
    people: { user_id: 'delete', subject_id: 'delete' },
    export: 't.user_id = :user OR t.subject_id = :user',
    omit: ['organization_id', 'user_id', 'edit_id'],
  },
  profile_questionnaires: private_('How far you are in the profile questions'),
  growth_notes: private_('Notes on your goals'),
  growth_steps: private_('Steps of your goals'),
  growth_goals: private_('Your goals'),
  own_data_views: private_('When you last looked at your own figures'),
  peer_comparisons: private_('That you compare your figures with your peers’'),
  performance_metrics: {
    holds: 'Your figures, a day each',
    people: { agent_id: 'delete' },
    export: 't.agent_id = :user',
    omit: ['organization_id', 'agent_id'],
  },
  performance_history: {
    holds: 'Your figures, by week, month and quarter',
    people: { agent_id: 'delete' },
    export: 't.agent_id = :user',
    omit: ['organization_id', 'agent_id'],
  },
  performance_metrics_archive: {
    holds: 'Your figures of earlier years, a day each',
    people: { agent_id: 'delete' },
    export: 't.agent_id = :user',
    omit: ['organization_id', 'agent_id', 'import_id'],
  },
  performance_annotations: {
    holds: 'What happened beside your figures',
    people: { agent_id: 'delete', created_by: 'keep' },
    because: workStays,
    export: 't.agent_id = :user',
    omit: ['organization_id', 'agent_id', 'turn_id'],
  },
  custom_metric_values: {
    holds: 'Your figures of the organisation’s own kinds',
    people: { agent_id: 'delete' },
    export: 't.agent_id = :user',
    omit: ['organization_id', 'agent_id', 'import_id'],
  },
  custom_metrics: {
    holds: 'Kinds of figures that the organisation made',
    people: { created_by: 'keep' },
    because: workStays,
  },
  plan_check_ins: {
    holds: 'Check-ins of plans to improve your performance',
    people: { agent_id: 'delete', held_by: 'keep' },
    because: workStays,
    export: `t.agent_id = :user AND t.state = 'held'`,
    omit: ['organization_id', 'agent_id'],
  },
  coaching_effectiveness: {
    holds: 'What coaching has done for your figures',
    people: { agent_id: 'delete', leader_id: 'keep' },
    because: workStays,
  },
  action_plans: {
    holds: 'Plans to improve your performance',
    people: { agent_id: 'delete', created_by: 'keep', approved_by: 'keep', changed_by: 'keep' },
    because: workStays,
    // What never began, cancelled drafts included, the person was never told of.
    export: `t.agent_id = :user AND (t.status IN ('active', 'extended') OR t.activated_at IS NOT NULL)`,
    omit: ['organization_id', 'agent_id', 'submitted_at', 'sent_back', 'turn_id', 'last_turn_id'],
  },
  templates: {
    holds: 'Your own templates',
    people: { coach_id: 'delete' },
    export: 't.coach_id = :user',
    omit: ['organization_id', 'coach_id'],
  },
  voice_profiles: {
    holds: 'How you write, as learnt from your edits',
    people: { coach_id: 'delete' },
    export: 't.coach_id = :user',
    omit: ['organization_id', 'coach_id'],
  },

  // ---------------------------------------------------------------- sessions and notes
  one_on_one_notes: {
    holds: 'What you wrote down in 1:1s',
    people: { author_id: 'keep' },
    because: workStays,
    // With whom the 1:1 was: what is written of it goes with that person.
    erase: 't.session_id IN (SELECT o.session_id FROM one_on_ones o WHERE o.agent_id = :user)',
    export: 't.author_id = :user',
    omit: ['organization_id', 'author_id', 'turn_id'],
  },
  one_on_ones: {
    holds: 'Your 1:1s: when, and what you committed to',
    people: { agent_id: 'delete' },
    export: 't.agent_id = :user',
    // What a leader prepared and observed is the line’s.
    omit: [
      'organization_id',
      'agent_id',
      'prep',
      'discussion_notes',
      'engagement',
      'receptiveness',
      'understanding',
      'effectiveness',
      'concerns',
    ],
  },
  import_undo: {
    holds: 'What an import replaced',
    because: 'rows about a person name them by id alone, and go with them',
    erase: `t.row_key = :user::text OR t.row_key LIKE :user::text || ':%'`,
  },
  import_row_errors: {
    holds: 'Rows of imports that could not be taken',
    because: 'who is in a row that could not be read is not certain; it goes with its import',
    // Or where it names the person, by whatever a file names people by.
    erase: `t.import_id IN (SELECT i.id FROM import_logs i WHERE i.imported_by = :user) OR EXISTS (
      SELECT 1 FROM users u, unnest(t.cells) cell
       WHERE u.id = :user AND lower(trim(cell)) IN (lower(u.email), lower(u.name), lower(u.employee_id), u.id::text))`,
  },
  import_files: {
    holds: 'Files of imports that are not finished',
    because: 'they are gone when the import is',
    erase: 't.import_id IN (SELECT i.id FROM import_logs i WHERE i.imported_by = :user)',
  },
  import_logs: {
    holds: 'Imports that you made',
    people: { imported_by: 'keep', rolled_back_by: 'keep' },
    because: workStays,
    export: 't.imported_by = :user',
    omit: ['organization_id', 'claim_id', 'turn_id'],
  },
  quick_notes: {
    holds: 'Notes that you took, and those that were shared with you',
    people: { subject_id: 'delete', author_id: 'keep', addressed_by: 'keep' },
    because: workStays,
    // Taken back, and kept only so that the taking back could be undone.
    erase: 't.author_id = :user AND t.deleted_at IS NOT NULL',
    // Notes about a person are their line’s until they are shared (DESIGN: sessions and notes).
    export:
      't.deleted_at IS NULL AND (t.author_id = :user OR (t.subject_id = :user AND t.shared_at IS NOT NULL))',
    omit: ['organization_id', 'author_id'],
    // How a note was sorted and seen to is its author's (decision 28).
    partly: {
      when: 't.author_id <> :user',
      omit: [
        'note_type',
        'category',
        'subcategory',
        'priority',
        'tags',
        'requires_follow_up',
        'version',
        'turn_id',
        'source_url',
        'linked_session_id',
        'addressed_at',
        'addressed_by',
        'addressed_notes',
      ],
    },
  },
  follow_ups: {
    holds: 'Mails and texts that were sent to you, and those that you drafted',
    people: { recipient_user_id: 'delete', author_id: 'keep' },
    because: `what was sent to somebody else stays: ${workStays}`,
    erase: `t.author_id = :user AND t.status <> 'sent'`,
    export: `t.author_id = :user OR (t.recipient_user_id = :user AND t.status = 'sent')`,
    omit: ['organization_id', 'claim_id', 'due_at', 'attempts'],
  },
  follow_up_versions: {
    holds: 'Earlier versions of follow-ups',
    because: 'they go with their follow-up',
  },
  action_items: {
    holds: 'Your action items',
    people: { owner_user_id: 'delete', created_by: 'clear', verified_by: 'clear' },
    export: 't.owner_user_id = :user',
    omit: ['organization_id'],
  },
  summary_proposals: {
    holds: 'Changes to summaries that you asked for',
    people: { author_id: 'delete' },
    export: 't.author_id = :user',
    omit: ['organization_id', 'author_id'],
  },
  summary_focus: private_('Which summary you worked on last'),
  summary_approvals: {
    holds: 'Who approved which summary',
    people: { approved_by: 'keep', reopened_by: 'keep' },
    because: `it counts lines, and ${workStays}`,
  },
  summaries: {
    holds: 'Approved summaries of your sessions',
    people: { approved_by: 'keep' },
    because: `the person’s own go (src/data/privacy/erase-in-sessions.ts); of others, ${workStays}`,
    export: `t.state = 'approved' AND t.participant_id IN (SELECT id FROM session_participants WHERE user_id = :user)`,
    omit: ['organization_id', 'approved_by'],
  },
  summary_versions: {
    holds: 'What those summaries say',
    people: { author_id: 'keep' },
    because: 'as with summaries',
    export: `(t.summary_id, t.version) IN (
      SELECT m.id, m.version FROM summaries m JOIN session_participants p ON p.id = m.participant_id
      WHERE p.user_id = :user AND m.state = 'approved')`,
    omit: ['organization_id', 'author_id', 'cause', 'turn_id'],
  },
  session_participants: {
    holds: 'Sessions you took part in: how long you spoke, and how',
    people: { user_id: 'clear' },
    because: 'their name becomes “Former participant” (src/data/privacy/erase-in-sessions.ts)',
    export: own,
    omit: ['organization_id', 'user_id', 'client_id', 'match_candidates', 'insight', 'priority'],
  },
  coaching_sessions: {
    holds: 'Sessions that you led or took part in',
    people: { facilitator_id: 'keep' },
    because: `a session of the person and a coach goes whole; of several people, ${workStays}`,
    export: `t.facilitator_id = :user OR t.id IN (SELECT session_id FROM session_participants WHERE user_id = :user)`,
    omit: ['organization_id', 'upload_key', 'failure', 'template'],
  },
  transcripts: nobody('Transcripts', 'their words are in transcript_segments'),
  transcript_segments: nobody(
    'What was said in sessions',
    'the person’s words are removed (src/data/privacy/erase-in-sessions.ts); transcripts are read by the coach and their line, so an export has the summaries instead',
  ),
  session_threads: nobody('Threads of sessions', 'a key of a place and a session'),
  processing_jobs: nobody('Steps of reading a transcript', 'those of the person’s sessions are deleted'),
  clients: {
    holds: 'Clients whom you coach',
    people: { coach_id: 'clear' },
    export: 't.coach_id = :user AND t.deleted_at IS NULL',
    omit: ['organization_id', 'coach_id'],
  },

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
