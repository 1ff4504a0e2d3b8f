-- Performance management: imports with their errors and undo, history and archive of figures, custom figures, notes that are
-- followed up, 1:1s, action items with progress, plans with check-ins, and what coaching has done.

-- ---------------------------------------------------------------- imports

CREATE TABLE import_logs (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  imported_by             uuid REFERENCES users ON DELETE SET NULL,
  import_type             text NOT NULL CHECK (import_type IN ('metrics', 'users', 'profiles', 'history')),
  file_name               text NOT NULL,
  file_size_bytes         bigint NOT NULL CHECK (file_size_bytes >= 0),
  -- SHA-256 of the file, hex.
  file_hash               text NOT NULL,
  -- `waiting`: read, its columns guessed, nothing written; a person confirms or leaves it.
  status                  text NOT NULL DEFAULT 'waiting' CHECK (status IN
    ('waiting', 'validating', 'processing', 'success', 'partial_success', 'failed', 'cancelled', 'rolled_back')),
  -- ImportMapping of src/coaching/imports/import.ts
  mapping                 jsonb NOT NULL DEFAULT '{}',
  total_rows              integer NOT NULL DEFAULT 0 CHECK (total_rows >= 0),
  processed_rows          integer NOT NULL DEFAULT 0 CHECK (processed_rows >= 0),
  successful_rows         integer NOT NULL DEFAULT 0 CHECK (successful_rows >= 0),
  failed_rows             integer NOT NULL DEFAULT 0 CHECK (failed_rows >= 0),
  -- What was there already, just so.
  skipped_rows            integer NOT NULL DEFAULT 0 CHECK (skipped_rows >= 0),
  -- Of figures: the days that it wrote, so that undoing it looks at no other month.
  first_day               date,
  last_day                date,
  -- Why it failed as a whole, for people.
  failure                 text,
  started_at              timestamptz,
  completed_at            timestamptz,
  processing_seconds      integer GENERATED ALWAYS AS (extract(epoch FROM (completed_at - started_at))::integer) STORED,
  rollback_available      boolean NOT NULL DEFAULT false,
  rolled_back_at          timestamptz,
  rolled_back_by          uuid REFERENCES users ON DELETE SET NULL,
  -- Who works on it, as a worker's lease; taken over once it is too old.
  claim_id                uuid,
  claimed_at              timestamptz,
  -- Of an upload in chat: the turn, unique, and where to say how far it is.
  turn_id                 uuid,
  conversation_key        text,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX import_logs_one_a_turn ON import_logs (organization_id, turn_id) WHERE turn_id IS NOT NULL;
CREATE INDEX import_logs_by_hash ON import_logs (organization_id, file_hash);
CREATE INDEX import_logs_by_time ON import_logs (organization_id, created_at DESC);
CREATE INDEX import_logs_by_importer ON import_logs (imported_by);
CREATE INDEX import_logs_by_undoer ON import_logs (rolled_back_by);
CREATE INDEX import_logs_open ON import_logs (updated_at) WHERE status IN ('waiting', 'validating', 'processing');

-- The file of an import that is not finished, in pieces, so that none is held whole; gone with the last row of it.
CREATE TABLE import_files (
  import_id               uuid NOT NULL REFERENCES import_logs ON DELETE CASCADE,
  part                    integer NOT NULL CHECK (part >= 0),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  content                 bytea NOT NULL,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (import_id, part)
);
-- Written once, read twice, deleted: packing it costs more than it saves.
ALTER TABLE import_files ALTER COLUMN content SET STORAGE EXTERNAL;

-- Rows that could not be taken, as they stand in the file, so that they can be mended and brought again.
CREATE TABLE import_row_errors (
  import_id               uuid NOT NULL REFERENCES import_logs ON DELETE CASCADE,
  -- 1-based, in the file; the header is a line too.
  line                    integer NOT NULL CHECK (line >= 1),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- [{column, code, message}]
  faults                  jsonb NOT NULL,
  cells                   text[] NOT NULL,
  created_at              timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (import_id, line)
);

-- What an import replaced or made, so that it can be undone as a whole. Figures that it made carry its id instead.
CREATE TABLE import_undo (
  import_id               uuid NOT NULL REFERENCES import_logs ON DELETE CASCADE,
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- e.g. `users`, `performance_metrics`
  table_name              text NOT NULL,
  -- What finds the row: an id, or `<agent>:<day>` of a figure.
  row_key                 text NOT NULL,
  -- Null: the import made the row.
  before                  jsonb,
  -- As the import left it; a row that is otherwise by now was changed by something newer. Of figures their import_id says so.
  after                   jsonb,
  created_at              timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (import_id, table_name, row_key)
);

-- ---------------------------------------------------------------- figures: where from, history, archive, custom ones

-- Which import wrote a row last. No reference: it would be checked for each of a million rows, and indexed for each.
ALTER TABLE performance_metrics ADD COLUMN import_id uuid;

-- As it was made, but for two who ask for the same month at once: the name that the second looked up before it waited is
-- still unknown to it after, so it learns from the failure.
CREATE OR REPLACE FUNCTION ensure_metric_month(day date) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  first date := date_trunc('month', day)::date;
  name text := 'performance_metrics_' || to_char(first, 'YYYY_MM');
BEGIN
  IF day NOT BETWEEN DATE '2000-01-01' AND (now() + interval '1 year')::date THEN
    RAISE EXCEPTION 'no metrics are kept for %', day USING ERRCODE = 'check_violation';
  END IF;
  IF to_regclass('public.' || quote_ident(name)) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(name, 0));
  BEGIN
    EXECUTE format('CREATE TABLE %I PARTITION OF performance_metrics FOR VALUES FROM (%L) TO (%L)', name, first, (first + interval '1 month')::date);
  EXCEPTION WHEN duplicate_table THEN RETURN;
  END;
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
END $$;

CREATE TABLE performance_history (
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  agent_id                uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  period_type             text NOT NULL CHECK (period_type IN ('week', 'month', 'quarter')),
  -- The last day: a Sunday, or the last of a month or quarter. The running period is kept up to now.
  period_ending           date NOT NULL,
  days_worked             integer NOT NULL CHECK (days_worked >= 0),
  avg_service_score       numeric(5,2) CHECK (avg_service_score BETWEEN 0 AND 100),
  avg_productivity_score  numeric(5,2) CHECK (avg_productivity_score BETWEEN 0 AND 100),
  avg_quality_score       numeric(5,2) CHECK (avg_quality_score BETWEEN 0 AND 100),
  avg_attendance_rate     numeric(5,2) CHECK (avg_attendance_rate BETWEEN 0 AND 100),
  avg_adherence_score     numeric(5,2) CHECK (avg_adherence_score BETWEEN 0 AND 100),
  avg_composite_score     numeric(5,2) CHECK (avg_composite_score BETWEEN 0 AND 100),
  avg_csat                numeric(3,2) CHECK (avg_csat BETWEEN 1 AND 5),
  avg_fcr                 numeric(5,2) CHECK (avg_fcr BETWEEN 0 AND 100),
  avg_aht                 numeric(9,2) CHECK (avg_aht >= 0),
  avg_qa_score            numeric(5,2) CHECK (avg_qa_score BETWEEN 0 AND 100),
  -- Average less that of the period right before; null without one.
  service_trend           numeric(6,2),
  productivity_trend      numeric(6,2),
  quality_trend           numeric(6,2),
  attendance_trend        numeric(6,2),
  adherence_trend         numeric(6,2),
  composite_trend         numeric(6,2),
  -- Population variance of the daily composite.
  score_variance          numeric(9,2) CHECK (score_variance >= 0),
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, agent_id, period_type, period_ending)
);
CREATE INDEX performance_history_by_agent ON performance_history (agent_id);

-- What happened, beside the figures: shown with every period that its day falls in.
CREATE TABLE performance_annotations (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  agent_id                uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  day                     date NOT NULL,
  -- e.g. `training`, `leave`, `system outage`
  kind                    text NOT NULL,
  description             text NOT NULL,
  created_by              uuid REFERENCES users ON DELETE SET NULL,
  turn_id                 uuid,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, turn_id)
);
CREATE INDEX performance_annotations_by_agent ON performance_annotations (agent_id, day DESC);
CREATE INDEX performance_annotations_by_writer ON performance_annotations (created_by);

-- Whole months go here after thirteen, without a row being copied. Not LIKE … INCLUDING ALL plus an insert: the composite is
-- generated, and cannot be inserted.
CREATE TABLE performance_metrics_archive (
  LIKE performance_metrics INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED,
  PRIMARY KEY (organization_id, agent_id, metric_date),
  FOREIGN KEY (organization_id) REFERENCES organizations ON DELETE CASCADE,
  FOREIGN KEY (agent_id) REFERENCES users ON DELETE CASCADE
) PARTITION BY RANGE (metric_date);
CREATE INDEX performance_metrics_archive_by_agent ON performance_metrics_archive (agent_id, metric_date DESC);

CREATE TABLE custom_metrics (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- As a column of an import names it, e.g. `upsell_rate`.
  key                     text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,59}$'),
  label                   text NOT NULL,
  -- After a value, e.g. `%`.
  unit                    text NOT NULL DEFAULT '',
  digits                  smallint NOT NULL DEFAULT 1 CHECK (digits BETWEEN 0 AND 4),
  better                  text CHECK (better IN ('higher', 'lower')),
  minimum                 numeric,
  maximum                 numeric,
  retired_at              timestamptz,
  created_by              uuid REFERENCES users ON DELETE SET NULL,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, key),
  CHECK (maximum > minimum)
);
CREATE INDEX custom_metrics_by_creator ON custom_metrics (created_by);

CREATE TABLE custom_metric_values (
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  metric_id               uuid NOT NULL REFERENCES custom_metrics ON DELETE CASCADE,
  agent_id                uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  metric_date             date NOT NULL,
  value                   numeric NOT NULL,
  -- As in performance_metrics.
  import_id               uuid,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (metric_id, agent_id, metric_date)
);
CREATE INDEX custom_metric_values_by_agent ON custom_metric_values (agent_id, metric_date DESC);

-- Who compares their figures with their peers' and is counted among them: a row is a yes, said by the person alone.
CREATE TABLE peer_comparisons (
  user_id                 uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX peer_comparisons_by_organization ON peer_comparisons (organization_id);

-- ---------------------------------------------------------------- quick notes that are followed up

ALTER TABLE quick_notes ADD COLUMN subcategory text;
ALTER TABLE quick_notes ADD COLUMN call_id text;
ALTER TABLE quick_notes ADD COLUMN customer_id text;
-- Where the words were taken from, as "Save as note" gives it.
ALTER TABLE quick_notes ADD COLUMN source_url text;
ALTER TABLE quick_notes ADD COLUMN linked_session_id uuid REFERENCES coaching_sessions ON DELETE SET NULL;
ALTER TABLE quick_notes ADD COLUMN addressed_at timestamptz;
ALTER TABLE quick_notes ADD COLUMN addressed_by uuid REFERENCES users ON DELETE SET NULL;
ALTER TABLE quick_notes ADD COLUMN addressed_notes text;
-- From then on the person whom it is about reads it too.
ALTER TABLE quick_notes ADD COLUMN shared_at timestamptz;
-- Counts up with every change: who changes a note names the version that they saw, and the index of records follows it.
ALTER TABLE quick_notes ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
CREATE INDEX quick_notes_by_session ON quick_notes (linked_session_id);
CREATE INDEX quick_notes_by_addresser ON quick_notes (addressed_by);
CREATE INDEX quick_notes_unaddressed ON quick_notes (organization_id, subject_id) WHERE addressed_at IS NULL AND deleted_at IS NULL;

-- Notes can be reworded from now on, so their version counts as that of summaries does.
DROP TRIGGER want_record_index ON quick_notes;
CREATE TRIGGER want_record_index AFTER INSERT OR DELETE OR UPDATE OF deleted_at, version ON quick_notes
  FOR EACH ROW EXECUTE FUNCTION want_record_index();

-- ---------------------------------------------------------------- 1:1s

-- What a 1:1 is besides a session: whom it is with, how it was prepared, what came of it. Of the session's own row a meeting
-- has time, type, status and who leads it; without a transcript its processing is `none`.
CREATE TABLE one_on_ones (
  session_id              uuid PRIMARY KEY REFERENCES coaching_sessions ON DELETE CASCADE,
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  agent_id                uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  planned_minutes         integer NOT NULL DEFAULT 30 CHECK (planned_minutes BETWEEN 5 AND 480),
  -- Who moved or cancelled it, and how often it was moved.
  rescheduled_count       integer NOT NULL DEFAULT 0 CHECK (rescheduled_count >= 0),
  started_at              timestamptz,
  ended_at                timestamptz,
  duration_minutes        integer GENERATED ALWAYS AS (extract(epoch FROM (ended_at - started_at))::integer / 60) STORED,
  -- The agenda as it was last built: {agenda, figures, topics}
  prep                    jsonb,
  prepared_at             timestamptz,
  topics                  text[] NOT NULL DEFAULT '{}',
  discussion_notes        text,
  commitments             text,
  resources               text[] NOT NULL DEFAULT '{}',
  engagement              smallint CHECK (engagement BETWEEN 1 AND 5),
  receptiveness           smallint CHECK (receptiveness BETWEEN 1 AND 5),
  understanding           smallint CHECK (understanding BETWEEN 1 AND 5),
  effectiveness           smallint CHECK (effectiveness BETWEEN 1 AND 5),
  achievements            text,
  concerns                text,
  follow_up_required      boolean NOT NULL DEFAULT false,
  follow_up_on            date,
  follow_up_topics        text[] NOT NULL DEFAULT '{}',
  cancelled_reason        text,
  no_show_reason          text,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  CHECK (ended_at >= started_at)
);
CREATE INDEX one_on_ones_by_agent ON one_on_ones (agent_id);
CREATE INDEX one_on_ones_follow_up ON one_on_ones (organization_id, follow_up_on) WHERE follow_up_required;

-- What is said in the session's thread, until it is completed.
CREATE TABLE one_on_one_notes (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id              uuid NOT NULL REFERENCES coaching_sessions ON DELETE CASCADE,
  author_id               uuid REFERENCES users ON DELETE SET NULL,
  text                    text NOT NULL,
  turn_id                 uuid NOT NULL,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, turn_id)
);
CREATE INDEX one_on_one_notes_by_session ON one_on_one_notes (session_id, created_at);
CREATE INDEX one_on_one_notes_by_author ON one_on_one_notes (author_id);

ALTER TABLE coaching_sessions DROP CONSTRAINT coaching_sessions_meeting_status_check;
ALTER TABLE coaching_sessions ADD CONSTRAINT coaching_sessions_meeting_status_check
  CHECK (meeting_status IN ('scheduled', 'in_progress', 'held', 'cancelled', 'no_show'));
ALTER TABLE coaching_sessions DROP CONSTRAINT coaching_sessions_processing_status_check;
ALTER TABLE coaching_sessions ADD CONSTRAINT coaching_sessions_processing_status_check
  CHECK (processing_status IN ('none', 'pending', 'processing', 'completed', 'failed'));

-- As before, and: a 1:1 that was held without a transcript has no words to be found; once it gets one, it is indexed.
CREATE OR REPLACE FUNCTION want_record_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    UPDATE record_index SET wanted_version = 0, updated_at = now()
    WHERE organization_id = OLD.organization_id AND source_table = TG_TABLE_NAME AND source_id = OLD.id;
    RETURN NULL;
  END IF;
  INSERT INTO record_index (organization_id, source_table, source_id, wanted_version)
  VALUES (NEW.organization_id, TG_TABLE_NAME, NEW.id,
          CASE
            WHEN to_jsonb(NEW) ->> 'deleted_at' IS NOT NULL THEN 0
            WHEN TG_TABLE_NAME = 'coaching_sessions' THEN
              CASE WHEN to_jsonb(NEW) ->> 'meeting_status' = 'held' AND to_jsonb(NEW) ->> 'processing_status' <> 'none'
                   THEN 1 ELSE 0 END
            ELSE (to_jsonb(NEW) ->> 'version')::integer
          END)
  ON CONFLICT (organization_id, source_table, source_id)
    DO UPDATE SET wanted_version = excluded.wanted_version, updated_at = now()
    WHERE record_index.wanted_version <> excluded.wanted_version;
  RETURN NULL;
END $$;

-- ---------------------------------------------------------------- action items

ALTER TABLE action_items ADD COLUMN description text;
ALTER TABLE action_items ADD COLUMN category text;
ALTER TABLE action_items ADD COLUMN reminder_on date;
ALTER TABLE action_items ADD COLUMN priority text NOT NULL DEFAULT 'MEDIUM' CHECK (priority IN ('HIGH', 'MEDIUM', 'LOW'));
ALTER TABLE action_items ADD COLUMN progress_notes text;
ALTER TABLE action_items ADD COLUMN completion_notes text;
ALTER TABLE action_items ADD COLUMN verified_by uuid REFERENCES users ON DELETE SET NULL;
ALTER TABLE action_items ADD COLUMN verified_at timestamptz;
-- Of a plan to improve performance.
ALTER TABLE action_items ADD COLUMN plan_id uuid REFERENCES action_plans ON DELETE SET NULL;
-- What made it by hand; asked again it makes no second one.
ALTER TABLE action_items ADD COLUMN made_by_key text;
CREATE UNIQUE INDEX action_items_one_a_key ON action_items (organization_id, made_by_key) WHERE made_by_key IS NOT NULL;
CREATE INDEX action_items_by_plan ON action_items (plan_id);
CREATE INDEX action_items_by_verifier ON action_items (verified_by);

-- ---------------------------------------------------------------- plans to improve performance

ALTER TABLE action_plans ADD COLUMN approved_at timestamptz;
-- How much of the way is done, percent, as last computed from the figures.
ALTER TABLE action_plans ADD COLUMN current_score numeric(5,2) CHECK (current_score BETWEEN 0 AND 100);
-- Goes up with each change: who presses a button of an older state is told so.
ALTER TABLE action_plans ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1);
ALTER TABLE action_plans ADD COLUMN turn_id uuid;
-- Handed to whoever approves it, and what they wrote where it came back. Both are gone once it is approved.
ALTER TABLE action_plans ADD COLUMN submitted_at timestamptz;
ALTER TABLE action_plans ADD COLUMN sent_back text;
-- Until then the person whom it is about knows nothing of it, and is told nothing, also where it was cancelled as a draft.
ALTER TABLE action_plans ADD COLUMN activated_at timestamptz;
-- Who changed it last, and with which turn: tried again, that turn changes nothing.
ALTER TABLE action_plans ADD COLUMN changed_by uuid REFERENCES users ON DELETE SET NULL;
ALTER TABLE action_plans ADD COLUMN last_turn_id uuid;
CREATE INDEX action_plans_by_changer ON action_plans (changed_by);
CREATE INDEX action_plans_to_start ON action_plans (start_on) WHERE status = 'draft' AND approved_at IS NOT NULL;
ALTER TABLE action_plans ADD CONSTRAINT action_plans_one_a_turn UNIQUE (organization_id, turn_id);
CREATE UNIQUE INDEX action_plans_one_running ON action_plans (organization_id, agent_id) WHERE status IN ('active', 'extended');
CREATE INDEX action_plans_next_check_in ON action_plans (next_check_in_on) WHERE status IN ('active', 'extended');

CREATE TABLE plan_check_ins (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  plan_id                 uuid NOT NULL REFERENCES action_plans ON DELETE CASCADE,
  agent_id                uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  due_on                  date NOT NULL,
  state                   text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'held', 'missed')),
  held_on                 date,
  held_by                 uuid REFERENCES users ON DELETE SET NULL,
  notes                   text,
  -- {metric: average since the last one}
  figures                 jsonb NOT NULL DEFAULT '{}',
  score                   numeric(5,2) CHECK (score BETWEEN 0 AND 100),
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  UNIQUE (plan_id, due_on)
);
CREATE INDEX plan_check_ins_by_agent ON plan_check_ins (agent_id);
CREATE INDEX plan_check_ins_by_holder ON plan_check_ins (held_by);

-- ---------------------------------------------------------------- what coaching has done

CREATE TABLE coaching_effectiveness (
  id                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id         uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id              uuid REFERENCES coaching_sessions ON DELETE SET NULL,
  agent_id                uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  leader_id               uuid REFERENCES users ON DELETE SET NULL,
  -- A column of performance_metrics.
  primary_issue           text NOT NULL,
  -- e.g. `role-play`, `side-by-side`
  intervention_method     text NOT NULL,
  intervened_on           date NOT NULL,
  -- Days before, and days after, that are compared.
  measurement_days        integer NOT NULL DEFAULT 14 CHECK (measurement_days BETWEEN 3 AND 90),
  -- {metric: {average, days}}
  metrics_before          jsonb,
  metrics_after           jsonb,
  -- Of the issue's figure, for the better above zero.
  improvement_percent     numeric(7,2),
  -- Null until 30 and 90 days are over, and where there are no figures by then.
  sustained_30            boolean,
  sustained_90            boolean,
  success_factors         text[] NOT NULL DEFAULT '{}',
  failure_factors         text[] NOT NULL DEFAULT '{}',
  recommended             boolean NOT NULL DEFAULT false,
  notes                   text,
  -- The next day on which something of it can be computed; null: all is.
  next_due_on             date,
  created_at              timestamptz NOT NULL DEFAULT now(),
  updated_at              timestamptz NOT NULL DEFAULT now(),
  UNIQUE (session_id, primary_issue)
);
CREATE INDEX coaching_effectiveness_by_agent ON coaching_effectiveness (agent_id);
CREATE INDEX coaching_effectiveness_by_leader ON coaching_effectiveness (leader_id);
CREATE INDEX coaching_effectiveness_by_issue ON coaching_effectiveness (organization_id, primary_issue, intervention_method);
CREATE INDEX coaching_effectiveness_due ON coaching_effectiveness (next_due_on) WHERE next_due_on IS NOT NULL;

-- ---------------------------------------------------------------- row policies and grants

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'import_logs', 'import_files', 'import_row_errors', 'import_undo',
    'performance_history', 'performance_annotations', 'performance_metrics_archive', 'custom_metrics', 'custom_metric_values',
    'one_on_ones', 'one_on_one_notes', 'plan_check_ins', 'coaching_effectiveness'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO threadcoach_app', name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I FOR ALL USING (organization_id = scope_organization()) WITH CHECK (organization_id = scope_organization())',
      name);
  END LOOP;
END $$;

-- Everybody's are counted, and nobody says yes or no for another.
ALTER TABLE peer_comparisons ENABLE ROW LEVEL SECURITY;
ALTER TABLE peer_comparisons FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON peer_comparisons TO threadcoach_app;
CREATE POLICY counted ON peer_comparisons FOR SELECT USING (organization_id = scope_organization());
CREATE POLICY own ON peer_comparisons FOR ALL
  USING (organization_id = scope_organization() AND user_id = scope_user())
  WITH CHECK (organization_id = scope_organization() AND user_id = scope_user());

-- Months that ended by `before` go to the archive as they are; returns how many. What arrived for an archived month later is
-- added to it, and replaces what was there of the same person and day.
CREATE FUNCTION archive_metric_months(before date) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  part record;
  kept text;
  columns text;
  changes text;
  moved integer := 0;
BEGIN
  IF before > now() - interval '12 months' THEN
    RAISE EXCEPTION 'figures are kept in detail for at least twelve months' USING ERRCODE = 'check_violation';
  END IF;
  -- Two runs at once would take each other's partitions.
  PERFORM pg_advisory_xact_lock(hashtextextended('archive_metric_months', 0));
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum),
         string_agg(format('%1$I = EXCLUDED.%1$I', attname), ', ' ORDER BY attnum)
    INTO columns, changes
    FROM pg_attribute
   WHERE attrelid = 'performance_metrics'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
  FOR part IN
    SELECT c.relname::text AS name, to_date(right(c.relname, 7), 'YYYY_MM') AS first
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'performance_metrics'::regclass
       AND (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month')::date <= before
     ORDER BY 1
  LOOP
    kept := replace(part.name, 'performance_metrics_', 'performance_metrics_archive_');
    EXECUTE format('ALTER TABLE performance_metrics DETACH PARTITION %I', part.name);
    IF to_regclass('public.' || quote_ident(kept)) IS NULL THEN
      EXECUTE format('ALTER TABLE %I RENAME TO %I', part.name, kept);
      EXECUTE format('ALTER TABLE performance_metrics_archive ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
        kept, part.first, (part.first + interval '1 month')::date);
    ELSE
      -- Row policies bind the owner too, who has no scope here: lifted for this statement.
      EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', part.name);
      EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', kept);
      EXECUTE format('INSERT INTO %I (%s) SELECT %s FROM %I ON CONFLICT (organization_id, agent_id, metric_date) DO UPDATE SET %s',
        kept, columns, columns, part.name, changes);
      EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', kept);
      EXECUTE format('DROP TABLE %I', part.name);
    END IF;
    moved := moved + 1;
  END LOOP;
  RETURN moved;
END $$;
REVOKE ALL ON FUNCTION archive_metric_months(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION archive_metric_months(date) TO threadcoach_app;

-- Sweeps: ids, states and times only.
CREATE POLICY dispatch ON import_logs FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, status, updated_at) ON import_logs TO threadcoach_dispatcher;
CREATE POLICY dispatch ON coaching_effectiveness FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, next_due_on) ON coaching_effectiveness TO threadcoach_dispatcher;
CREATE POLICY dispatch ON action_plans FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, status, start_on, approved_at) ON action_plans TO threadcoach_dispatcher;
