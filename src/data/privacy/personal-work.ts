import { own, private_, nobody, workStays, type PersonalTable } from './personal-table.ts';

/** Sessions, notes, items, and imports. */
export const personalWork: Readonly<Record<string, PersonalTable>> = {
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
};
