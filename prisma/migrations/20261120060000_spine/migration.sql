-- The spine: tenants, people, chat, inbox, deliveries, conversations, knowledge, sessions, summaries, notes.
--
-- Three roles (docs/decisions/0002-three-database-roles.md):
--   owner                     runs this file, owns every table, and is bound by row policies too (FORCE)
--   threadcoach_app           works for people, inside one organisation (app.organization_id) and, for private
--                             conversations, one person (app.user_id) or one shared place (app.conversation_key)
--   threadcoach_dispatcher    takes events in and wakes workers across organisations: ids, state and due times only
--
-- The scope is set per transaction with set_config(…, true). Without a scope every policy is false.

CREATE FUNCTION scope_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.organization_id', true), '')::uuid;
CREATE FUNCTION scope_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.user_id', true), '')::uuid;
CREATE FUNCTION scope_conversation() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.conversation_key', true), '');

-- ---------------------------------------------------------------- tenants and people

CREATE TABLE organizations (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name          text NOT NULL,
  domain        text,
  tier          text NOT NULL DEFAULT 'standard',
  -- {"requireOffline": boolean}: models outside this deployment are never called for this organisation.
  settings      jsonb NOT NULL DEFAULT '{}',
  active        boolean NOT NULL DEFAULT true,
  -- Set for the one organisation that `npm start` seeds; the local page exists for it alone.
  is_demo       boolean NOT NULL DEFAULT false,
  created_at    timestamptz NOT NULL DEFAULT now(),
  updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX organizations_one_demo ON organizations (is_demo) WHERE is_demo;

CREATE TABLE users (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  email           text NOT NULL CHECK (email = lower(email)),
  name            text NOT NULL,
  role            text NOT NULL CHECK (role IN ('ADMIN', 'MANAGER', 'TEAM_LEADER', 'COACH', 'AGENT')),
  job_family      text NOT NULL DEFAULT 'OTHER' CHECK (job_family IN ('CSR', 'SALES_REP', 'OTHER')),
  team_leader_id  uuid REFERENCES users ON DELETE SET NULL,
  manager_id      uuid REFERENCES users ON DELETE SET NULL,
  department      text,
  employee_id     text,
  hire_date       date,
  phone           text,
  shift_pattern   text,
  timezone        text NOT NULL DEFAULT 'UTC',
  -- Never says PIP: that derives from a person's plans, for those entitled.
  status          text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'LEAVE', 'TERMINATED')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  deleted_at      timestamptz,
  UNIQUE (organization_id, email),
  UNIQUE (organization_id, employee_id)
);
CREATE INDEX users_by_leader ON users (organization_id, team_leader_id);
CREATE INDEX users_by_manager ON users (organization_id, manager_id);

CREATE TABLE chat_installations (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id   uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  platform          text NOT NULL CHECK (platform IN ('slack', 'teams', 'local')),
  -- Slack team id, Teams tenant id, `demo`.
  external_id       text NOT NULL,
  -- {"botToken": …} sealed with the deployment's key (src/data/sealed-box.ts); null where the configuration holds it.
  credentials_sealed bytea,
  bot_user_id       text,
  active            boolean NOT NULL DEFAULT true,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  UNIQUE (platform, external_id)
);

CREATE TABLE chat_identities (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id   uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  installation_id   uuid NOT NULL REFERENCES chat_installations ON DELETE CASCADE,
  platform_user_id  text NOT NULL,
  -- Null: looked up and not a person of the organisation; asked again after a while.
  user_id           uuid REFERENCES users ON DELETE CASCADE,
  verified_at       timestamptz NOT NULL DEFAULT now(),
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  UNIQUE (installation_id, platform_user_id)
);

CREATE TABLE conversation_references (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id  uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  platform         text NOT NULL CHECK (platform IN ('slack', 'teams', 'local')),
  installation_id  text NOT NULL,
  conversation_key text NOT NULL UNIQUE,
  -- Place of src/turns/turn.ts, and the platform's own handle (no text, no names).
  place            jsonb NOT NULL,
  handle           jsonb,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- a message in, a message out

CREATE TABLE inbox_events (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Order of arrival inside a conversation.
  seq              bigint GENERATED ALWAYS AS IDENTITY,
  organization_id  uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  platform         text NOT NULL CHECK (platform IN ('slack', 'teams', 'local')),
  installation_id  text NOT NULL,
  event_id         text NOT NULL,
  dedupe_key       text NOT NULL,
  conversation_key text NOT NULL,
  -- The turn, sealed; deleted in the statement that ends the event.
  payload_sealed   bytea,
  state            text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'ignored')),
  attempts         integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- It came while the conversation had as many turns open as it may have: told so instead of answered.
  over_limit       boolean NOT NULL DEFAULT false,
  due_at           timestamptz NOT NULL DEFAULT now(),
  ended_at         timestamptz,
  error_code       text,
  reference_id     text,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  UNIQUE (platform, installation_id, event_id),
  UNIQUE (platform, installation_id, dedupe_key),
  CHECK (state IN ('waiting', 'running') OR payload_sealed IS NULL)
);
CREATE INDEX inbox_events_open ON inbox_events (organization_id, conversation_key, seq) WHERE state IN ('waiting', 'running');
CREATE INDEX inbox_events_sweep ON inbox_events (due_at) WHERE state IN ('waiting', 'running');

CREATE TABLE conversation_leases (
  conversation_key text PRIMARY KEY,
  organization_id  uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  token            uuid NOT NULL,
  expires_at       timestamptz NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE deliveries (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  idempotency_key     text NOT NULL,
  platform            text NOT NULL CHECK (platform IN ('slack', 'teams', 'local')),
  installation_id     text NOT NULL,
  conversation_key    text NOT NULL,
  view                text NOT NULL,
  subject_type        text,
  subject_id          uuid,
  state               text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sending', 'sent', 'failed', 'unreachable')),
  platform_message_id text,
  attempts            integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  error_code          text,
  sent_at             timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, idempotency_key)
);
CREATE INDEX deliveries_by_message ON deliveries (organization_id, conversation_key, platform_message_id);

-- ---------------------------------------------------------------- conversations (private)

CREATE TABLE coaching_conversations (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id  uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  conversation_key text NOT NULL,
  -- Null: a shared place, readable only inside a turn of that very conversation.
  user_id          uuid REFERENCES users ON DELETE CASCADE,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX coaching_conversations_direct ON coaching_conversations (organization_id, user_id, conversation_key) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX coaching_conversations_shared ON coaching_conversations (organization_id, conversation_key) WHERE user_id IS NULL;

CREATE TABLE conversation_messages (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq               bigint GENERATED ALWAYS AS IDENTITY,
  organization_id   uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  conversation_id   uuid NOT NULL REFERENCES coaching_conversations ON DELETE CASCADE,
  -- Copied from the conversation, so that the policy needs no join.
  conversation_key  text NOT NULL,
  user_id           uuid REFERENCES users ON DELETE CASCADE,
  role              text NOT NULL CHECK (role IN ('user', 'assistant')),
  text              text NOT NULL,
  -- Citations of an answer: ids and offsets, so that a retried turn sends the same again.
  data              jsonb,
  turn_id           uuid NOT NULL,
  source_message_id text,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  UNIQUE (conversation_id, turn_id, role)
);
CREATE INDEX conversation_messages_recent ON conversation_messages (conversation_id, seq DESC);

-- ---------------------------------------------------------------- knowledge

CREATE TABLE knowledge_namespaces (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  document_type   text NOT NULL CHECK (document_type IN ('sop', 'training', 'reference', 'policy', 'methodology')),
  access          text NOT NULL CHECK (access IN ('all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin')),
  -- Kept by ingestion; BM25 needs the number of chunks and their mean length.
  chunk_count     integer NOT NULL DEFAULT 0 CHECK (chunk_count >= 0),
  term_count      bigint NOT NULL DEFAULT 0 CHECK (term_count >= 0),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, document_type, access)
);

CREATE TABLE documents (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  namespace_id    uuid NOT NULL REFERENCES knowledge_namespaces,
  name            text NOT NULL,
  title           text NOT NULL,
  version         integer NOT NULL CHECK (version >= 1),
  status          text NOT NULL CHECK (status IN ('uploaded', 'processing', 'completed', 'failed')),
  failure         text,
  mime_type       text NOT NULL,
  text            text NOT NULL,
  content_hash    text NOT NULL,
  created_by      uuid REFERENCES users ON DELETE SET NULL,
  retired_at      timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, name, version)
);
CREATE UNIQUE INDEX documents_one_current ON documents (organization_id, name) WHERE status = 'completed' AND retired_at IS NULL;

CREATE TABLE chunks (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  namespace_id    uuid NOT NULL REFERENCES knowledge_namespaces,
  source_table    text NOT NULL CHECK (source_table IN ('documents')),
  source_id       uuid NOT NULL,
  embedding_type  text NOT NULL DEFAULT 'knowledge_chunk',
  chunk_index     integer NOT NULL CHECK (chunk_index >= 0),
  text            text NOT NULL,
  heading_path    text[] NOT NULL,
  start_offset    integer NOT NULL CHECK (start_offset >= 0),
  end_offset      integer NOT NULL,
  content_hash    text NOT NULL,
  -- Terms after stemming and stop words: the length that BM25 counts.
  term_count      integer NOT NULL CHECK (term_count >= 0),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (source_table, source_id, embedding_type, chunk_index),
  CHECK (end_offset > start_offset)
);
CREATE INDEX chunks_by_namespace ON chunks (organization_id, namespace_id);

CREATE TABLE chunk_embeddings (
  chunk_id        uuid NOT NULL REFERENCES chunks ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  model           text NOT NULL,
  content_hash    text NOT NULL,
  embedding       real[] NOT NULL,
  -- When the vector store confirmed it; null: not there yet.
  indexed_at      timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (chunk_id, model)
);
CREATE INDEX chunk_embeddings_by_hash ON chunk_embeddings (organization_id, model, content_hash);

-- Row policies can use this index: uuid and text equality are leakproof, full text operators are not.
CREATE TABLE chunk_postings (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  namespace_id    uuid NOT NULL REFERENCES knowledge_namespaces,
  term            text NOT NULL,
  chunk_id        uuid NOT NULL REFERENCES chunks ON DELETE CASCADE,
  term_frequency  smallint NOT NULL CHECK (term_frequency > 0),
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, namespace_id, term, chunk_id) INCLUDE (term_frequency)
);
CREATE INDEX chunk_postings_by_chunk ON chunk_postings (chunk_id);

-- What a person asked is theirs alone, like the conversation it was asked in.
CREATE TABLE rag_queries (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id         uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  turn_id         uuid,
  query           text NOT NULL,
  -- [{documentId, start, end, score}]
  results         jsonb NOT NULL DEFAULT '[]',
  citations       jsonb NOT NULL DEFAULT '[]',
  confidence      real CHECK (confidence BETWEEN 0 AND 1),
  duration_ms     integer NOT NULL CHECK (duration_ms >= 0),
  mode            text NOT NULL CHECK (mode IN ('hybrid', 'text-only')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX rag_queries_by_user ON rag_queries (organization_id, user_id, created_at DESC);

CREATE TABLE model_calls (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  purpose         text NOT NULL,
  prompt_version  text NOT NULL,
  model           text NOT NULL,
  input_tokens    integer NOT NULL CHECK (input_tokens >= 0),
  output_tokens   integer NOT NULL CHECK (output_tokens >= 0),
  duration_ms     integer NOT NULL CHECK (duration_ms >= 0),
  outcome         text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX model_calls_by_day ON model_calls (organization_id, created_at);

-- ---------------------------------------------------------------- sessions, transcripts, summaries

CREATE TABLE coaching_sessions (
  id                uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id   uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  facilitator_id    uuid NOT NULL REFERENCES users,
  session_type      text NOT NULL CHECK (session_type IN ('WORKSHOP', 'INDIVIDUAL', 'REGULAR', 'FOLLOW_UP', 'PIP_CHECK', 'URGENT')),
  title             text NOT NULL,
  session_date      date NOT NULL,
  processing_status text NOT NULL DEFAULT 'pending' CHECK (processing_status IN ('pending', 'processing', 'completed', 'failed')),
  failure           text,
  upload_key        text NOT NULL,
  created_at        timestamptz NOT NULL DEFAULT now(),
  updated_at        timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, upload_key)
);
CREATE INDEX coaching_sessions_by_facilitator ON coaching_sessions (organization_id, facilitator_id, session_date DESC);
CREATE INDEX coaching_sessions_open ON coaching_sessions (updated_at) WHERE processing_status IN ('pending', 'processing');

CREATE TABLE session_participants (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id      uuid NOT NULL REFERENCES coaching_sessions ON DELETE CASCADE,
  name            text NOT NULL,
  user_id         uuid REFERENCES users ON DELETE SET NULL,
  is_facilitator  boolean NOT NULL DEFAULT false,
  turns           integer NOT NULL CHECK (turns >= 0),
  speaking_ms     bigint CHECK (speaking_ms >= 0),
  position        integer NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (session_id, name)
);

CREATE TABLE transcripts (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id      uuid NOT NULL UNIQUE REFERENCES coaching_sessions ON DELETE CASCADE,
  file_name       text NOT NULL,
  content_hash    text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE transcript_segments (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id      uuid NOT NULL REFERENCES coaching_sessions ON DELETE CASCADE,
  segment_index   integer NOT NULL CHECK (segment_index >= 0),
  speaker         text NOT NULL,
  start_ms        integer,
  end_ms          integer,
  text            text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (session_id, segment_index)
);

CREATE TABLE session_threads (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id  uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id       uuid NOT NULL REFERENCES coaching_sessions ON DELETE CASCADE,
  conversation_key text NOT NULL UNIQUE,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX session_threads_by_session ON session_threads (session_id);

CREATE TABLE summaries (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id      uuid NOT NULL REFERENCES coaching_sessions ON DELETE CASCADE,
  participant_id  uuid NOT NULL UNIQUE REFERENCES session_participants ON DELETE CASCADE,
  state           text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved')),
  version         integer NOT NULL CHECK (version >= 1),
  left_out        integer NOT NULL DEFAULT 0 CHECK (left_out >= 0),
  approved_at     timestamptz,
  approved_by     uuid REFERENCES users,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  CHECK ((state = 'approved') = (approved_at IS NOT NULL))
);
CREATE INDEX summaries_by_session ON summaries (session_id);

CREATE TABLE summary_versions (
  summary_id      uuid NOT NULL REFERENCES summaries ON DELETE CASCADE,
  version         integer NOT NULL CHECK (version >= 1),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- SummaryLine[] of src/coaching/summaries/summary.ts
  lines           jsonb NOT NULL,
  cause           jsonb NOT NULL,
  author_id       uuid REFERENCES users,
  turn_id         uuid,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (summary_id, version),
  UNIQUE (summary_id, turn_id)
);

-- The summary that a coach last chose with "Refine" in a thread.
CREATE TABLE summary_focus (
  organization_id  uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  conversation_key text NOT NULL,
  user_id          uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  summary_id       uuid NOT NULL REFERENCES summaries ON DELETE CASCADE,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (conversation_key, user_id)
);

-- ---------------------------------------------------------------- notes, audit

CREATE TABLE quick_notes (
  id                 uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id    uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  author_id          uuid NOT NULL REFERENCES users,
  subject_id         uuid NOT NULL REFERENCES users,
  note_type          text NOT NULL CHECK (note_type IN ('POSITIVE', 'COACHING', 'URGENT', 'COMPLIANCE', 'GENERAL')),
  category           text,
  priority           text NOT NULL CHECK (priority IN ('HIGH', 'MEDIUM', 'LOW')),
  content            text NOT NULL,
  tags               text[] NOT NULL DEFAULT '{}',
  requires_follow_up boolean NOT NULL DEFAULT false,
  occurred_at        timestamptz NOT NULL,
  turn_id            uuid NOT NULL,
  created_at         timestamptz NOT NULL DEFAULT now(),
  updated_at         timestamptz NOT NULL DEFAULT now(),
  deleted_at         timestamptz,
  UNIQUE (organization_id, turn_id)
);
CREATE INDEX quick_notes_by_author ON quick_notes (organization_id, author_id, created_at DESC);

-- Who did what to which thing; ids only.
CREATE TABLE audit_log (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  actor_id        uuid REFERENCES users ON DELETE SET NULL,
  action          text NOT NULL,
  subject_type    text,
  subject_id      uuid,
  surface         text NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX audit_log_by_day ON audit_log (organization_id, created_at);

-- ---------------------------------------------------------------- the local page: a chat platform of its own (demo only)

CREATE TABLE local_channels (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  kind            text NOT NULL CHECK (kind IN ('direct', 'channel')),
  name            text NOT NULL,
  topic           text NOT NULL DEFAULT '',
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, kind, name)
);

CREATE TABLE local_channel_members (
  channel_id      uuid NOT NULL REFERENCES local_channels ON DELETE CASCADE,
  user_id         uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (channel_id, user_id)
);

CREATE TABLE local_messages (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  seq             bigint GENERATED ALWAYS AS IDENTITY,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  channel_id      uuid NOT NULL REFERENCES local_channels ON DELETE CASCADE,
  thread_id       uuid REFERENCES local_messages ON DELETE CASCADE,
  -- Null: the bot.
  author_id       uuid REFERENCES users ON DELETE CASCADE,
  -- Set: only this person sees it.
  only_for        uuid REFERENCES users ON DELETE CASCADE,
  text            text NOT NULL DEFAULT '',
  -- The Adaptive Card, byte for byte what Teams gets.
  card            jsonb,
  -- [{id, name, size}]
  files           jsonb NOT NULL DEFAULT '[]',
  state           text NOT NULL DEFAULT 'final' CHECK (state IN ('streaming', 'final', 'deleted')),
  delivery_id     uuid UNIQUE,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  edited_at       timestamptz
);
CREATE INDEX local_messages_by_channel ON local_messages (channel_id, seq);
CREATE INDEX local_messages_by_thread ON local_messages (thread_id, seq);

CREATE TABLE local_files (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  channel_id      uuid NOT NULL REFERENCES local_channels ON DELETE CASCADE,
  owner_id        uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  name            text NOT NULL,
  mime_type       text NOT NULL,
  size            integer NOT NULL CHECK (size >= 0),
  content         bytea NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- row policies

-- Every table: bound to the organisation in scope.
DO $$
DECLARE name text;
BEGIN
  FOR name IN
    SELECT c.table_name FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND c.column_name = 'organization_id' AND t.table_type = 'BASE TABLE'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    -- The private tables get their own policies below.
    IF name NOT IN ('coaching_conversations', 'conversation_messages', 'rag_queries', 'local_messages', 'local_files') THEN
      EXECUTE format(
        'CREATE POLICY tenant ON %I FOR ALL USING (organization_id = scope_organization()) WITH CHECK (organization_id = scope_organization())',
        name);
    END IF;
  END LOOP;
END $$;

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organizations FOR ALL USING (id = scope_organization()) WITH CHECK (id = scope_organization());

-- A direct conversation is its owner's alone; a shared one is readable only in its own place.
CREATE POLICY private ON coaching_conversations FOR ALL
  USING (organization_id = scope_organization()
         AND (user_id = scope_user() OR (user_id IS NULL AND conversation_key = scope_conversation())))
  WITH CHECK (organization_id = scope_organization()
         AND (user_id = scope_user() OR (user_id IS NULL AND conversation_key = scope_conversation())));
CREATE POLICY private ON conversation_messages FOR ALL
  USING (organization_id = scope_organization()
         AND (user_id = scope_user() OR (user_id IS NULL AND conversation_key = scope_conversation())))
  WITH CHECK (organization_id = scope_organization()
         AND (user_id = scope_user() OR (user_id IS NULL AND conversation_key = scope_conversation())));
CREATE POLICY private ON rag_queries FOR ALL
  USING (organization_id = scope_organization() AND user_id = scope_user())
  WITH CHECK (organization_id = scope_organization() AND user_id = scope_user());

-- On the local page a person sees the channels they are in, and of those what is not for somebody else only.
CREATE POLICY members ON local_messages FOR ALL
  USING (organization_id = scope_organization()
         AND EXISTS (SELECT 1 FROM local_channel_members m WHERE m.channel_id = local_messages.channel_id AND m.user_id = scope_user())
         AND (only_for IS NULL OR only_for = scope_user()))
  WITH CHECK (organization_id = scope_organization()
         AND EXISTS (SELECT 1 FROM local_channel_members m WHERE m.channel_id = local_messages.channel_id AND m.user_id = scope_user()));
CREATE POLICY members ON local_files FOR ALL
  USING (organization_id = scope_organization()
         AND EXISTS (SELECT 1 FROM local_channel_members m WHERE m.channel_id = local_files.channel_id AND m.user_id = scope_user()))
  WITH CHECK (organization_id = scope_organization() AND owner_id = scope_user()
         AND EXISTS (SELECT 1 FROM local_channel_members m WHERE m.channel_id = local_files.channel_id AND m.user_id = scope_user()));

-- ---------------------------------------------------------------- what each role may do

GRANT USAGE ON SCHEMA public TO threadcoach_app, threadcoach_dispatcher;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO threadcoach_app;
REVOKE ALL ON _prisma_migrations FROM threadcoach_app;
REVOKE UPDATE, DELETE ON audit_log FROM threadcoach_app;

-- The dispatcher sees across organisations, but no column that holds anybody's words.
CREATE POLICY dispatch ON organizations FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, active, is_demo) ON organizations TO threadcoach_dispatcher;
CREATE POLICY dispatch ON chat_installations FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, platform, external_id, active) ON chat_installations TO threadcoach_dispatcher;
CREATE POLICY dispatch ON conversation_references FOR ALL TO threadcoach_dispatcher USING (true) WITH CHECK (true);
GRANT SELECT (id, organization_id, conversation_key, updated_at), UPDATE (updated_at, place, handle),
  INSERT (organization_id, platform, installation_id, conversation_key, place, handle) ON conversation_references TO threadcoach_dispatcher;
CREATE POLICY dispatch ON inbox_events FOR ALL TO threadcoach_dispatcher USING (true) WITH CHECK (true);
GRANT SELECT (id, seq, organization_id, platform, installation_id, event_id, dedupe_key, conversation_key, state, attempts, due_at, created_at),
  INSERT (id, organization_id, platform, installation_id, event_id, dedupe_key, conversation_key, payload_sealed, over_limit) ON inbox_events TO threadcoach_dispatcher;
CREATE POLICY dispatch ON conversation_leases FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT ON conversation_leases TO threadcoach_dispatcher;
CREATE POLICY dispatch ON coaching_sessions FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, processing_status, updated_at) ON coaching_sessions TO threadcoach_dispatcher;
