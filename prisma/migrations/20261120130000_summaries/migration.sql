-- Session summaries as versioned documents: clients, templates, voices, tracked actions, follow-ups, and work that can be resumed.

-- ---------------------------------------------------------------- who is coached

-- People coached who have no account.
CREATE TABLE clients (
  id               uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id  uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  name             text NOT NULL,
  email            text,
  phone            text,
  timezone         text NOT NULL DEFAULT 'UTC',
  tags             text[] NOT NULL DEFAULT '{}',
  -- Whose client it is; the coach's line and admins see them too.
  coach_id         uuid REFERENCES users ON DELETE SET NULL,
  created_at       timestamptz NOT NULL DEFAULT now(),
  updated_at       timestamptz NOT NULL DEFAULT now(),
  deleted_at       timestamptz
);
CREATE UNIQUE INDEX clients_one_email ON clients (organization_id, lower(email)) WHERE email IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX clients_by_coach ON clients (organization_id, coach_id);

-- ---------------------------------------------------------------- sessions

-- Whether the meeting took place, apart from what became of its transcript.
ALTER TABLE coaching_sessions ADD COLUMN meeting_status text NOT NULL DEFAULT 'held'
  CHECK (meeting_status IN ('scheduled', 'held', 'cancelled', 'no_show'));
ALTER TABLE coaching_sessions ADD COLUMN scheduled_at timestamptz;
ALTER TABLE coaching_sessions ADD COLUMN duration_ms bigint CHECK (duration_ms >= 0);
-- e.g. `strengths`; chooses the template.
ALTER TABLE coaching_sessions ADD COLUMN workshop_type text;
-- Key of the template that its summaries follow: `system:…`, or the id of one in `templates`.
ALTER TABLE coaching_sessions ADD COLUMN template text;
CREATE INDEX coaching_sessions_scheduled ON coaching_sessions (organization_id, facilitator_id, scheduled_at) WHERE meeting_status = 'scheduled';

-- What is only planned waits for nothing, and is not found as a record until its transcript is there.
DROP INDEX coaching_sessions_open;
CREATE INDEX coaching_sessions_open ON coaching_sessions (updated_at)
  WHERE processing_status IN ('pending', 'processing') AND meeting_status = 'held';
GRANT SELECT (meeting_status) ON coaching_sessions TO threadcoach_dispatcher;
CREATE OR REPLACE FUNCTION want_record_index() RETURNS trigger LANGUAGE plpgsql AS $$
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
            ELSE CASE WHEN to_jsonb(NEW) ->> 'meeting_status' = 'held' THEN 1 ELSE 0 END
          END)
  ON CONFLICT (organization_id, source_table, source_id)
    DO UPDATE SET wanted_version = excluded.wanted_version, updated_at = now()
    WHERE record_index.wanted_version <> excluded.wanted_version;
  RETURN NULL;
END $$;
DROP TRIGGER want_record_index ON coaching_sessions;
CREATE TRIGGER want_record_index AFTER INSERT OR DELETE OR UPDATE OF meeting_status ON coaching_sessions
  FOR EACH ROW EXECUTE FUNCTION want_record_index();

ALTER TABLE session_participants ADD COLUMN client_id uuid REFERENCES clients ON DELETE SET NULL;
ALTER TABLE session_participants ADD COLUMN match_state text NOT NULL DEFAULT 'none'
  CHECK (match_state IN ('certain', 'uncertain', 'confirmed', 'none'));
-- [{kind: 'user' | 'client', id, name, score}], best first
ALTER TABLE session_participants ADD COLUMN match_candidates jsonb NOT NULL DEFAULT '[]';
ALTER TABLE session_participants ADD COLUMN engagement_level text CHECK (engagement_level IN ('high', 'medium', 'low', 'silent'));
ALTER TABLE session_participants ADD COLUMN breakthrough boolean NOT NULL DEFAULT false;
ALTER TABLE session_participants ADD COLUMN priority real CHECK (priority BETWEEN 0 AND 1);
-- What the three above were worked out from, as it is shown to people.
ALTER TABLE session_participants ADD COLUMN insight jsonb NOT NULL DEFAULT '{}';
ALTER TABLE session_participants ADD CHECK (user_id IS NULL OR client_id IS NULL);
CREATE INDEX session_participants_by_client ON session_participants (client_id) WHERE client_id IS NOT NULL;
-- What was there before. Row policies bind the owner too, who has no scope here: lifted for this statement.
ALTER TABLE session_participants NO FORCE ROW LEVEL SECURITY;
UPDATE session_participants SET match_state = 'certain' WHERE user_id IS NOT NULL;
ALTER TABLE session_participants FORCE ROW LEVEL SECURITY;

ALTER TABLE transcripts ADD COLUMN format text;
-- How many pieces of personal data were masked before anything else saw the words.
ALTER TABLE transcripts ADD COLUMN masked_count integer NOT NULL DEFAULT 0 CHECK (masked_count >= 0);
CREATE INDEX transcripts_by_hash ON transcripts (organization_id, content_hash);

-- What is done of a session's processing, so that a killed worker's successor goes on where it stopped.
CREATE TABLE processing_jobs (
  session_id      uuid NOT NULL REFERENCES coaching_sessions ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  step            text NOT NULL CHECK (step IN ('parse', 'match', 'summarise', 'verify', 'post')),
  -- What the step is done for: '' the session, a participant's id, or `<participant>:<part>` of a long transcript.
  unit            text NOT NULL DEFAULT '',
  state           text NOT NULL CHECK (state IN ('running', 'done', 'failed')),
  attempts        integer NOT NULL DEFAULT 1 CHECK (attempts >= 1),
  -- What later steps need of it; emptied when the session is completed.
  result          jsonb,
  failure         text,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (session_id, step, unit)
);

-- Notes from before a session are the context of its summaries.
CREATE INDEX quick_notes_by_subject ON quick_notes (organization_id, subject_id, occurred_at DESC);

-- ---------------------------------------------------------------- how a coach writes

CREATE TABLE templates (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- Null: for every coach of the organisation.
  coach_id        uuid REFERENCES users ON DELETE CASCADE,
  kind            text NOT NULL CHECK (kind IN ('summary', 'email', 'text', 'call_script', 'nurture', 'rehash')),
  name            text NOT NULL,
  -- Null: for every kind of workshop.
  workshop_type   text,
  subject         text,
  content         text NOT NULL,
  variables       text[] NOT NULL DEFAULT '{}',
  is_default      boolean NOT NULL DEFAULT false,
  version         integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  retired_at      timestamptz,
  -- Set: not in force yet, shown to its author as a preview. What it becomes at the author's yes: {forOrganization, edits?}.
  draft           jsonb,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  CHECK (draft IS NULL OR coach_id IS NOT NULL)
);
CREATE UNIQUE INDEX templates_one_name ON templates
  (organization_id, coalesce(coach_id, '00000000-0000-0000-0000-000000000000'::uuid), kind, lower(name))
  WHERE retired_at IS NULL AND draft IS NULL;

-- A coach's own: nobody else's, by policy.
CREATE TABLE voice_profiles (
  coach_id        uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  -- [{before, after, at, lineId, summaryId}], the coach's edits, newest last
  examples        jsonb NOT NULL DEFAULT '[]',
  -- What was measured of the examples.
  traits          jsonb NOT NULL DEFAULT '{}',
  -- What the coach wrote about it by hand; goes before what was measured.
  own_words       text NOT NULL DEFAULT '',
  paused          boolean NOT NULL DEFAULT false,
  -- {examples, ownWords} that the last reset took away, for its undo; gone with the next edit that is learnt from.
  forgotten       jsonb,
  version         integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- what came of a summary

-- Each time a summary was approved; reopening keeps the row.
CREATE TABLE summary_approvals (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  summary_id      uuid NOT NULL REFERENCES summaries ON DELETE CASCADE,
  version         integer NOT NULL CHECK (version >= 1),
  approved_by     uuid REFERENCES users ON DELETE SET NULL,
  approved_at     timestamptz NOT NULL,
  -- Lines of the first draft that stand as they were drafted, of all lines drafted or approved.
  unedited_lines  integer NOT NULL CHECK (unedited_lines >= 0),
  all_lines       integer NOT NULL CHECK (all_lines >= unedited_lines),
  reopened_by     uuid REFERENCES users ON DELETE SET NULL,
  reopened_at     timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (summary_id, version)
);

-- A change of several summaries that waits for its author's yes.
CREATE TABLE summary_proposals (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id      uuid NOT NULL REFERENCES coaching_sessions ON DELETE CASCADE,
  author_id       uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  turn_id         uuid NOT NULL,
  request         text NOT NULL,
  -- [{summaryId, expected, operations}]
  items           jsonb NOT NULL,
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'applied', 'dismissed')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, turn_id)
);
CREATE INDEX summary_proposals_by_session ON summary_proposals (session_id);

CREATE TABLE action_items (
  id              uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  session_id      uuid REFERENCES coaching_sessions ON DELETE SET NULL,
  summary_id      uuid REFERENCES summaries ON DELETE SET NULL,
  -- The summary's line that it was made of: reopening and approving again changes the same item.
  line_id         text,
  title           text NOT NULL,
  owner_user_id   uuid REFERENCES users ON DELETE SET NULL,
  owner_client_id uuid REFERENCES clients ON DELETE SET NULL,
  due_on          date,
  -- Overdue is worked out in the owner's zone, never stored.
  state           text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'in_progress', 'completed', 'verified', 'cancelled')),
  progress        integer NOT NULL DEFAULT 0 CHECK (progress BETWEEN 0 AND 100),
  blockers        text,
  created_by      uuid REFERENCES users ON DELETE SET NULL,
  completed_at    timestamptz,
  created_at      timestamptz NOT NULL DEFAULT now(),
  updated_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (summary_id, line_id),
  CHECK (owner_user_id IS NULL OR owner_client_id IS NULL)
);
CREATE INDEX action_items_by_owner ON action_items (organization_id, owner_user_id, due_on);
CREATE INDEX action_items_by_session ON action_items (session_id);

CREATE TABLE follow_ups (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  summary_id          uuid REFERENCES summaries ON DELETE CASCADE,
  author_id           uuid NOT NULL REFERENCES users,
  recipient_name      text NOT NULL,
  recipient_user_id   uuid REFERENCES users ON DELETE SET NULL,
  recipient_client_id uuid REFERENCES clients ON DELETE SET NULL,
  kind                text NOT NULL CHECK (kind IN ('email', 'text', 'call_script', 'nurture', 'rehash')),
  -- As in coaching_sessions.template.
  template            text,
  subject             text NOT NULL DEFAULT '',
  body                text NOT NULL,
  version             integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  -- `unconfirmed`: the connection broke after the whole mail was handed over; only a person decides about another try.
  status              text NOT NULL DEFAULT 'draft'
    CHECK (status IN ('draft', 'ready', 'scheduled', 'sending', 'sent', 'unconfirmed', 'failed', 'cancelled')),
  scheduled_for       timestamptz,
  -- When a worker may try (again).
  due_at              timestamptz,
  attempts            integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- The try under way. A worker that was thought dead and comes back finds another one here, or none.
  claim_id            uuid,
  -- Since when the mail of the try under way may have reached its server whole; null: surely not.
  handed_over_at      timestamptz,
  -- RFC 5322 Message-ID, fixed before the first try.
  message_id          text UNIQUE,
  sent_at             timestamptz,
  -- Address that it went to.
  sent_to             text,
  failure             text,
  -- Where it is drafted and talked about.
  conversation_key    text,
  turn_id             uuid,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organization_id, turn_id),
  CHECK (status <> 'scheduled' OR (scheduled_for IS NOT NULL AND due_at IS NOT NULL)),
  CHECK (kind IN ('email', 'nurture', 'rehash') OR status IN ('draft', 'ready', 'cancelled'))
);
CREATE INDEX follow_ups_due ON follow_ups (due_at) WHERE status IN ('scheduled', 'sending');
CREATE INDEX follow_ups_by_summary ON follow_ups (summary_id);

CREATE TABLE follow_up_versions (
  follow_up_id    uuid NOT NULL REFERENCES follow_ups ON DELETE CASCADE,
  version         integer NOT NULL CHECK (version >= 1),
  organization_id uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  subject         text NOT NULL,
  body            text NOT NULL,
  -- What was asked for; null for the first draft.
  request         text,
  turn_id         uuid,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (follow_up_id, version)
);

-- Millisecond of the Unix epoch up to which mails may be handed over already: all workers of a deployment, whatever the
-- organisation, take their turns from it. A sequence, because its value survives a rollback and belongs to no tenant.
CREATE SEQUENCE mail_slots;
GRANT SELECT, UPDATE ON SEQUENCE mail_slots TO threadcoach_app;
-- What it was about beyond one thing, e.g. which summaries left in a file: ids, kinds and numbers, never words.
ALTER TABLE audit_log ADD COLUMN detail jsonb;

-- ---------------------------------------------------------------- row policies and grants

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['clients', 'processing_jobs', 'templates', 'voice_profiles', 'summary_approvals', 'summary_proposals', 'action_items', 'follow_ups', 'follow_up_versions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    IF name NOT IN ('voice_profiles', 'templates') THEN
      EXECUTE format(
        'CREATE POLICY tenant ON %I FOR ALL USING (organization_id = scope_organization()) WITH CHECK (organization_id = scope_organization())',
        name);
    END IF;
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO threadcoach_app', name);
  END LOOP;
END $$;

-- A coach's own templates are that coach's alone; without a coach they are everybody's.
CREATE POLICY own_or_shared ON templates FOR ALL
  USING (organization_id = scope_organization() AND (coach_id IS NULL OR coach_id = scope_user()))
  WITH CHECK (organization_id = scope_organization() AND (coach_id IS NULL OR coach_id = scope_user()));

CREATE POLICY private ON voice_profiles FOR ALL
  USING (organization_id = scope_organization() AND coach_id = scope_user())
  WITH CHECK (organization_id = scope_organization() AND coach_id = scope_user());

-- The sweep looks for mails that are due; ids, states and times only.
CREATE POLICY dispatch ON follow_ups FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, status, due_at, updated_at) ON follow_ups TO threadcoach_dispatcher;
