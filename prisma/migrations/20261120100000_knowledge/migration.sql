-- Knowledge that can be trusted: curated entries, gaps and feedback, which model serves, records that can be searched, exports.

-- ---------------------------------------------------------------- documents

-- Bytes of the file as it came; the folder it is re-read from, as an absolute path.
ALTER TABLE documents ADD COLUMN file_size bigint CHECK (file_size >= 0);
ALTER TABLE documents ADD COLUMN source_folder text;
-- Taken out of the knowledge base: the text is gone, the row keeps name and version, so that neither is given out again.
ALTER TABLE documents ADD COLUMN removed_at timestamptz CHECK (removed_at IS NULL OR (retired_at IS NOT NULL AND text = ''));
-- When the vector store confirmed that it holds nothing of a retired version any more; null: it may still.
ALTER TABLE documents ADD COLUMN unindexed_at timestamptz;
CREATE INDEX documents_to_unindex ON documents (organization_id) WHERE retired_at IS NOT NULL AND unindexed_at IS NULL;
CREATE INDEX documents_by_folder ON documents (organization_id, source_folder) WHERE source_folder IS NOT NULL;
-- Work that is left: what the sweep looks for.
CREATE INDEX documents_open ON documents (updated_at) WHERE status IN ('uploaded', 'processing');

-- Rises with every change of what can be found in the namespace; cached searches carry it.
ALTER TABLE knowledge_namespaces ADD COLUMN revision bigint NOT NULL DEFAULT 0;

-- Curated by admins: patterns, example responses, guidelines. Its text is a document of type methodology, named `entry:<id>`.
CREATE TABLE knowledge_entries (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  category        text NOT NULL CHECK (category IN ('methodology', 'coaching_patterns', 'team_dynamics')),
  content_type    text NOT NULL CHECK (content_type IN ('training_prompt', 'example_response', 'guidelines')),
  title           text NOT NULL,
  content         text NOT NULL,
  tags            text[] NOT NULL DEFAULT '{}',
  access          text NOT NULL DEFAULT 'all' CHECK (access IN ('all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin')),
  version         integer NOT NULL CHECK (version >= 1),
  edited_by       uuid REFERENCES users ON DELETE SET NULL,
  retired_at      timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX knowledge_entries_one_title ON knowledge_entries (organization_id, lower(title)) WHERE retired_at IS NULL;

CREATE TABLE knowledge_entry_versions (
  entry_id        uuid NOT NULL REFERENCES knowledge_entries ON DELETE CASCADE,
  version         integer NOT NULL CHECK (version >= 1),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  category        text NOT NULL,
  content_type    text NOT NULL,
  title           text NOT NULL,
  content         text NOT NULL,
  tags            text[] NOT NULL,
  access          text NOT NULL,
  edited_by       uuid REFERENCES users ON DELETE SET NULL,
  -- The turn that made it: the same turn again makes no second version.
  turn_id         uuid,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (entry_id, version),
  UNIQUE (organization_id, turn_id)
);

-- ---------------------------------------------------------------- what people thought of answers

-- What admins see of it. No word of who asked; the question only if the asker sends it.
CREATE TABLE knowledge_gaps (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  kind            text NOT NULL CHECK (kind IN ('missing', 'wrong', 'unhelpful')),
  -- What the answer cited, when it cited anything.
  document_name   text,
  section         text,
  question        text,
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'resolved')),
  resolved_by     uuid REFERENCES users ON DELETE SET NULL,
  resolved_at     timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  CHECK ((state = 'resolved') = (resolved_at IS NOT NULL))
);
CREATE INDEX knowledge_gaps_open ON knowledge_gaps (organization_id, created_at DESC) WHERE state = 'open';

ALTER TABLE rag_queries ADD COLUMN feedback text CHECK (feedback IN ('up', 'down', 'wrong', 'missing'));
ALTER TABLE rag_queries ADD COLUMN feedback_at timestamptz;
-- The gap that this question was reported as: known to its asker alone.
ALTER TABLE rag_queries ADD COLUMN gap_id uuid REFERENCES knowledge_gaps ON DELETE SET NULL;
-- Up to three questions that were offered under the answer.
ALTER TABLE rag_queries ADD COLUMN suggested_follow_ups jsonb NOT NULL DEFAULT '[]';
CREATE INDEX rag_queries_by_turn ON rag_queries (turn_id);

-- ---------------------------------------------------------------- embedding models

-- Which model's vectors answer. A new model is built beside the one that serves, and takes over when it is complete.
CREATE TABLE knowledge_models (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  model           text NOT NULL,
  state           text NOT NULL CHECK (state IN ('building', 'serving', 'retired')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, model)
);
CREATE UNIQUE INDEX knowledge_models_one_serves ON knowledge_models (organization_id) WHERE state = 'serving';

-- ---------------------------------------------------------------- records: summaries, notes, sessions

-- Their chunks stand in namespaces of their own, which no search of documents names.
ALTER TABLE chunks DROP CONSTRAINT chunks_source_table_check;
ALTER TABLE chunks ADD CONSTRAINT chunks_source_table_check
  CHECK (source_table IN ('documents', 'summaries', 'quick_notes', 'coaching_sessions'));
ALTER TABLE knowledge_namespaces DROP CONSTRAINT knowledge_namespaces_document_type_check;
ALTER TABLE knowledge_namespaces DROP CONSTRAINT knowledge_namespaces_access_check;
ALTER TABLE knowledge_namespaces ADD CONSTRAINT knowledge_namespaces_scope_check CHECK (
  (document_type IN ('sop', 'training', 'reference', 'policy', 'methodology')
    AND access IN ('all', 'csr', 'sales_rep', 'team_leader', 'manager', 'admin'))
  OR (document_type IN ('summary', 'note', 'session') AND access = 'record'));
CREATE INDEX chunks_by_source ON chunks (organization_id, source_table, source_id);

-- A participant's own summaries, without reading everyone's.
CREATE INDEX session_participants_by_user ON session_participants (organization_id, user_id) WHERE user_id IS NOT NULL;

-- Which version of each record its chunks stand for, and which they should. Triggers keep the second, so that no way of
-- writing a record can forget it. Ids and numbers only.
CREATE TABLE record_index (
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  source_table    text NOT NULL CHECK (source_table IN ('summaries', 'quick_notes', 'coaching_sessions')),
  source_id       uuid NOT NULL,
  -- A summary's version, 1 for what is never reworded; 0: it is gone.
  wanted_version  integer NOT NULL CHECK (wanted_version >= 0),
  -- 0: not indexed yet.
  indexed_version integer NOT NULL DEFAULT 0 CHECK (indexed_version >= 0),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, source_table, source_id)
);
CREATE INDEX record_index_open ON record_index (organization_id, updated_at) WHERE wanted_version <> indexed_version;

CREATE FUNCTION want_record_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE record_index SET wanted_version = 0, updated_at = now()
    WHERE organization_id = OLD.organization_id AND source_table = TG_TABLE_NAME AND source_id = OLD.id;
    RETURN NULL;
  END IF;
  INSERT INTO record_index (organization_id, source_table, source_id, wanted_version)
  VALUES (NEW.organization_id, TG_TABLE_NAME, NEW.id,
          CASE TG_TABLE_NAME
            WHEN 'summaries' THEN (to_jsonb(NEW) ->> 'version')::integer
            WHEN 'quick_notes' THEN CASE WHEN to_jsonb(NEW) ->> 'deleted_at' IS NULL THEN 1 ELSE 0 END
            ELSE 1
          END)
  ON CONFLICT (organization_id, source_table, source_id)
    DO UPDATE SET wanted_version = excluded.wanted_version, updated_at = now()
    WHERE record_index.wanted_version <> excluded.wanted_version;
  RETURN NULL;
END $$;
CREATE TRIGGER want_record_index AFTER INSERT OR DELETE OR UPDATE OF version ON summaries
  FOR EACH ROW EXECUTE FUNCTION want_record_index();
CREATE TRIGGER want_record_index AFTER INSERT OR DELETE OR UPDATE OF deleted_at ON quick_notes
  FOR EACH ROW EXECUTE FUNCTION want_record_index();
CREATE TRIGGER want_record_index AFTER INSERT OR DELETE ON coaching_sessions
  FOR EACH ROW EXECUTE FUNCTION want_record_index();

-- What was there before. Row policies bind the owner too, who has no scope here: lifted for these three statements.
ALTER TABLE summaries NO FORCE ROW LEVEL SECURITY;
ALTER TABLE quick_notes NO FORCE ROW LEVEL SECURITY;
ALTER TABLE coaching_sessions NO FORCE ROW LEVEL SECURITY;
INSERT INTO record_index (organization_id, source_table, source_id, wanted_version)
  SELECT organization_id, 'summaries', id, version FROM summaries
  UNION ALL SELECT organization_id, 'quick_notes', id, 1 FROM quick_notes WHERE deleted_at IS NULL
  UNION ALL SELECT organization_id, 'coaching_sessions', id, 1 FROM coaching_sessions;
ALTER TABLE summaries FORCE ROW LEVEL SECURITY;
ALTER TABLE quick_notes FORCE ROW LEVEL SECURITY;
ALTER TABLE coaching_sessions FORCE ROW LEVEL SECURITY;

-- ---------------------------------------------------------------- exports

CREATE TABLE backup_catalog (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  kind            text NOT NULL CHECK (kind IN ('full', 'incremental')),
  schema_version  integer NOT NULL CHECK (schema_version >= 1),
  -- The export that an incremental one continues.
  parent_id       uuid REFERENCES backup_catalog ON DELETE SET NULL,
  -- Changes after `since` (null: everything) and up to `until` are in it.
  since           timestamptz,
  until           timestamptz NOT NULL,
  location        text NOT NULL,
  -- [{path, sha256, bytes, rows}]
  files           jsonb NOT NULL DEFAULT '[]',
  row_count       bigint NOT NULL DEFAULT 0 CHECK (row_count >= 0),
  byte_count      bigint NOT NULL DEFAULT 0 CHECK (byte_count >= 0),
  state           text NOT NULL CHECK (state IN ('writing', 'complete', 'verified', 'failed')),
  failure         text,
  verified_at     timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX backup_catalog_latest ON backup_catalog (organization_id, until DESC);

-- ---------------------------------------------------------------- row policies and grants

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['knowledge_entries', 'knowledge_entry_versions', 'knowledge_gaps', 'knowledge_models', 'backup_catalog', 'record_index'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I FOR ALL USING (organization_id = scope_organization()) WITH CHECK (organization_id = scope_organization())',
      name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO threadcoach_app', name);
  END LOOP;
END $$;

-- The sweep looks for loads that were left; ids, states and times only.
CREATE POLICY dispatch ON documents FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, status, updated_at, retired_at, unindexed_at) ON documents TO threadcoach_dispatcher;
CREATE POLICY dispatch ON record_index FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (organization_id, wanted_version, indexed_version, updated_at) ON record_index TO threadcoach_dispatcher;
