-- Coaching in the direct message: talks, profiles, growth, connections, contacts; what a person may see of themselves;
-- and what it takes to forget: archives, erasures, retention.

-- ---------------------------------------------------------------- coaching talks

-- Never handed to a model nor read again by the assistant, e.g. words of distress and the answer to them.
ALTER TABLE conversation_messages ADD COLUMN withheld boolean NOT NULL DEFAULT false;
-- Whose turn it was. In a shared place nothing else says so, and their words must be found when they are deleted.
ALTER TABLE conversation_messages ADD COLUMN turn_by uuid REFERENCES users ON DELETE SET NULL;
CREATE INDEX conversation_messages_by_person ON conversation_messages (turn_by);
CREATE INDEX conversation_messages_by_turn ON conversation_messages (organization_id, turn_id);
CREATE INDEX conversation_messages_by_age ON conversation_messages (organization_id, created_at);

-- One coaching conversation, from a topic to a next step. Its words stand in conversation_messages alone (see
-- coaching_talk_turns); what is kept here besides is what the person chose to leave with.
CREATE TABLE coaching_talks (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  conversation_key    text NOT NULL,
  kind                text NOT NULL DEFAULT 'general' CHECK (kind IN ('general', 'growth_planning', 'team_connection')),
  state               text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'left')),
  stage               text NOT NULL DEFAULT 'topic'
    CHECK (stage IN ('look_back', 'topic', 'situation', 'strength', 'options', 'step', 'confidence', 'close')),
  -- In the person's words.
  topic               text,
  next_step           text,
  next_step_on        date,
  -- How sure they are, from 1 to 10.
  confidence          smallint CHECK (confidence BETWEEN 1 AND 10),
  -- What the talk came to, for the person and for talks after it.
  summary             text,
  -- Questions asked and options named so far, for the next move.
  progress            jsonb NOT NULL DEFAULT '{}',
  -- {fields: [...], passages: [{document, version, section}]}: what the assistant drew on.
  context_used        jsonb NOT NULL DEFAULT '{}',
  prompt_version      text,
  model               text,
  satisfaction        smallint CHECK (satisfaction BETWEEN 1 AND 5),
  satisfaction_asked_at timestamptz,
  last_at             timestamptz NOT NULL DEFAULT now(),
  ended_at            timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX coaching_talks_one_open ON coaching_talks (organization_id, user_id, conversation_key) WHERE state = 'open';
CREATE INDEX coaching_talks_by_user ON coaching_talks (organization_id, user_id, last_at DESC);

-- Which turns belong to a talk, so that it can be told and forgotten as one.
CREATE TABLE coaching_talk_turns (
  turn_id             uuid PRIMARY KEY,
  talk_id             uuid NOT NULL REFERENCES coaching_talks ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX coaching_talk_turns_by_talk ON coaching_talk_turns (talk_id, created_at);
CREATE INDEX coaching_talk_turns_by_user ON coaching_talk_turns (user_id);

-- Messages past their retention, sealed, a month each: for the person's own export, for nothing else.
CREATE TABLE conversation_archives (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  conversation_key    text NOT NULL,
  -- Null: a shared conversation.
  user_id             uuid REFERENCES users ON DELETE CASCADE,
  month               date NOT NULL,
  message_count       integer NOT NULL CHECK (message_count > 0),
  messages_sealed     bytea NOT NULL,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX conversation_archives_by_user ON conversation_archives (user_id, month);
CREATE INDEX conversation_archives_by_place ON conversation_archives (organization_id, conversation_key, month);

-- ---------------------------------------------------------------- who a person is

-- One row a field. Who may see it stands in the row: `private` its owner alone (by policy), `line` the owner and their
-- leaders, `organization` everyone. What somebody else wrote about a person is never hidden from that person.
CREATE TABLE profile_fields (
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  field               text NOT NULL,
  value               jsonb NOT NULL,
  visibility          text NOT NULL CHECK (visibility IN ('private', 'line', 'organization')),
  source              text NOT NULL CHECK (source IN ('self', 'questionnaire', 'leader', 'import')),
  written_by          uuid REFERENCES users ON DELETE SET NULL,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, field),
  CHECK (visibility <> 'private' OR source IN ('self', 'questionnaire')),
  -- Its owner's alone, whatever a verb would say.
  CHECK (field <> 'wellbeing' OR visibility = 'private')
);
CREATE INDEX profile_fields_by_writer ON profile_fields (written_by);

-- What a writer's last change replaced, so that it can be taken back once. The writer's alone: values of private fields
-- stand in it.
CREATE TABLE profile_edits (
  user_id             uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  subject_id          uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  edit_id             uuid NOT NULL,
  -- [{field, by?, before?: {value, visibility, source, writtenBy}}]: `by` stands as the writer since, none where it was removed.
  fields              jsonb NOT NULL,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX profile_edits_by_subject ON profile_edits (subject_id);

-- How far a person is in the questions of the chat questionnaire.
CREATE TABLE profile_questionnaires (
  user_id             uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  conversation_key    text NOT NULL,
  state               text NOT NULL CHECK (state IN ('asking', 'paused', 'finished')),
  -- {field?, visibility?, skipped: [...], trail: [...], lastTurn?}: the question that waits, and what was passed over.
  progress            jsonb NOT NULL DEFAULT '{}',
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- growth

CREATE TABLE growth_goals (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  title               text NOT NULL,
  -- Why it matters, in the person's words.
  reason              text,
  target_on           date,
  status              text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'achieved', 'dropped')),
  check_in_every      text CHECK (check_in_every IN ('once', 'weekly', 'biweekly', 'monthly')),
  -- What clocks show at the first check-in, `2026-11-27T09:00`: the others keep its hour through the changes of the clocks.
  check_in_first      text CHECK (check_in_first ~ '^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$'),
  next_check_in_at    timestamptz,
  -- Counts the check-ins so far, asked or missed: names each once.
  check_ins           integer NOT NULL DEFAULT 0 CHECK (check_ins >= 0),
  -- By a worker that asks it now.
  check_in_claimed_at timestamptz,
  -- When the last one was asked, while it waits for an answer.
  check_in_asked_at   timestamptz,
  -- When the one was due that could not be asked in time: the next says so.
  check_in_missed_at  timestamptz,
  -- {turnId, before, noteId, undone}: what it takes to take the last change back; before: null where it made the goal.
  last_change         jsonb,
  -- When it was last talked about: words without a name mean that one.
  talked_at           timestamptz NOT NULL DEFAULT now(),
  -- The talk that it came from.
  talk_id             uuid REFERENCES coaching_talks ON DELETE SET NULL,
  -- A turn that is tried again makes no second goal.
  turn_id             uuid,
  ended_at            timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CHECK (next_check_in_at IS NULL OR check_in_every IS NOT NULL)
);
CREATE UNIQUE INDEX growth_goals_one_a_turn ON growth_goals (turn_id, lower(title)) WHERE turn_id IS NOT NULL;
CREATE INDEX growth_goals_by_user ON growth_goals (organization_id, user_id, status);
CREATE INDEX growth_goals_due ON growth_goals (next_check_in_at) WHERE status = 'active' AND next_check_in_at IS NOT NULL;
CREATE INDEX growth_goals_by_talk ON growth_goals (talk_id) WHERE talk_id IS NOT NULL;

CREATE TABLE growth_steps (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  goal_id             uuid NOT NULL REFERENCES growth_goals ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  position            integer NOT NULL CHECK (position >= 0),
  text                text NOT NULL,
  due_on              date,
  done_at             timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX growth_steps_by_goal ON growth_steps (goal_id, position);
CREATE INDEX growth_steps_by_user ON growth_steps (user_id);

CREATE TABLE growth_notes (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  goal_id             uuid NOT NULL REFERENCES growth_goals ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  kind                text NOT NULL CHECK (kind IN ('progress', 'check_in')),
  text                text NOT NULL,
  turn_id             uuid,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX growth_notes_one_a_turn ON growth_notes (goal_id, turn_id) WHERE turn_id IS NOT NULL;
CREATE INDEX growth_notes_by_user ON growth_notes (user_id);

-- From a person to where they can be written to, e.g. for a check-in.
CREATE INDEX chat_identities_by_user ON chat_identities (user_id) WHERE user_id IS NOT NULL;

-- ---------------------------------------------------------------- figures of one's own

CREATE TABLE performance_metrics (
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  agent_id            uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  metric_date         date NOT NULL,
  service_score       numeric(5,2) CHECK (service_score BETWEEN 0 AND 100),
  productivity_score  numeric(5,2) CHECK (productivity_score BETWEEN 0 AND 100),
  quality_score       numeric(5,2) CHECK (quality_score BETWEEN 0 AND 100),
  attendance_rate     numeric(5,2) CHECK (attendance_rate BETWEEN 0 AND 100),
  adherence_score     numeric(5,2) CHECK (adherence_score BETWEEN 0 AND 100),
  csat                numeric(3,2) CHECK (csat BETWEEN 1 AND 5),
  -- First call resolution, percent.
  fcr                 numeric(5,2) CHECK (fcr BETWEEN 0 AND 100),
  -- Average handle time, seconds.
  aht                 integer CHECK (aht >= 0),
  calls_handled       integer CHECK (calls_handled >= 0),
  calls_transferred   integer CHECK (calls_transferred >= 0),
  calls_escalated     integer CHECK (calls_escalated >= 0),
  scheduled_hours     numeric(4,2) CHECK (scheduled_hours BETWEEN 0 AND 24),
  actual_hours        numeric(4,2) CHECK (actual_hours BETWEEN 0 AND 24),
  break_time_minutes  integer CHECK (break_time_minutes BETWEEN 0 AND 1440),
  lunch_time_minutes  integer CHECK (lunch_time_minutes BETWEEN 0 AND 1440),
  -- Training, meetings.
  aux_time_minutes    integer CHECK (aux_time_minutes BETWEEN 0 AND 1440),
  script_adherence    numeric(5,2) CHECK (script_adherence BETWEEN 0 AND 100),
  compliance_score    numeric(5,2) CHECK (compliance_score BETWEEN 0 AND 100),
  qa_score            numeric(5,2) CHECK (qa_score BETWEEN 0 AND 100),
  -- Null if any part is.
  composite_score     numeric(5,2) GENERATED ALWAYS AS (
    service_score * 0.25 + productivity_score * 0.20 + quality_score * 0.20 + attendance_rate * 0.20 + adherence_score * 0.15
  ) STORED,
  -- Name of the file that it came with.
  imported_from       text,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, agent_id, metric_date)
) PARTITION BY RANGE (metric_date);
CREATE INDEX performance_metrics_by_agent ON performance_metrics (agent_id, metric_date DESC);

-- Partitions belong to the owner, and rows come through the app: it asks for the month that it needs. A partition has the
-- row security of its own that shuts the way around its parent.
CREATE FUNCTION ensure_metric_month(day date) RETURNS void
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
  IF to_regclass('public.' || quote_ident(name)) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF performance_metrics FOR VALUES FROM (%L) TO (%L)', name, first, (first + interval '1 month')::date);
  EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
END $$;
REVOKE ALL ON FUNCTION ensure_metric_month(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ensure_metric_month(date) TO threadcoach_app;

-- Plans to improve performance. Whom they are shown to is decided by the verbs: the person, their line, admins.
CREATE TABLE action_plans (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  agent_id            uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  created_by          uuid REFERENCES users ON DELETE SET NULL,
  approved_by         uuid REFERENCES users ON DELETE SET NULL,
  start_on            date NOT NULL,
  target_end_on       date NOT NULL,
  actual_end_on       date,
  extension_count     integer NOT NULL DEFAULT 0 CHECK (extension_count >= 0),
  status              text NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'active', 'extended', 'completed', 'failed', 'cancelled')),
  reason              text NOT NULL,
  -- {"quality_score": {"target": 90, "start": 78}}: columns of performance_metrics.
  target_metrics      jsonb NOT NULL DEFAULT '{}',
  -- {"mandatory": [...], "recommended": [...]}
  success_criteria    jsonb NOT NULL DEFAULT '{}',
  check_in_frequency  text NOT NULL DEFAULT 'weekly' CHECK (check_in_frequency IN ('daily', 'twice_weekly', 'weekly', 'biweekly')),
  next_check_in_on    date,
  -- [{at, by, text}], oldest first
  progress_updates    jsonb NOT NULL DEFAULT '[]',
  outcome             text CHECK (outcome IN ('success', 'failure', 'extended', 'resigned')),
  outcome_notes       text,
  lessons_learned     text,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  CHECK (target_end_on >= start_on)
);
CREATE INDEX action_plans_by_agent ON action_plans (agent_id, status);
CREATE INDEX action_plans_by_creator ON action_plans (created_by);
CREATE INDEX action_plans_by_approver ON action_plans (approved_by);

-- When a person last looked at what changed about them.
CREATE TABLE own_data_views (
  user_id             uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  seen_at             timestamptz NOT NULL,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);

-- ---------------------------------------------------------------- connections

-- Off until the person says so. The counters serve the ranking; nobody is shown another's.
CREATE TABLE connection_settings (
  user_id             uuid PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  opted_in            boolean NOT NULL DEFAULT false,
  -- Kinds of connection_terms that the person shares for suggestions.
  shares              text[] NOT NULL DEFAULT '{}',
  availability        text NOT NULL DEFAULT 'available' CHECK (availability IN ('available', 'busy', 'unavailable')),
  paused_until        timestamptz,
  -- Lower case; people of different companies are not suggested to one another. '' is the organisation itself.
  company             text NOT NULL DEFAULT '',
  -- Minutes from UTC of the person's zone when the terms were written, to prefer hours that overlap.
  utc_offset_minutes  integer NOT NULL DEFAULT 0 CHECK (utc_offset_minutes BETWEEN -840 AND 840),
  suggested_count     integer NOT NULL DEFAULT 0 CHECK (suggested_count >= 0),
  connected_count     integer NOT NULL DEFAULT 0 CHECK (connected_count >= 0),
  declined_count      integer NOT NULL DEFAULT 0 CHECK (declined_count >= 0),
  expired_count       integer NOT NULL DEFAULT 0 CHECK (expired_count >= 0),
  last_asked_at       timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);

-- What may lead to a suggestion: only of people who opted in, only kinds that they share.
CREATE TABLE connection_terms (
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  kind                text NOT NULL CHECK (kind IN ('expertise', 'language', 'strength', 'flow', 'challenge')),
  -- Stemmed, lower case.
  term                text NOT NULL,
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  -- In the person's words.
  shown               text NOT NULL,
  -- Share of the kind that it makes up, e.g. dots of nine on a Star Card; 1 where there is no more or less.
  weight              real NOT NULL DEFAULT 1,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, kind, term, user_id) INCLUDE (weight)
);
CREATE INDEX connection_terms_by_user ON connection_terms (user_id);

-- What a person looked for, in their words.
CREATE TABLE connection_requests (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  requestor_id        uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  words               text NOT NULL,
  talk_id             uuid REFERENCES coaching_talks ON DELETE SET NULL,
  turn_id             uuid NOT NULL UNIQUE,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX connection_requests_by_user ON connection_requests (requestor_id);
CREATE INDEX connection_requests_by_talk ON connection_requests (talk_id) WHERE talk_id IS NOT NULL;

CREATE TABLE connection_suggestions (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  request_id          uuid REFERENCES connection_requests ON DELETE SET NULL,
  requestor_id        uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  suggested_id        uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  reason_type         text NOT NULL CHECK (reason_type IN ('expertise_match', 'complementary_strengths', 'similar_challenge')),
  -- [{kind, shown}]: what both share that led to it; it is put into words when it is shown.
  reason              jsonb NOT NULL,
  status              text NOT NULL DEFAULT 'suggested' CHECK (status IN ('suggested', 'viewed', 'connected', 'declined', 'expired')),
  -- What the requestor lets the other read; set when the other is asked.
  message             text,
  asked_at            timestamptz,
  response_at         timestamptz,
  expires_at          timestamptz NOT NULL,
  -- When a worker took it on to tell the asker that it has run out: no second one does meanwhile.
  closing_at          timestamptz,
  -- Where both were introduced.
  introduced_at       timestamptz,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  UNIQUE (request_id, suggested_id),
  CHECK (requestor_id <> suggested_id)
);
CREATE INDEX connection_suggestions_by_requestor ON connection_suggestions (requestor_id, created_at DESC);
CREATE INDEX connection_suggestions_by_suggested ON connection_suggestions (suggested_id, created_at DESC);
CREATE INDEX connection_suggestions_open ON connection_suggestions (expires_at) WHERE status IN ('suggested', 'viewed');

-- To write to a person first.

-- "Not this person": neither is suggested to the other again.
CREATE TABLE connection_exclusions (
  user_id             uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  other_id            uuid NOT NULL REFERENCES users ON DELETE CASCADE,
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, other_id),
  CHECK (user_id <> other_id)
);
CREATE INDEX connection_exclusions_by_other ON connection_exclusions (other_id);

-- ---------------------------------------------------------------- the right human

CREATE TABLE organization_contacts (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  kind                text NOT NULL CHECK (kind IN ('crisis', 'emergency', 'people', 'legal', 'medical', 'pay')),
  name                text NOT NULL,
  -- e.g. "Employee counsellor".
  role                text,
  -- How to reach them: phone, address, link.
  reach               text NOT NULL,
  -- When they are there, and what people should know.
  note                text,
  -- ISO 3166 country it is for; null: everywhere.
  country             text CHECK (country ~ '^[A-Z]{2}$'),
  -- Set where they can be told in chat that somebody would like to hear from them.
  user_id             uuid REFERENCES users ON DELETE SET NULL,
  position            integer NOT NULL DEFAULT 0,
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now(),
  deleted_at          timestamptz
);
CREATE INDEX organization_contacts_by_kind ON organization_contacts (organization_id, kind, position);
CREATE INDEX organization_contacts_by_user ON organization_contacts (user_id) WHERE user_id IS NOT NULL;

-- ---------------------------------------------------------------- forgetting

-- What was erased, by id: no words. A person's row may be gone, so there are no references.
CREATE TABLE erasures (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  user_id             uuid NOT NULL,
  kind                text NOT NULL CHECK (kind IN ('talk', 'conversations', 'person')),
  -- The talk, where one was forgotten.
  subject_id          uuid,
  turn_ids            uuid[] NOT NULL DEFAULT '{}',
  requested_by        uuid NOT NULL,
  requested_at        timestamptz NOT NULL,
  completed_at        timestamptz,
  -- Rows that went, by table.
  counts              jsonb NOT NULL DEFAULT '{}',
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX erasures_by_user ON erasures (organization_id, user_id);

CREATE TABLE retention_runs (
  id                  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  organization_id     uuid NOT NULL REFERENCES organizations ON DELETE CASCADE,
  ran_at              timestamptz NOT NULL,
  dry_run             boolean NOT NULL DEFAULT false,
  -- {"conversation_messages": {"archived": 12}, …}
  counts              jsonb NOT NULL DEFAULT '{}',
  created_at          timestamptz NOT NULL DEFAULT now(),
  updated_at          timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX retention_runs_by_time ON retention_runs (organization_id, ran_at DESC);

-- ---------------------------------------------------------------- row policies and grants

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY[
    'coaching_talks', 'coaching_talk_turns', 'conversation_archives', 'profile_fields', 'profile_edits', 'profile_questionnaires',
    'growth_goals', 'growth_steps', 'growth_notes', 'performance_metrics', 'action_plans', 'own_data_views',
    'connection_settings', 'connection_terms', 'connection_requests', 'connection_suggestions', 'connection_exclusions',
    'organization_contacts', 'erasures', 'retention_runs'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO threadcoach_app', name);
  END LOOP;
  -- The tenant's.
  FOREACH name IN ARRAY ARRAY[
    'performance_metrics', 'action_plans', 'connection_settings', 'connection_terms', 'organization_contacts', 'erasures', 'retention_runs'
  ] LOOP
    EXECUTE format(
      'CREATE POLICY tenant ON %I FOR ALL USING (organization_id = scope_organization()) WITH CHECK (organization_id = scope_organization())',
      name);
  END LOOP;
  -- One person's alone.
  FOREACH name IN ARRAY ARRAY[
    'coaching_talks', 'coaching_talk_turns', 'profile_questionnaires', 'growth_goals', 'growth_steps', 'growth_notes', 'own_data_views'
  ] LOOP
    EXECUTE format(
      'CREATE POLICY private ON %I FOR ALL USING (organization_id = scope_organization() AND user_id = scope_user()) WITH CHECK (organization_id = scope_organization() AND user_id = scope_user())',
      name);
  END LOOP;
END $$;

CREATE POLICY private ON conversation_archives FOR ALL
  USING (organization_id = scope_organization()
         AND (user_id = scope_user() OR (user_id IS NULL AND conversation_key = scope_conversation())))
  WITH CHECK (organization_id = scope_organization()
         AND (user_id = scope_user() OR (user_id IS NULL AND conversation_key = scope_conversation())));

-- The writer takes it back; of whom it is may read it, and have it deleted.
CREATE POLICY between_two ON profile_edits FOR ALL
  USING (organization_id = scope_organization() AND (user_id = scope_user() OR subject_id = scope_user()))
  WITH CHECK (organization_id = scope_organization() AND user_id = scope_user());

CREATE POLICY visible ON profile_fields FOR ALL
  USING (organization_id = scope_organization() AND (visibility <> 'private' OR user_id = scope_user()))
  WITH CHECK (organization_id = scope_organization() AND (visibility <> 'private' OR user_id = scope_user()));

CREATE POLICY private ON connection_requests FOR ALL
  USING (organization_id = scope_organization() AND requestor_id = scope_user())
  WITH CHECK (organization_id = scope_organization() AND requestor_id = scope_user());
-- The other side sees it once they are asked, not before.
CREATE POLICY between_two ON connection_suggestions FOR ALL
  USING (organization_id = scope_organization()
         AND (requestor_id = scope_user() OR (suggested_id = scope_user() AND asked_at IS NOT NULL)))
  WITH CHECK (organization_id = scope_organization()
         AND (requestor_id = scope_user() OR (suggested_id = scope_user() AND asked_at IS NOT NULL)));
-- Both ways, because neither is to be suggested to the other; no verb says who said it.
CREATE POLICY between_two ON connection_exclusions FOR ALL
  USING (organization_id = scope_organization() AND (user_id = scope_user() OR other_id = scope_user()))
  WITH CHECK (organization_id = scope_organization() AND user_id = scope_user());

-- Sweeps: ids, states and times only. The times of talks serve counts over five or more people.
CREATE POLICY dispatch ON growth_goals FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, user_id, status, next_check_in_at) ON growth_goals TO threadcoach_dispatcher;
CREATE POLICY dispatch ON connection_suggestions FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (id, organization_id, requestor_id, suggested_id, status, expires_at) ON connection_suggestions TO threadcoach_dispatcher;
CREATE POLICY dispatch ON coaching_talks FOR SELECT TO threadcoach_dispatcher USING (true);
GRANT SELECT (organization_id, user_id, last_at) ON coaching_talks TO threadcoach_dispatcher;
