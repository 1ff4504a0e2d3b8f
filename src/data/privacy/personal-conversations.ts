import { own, ids, private_, workStays, type PersonalTable } from './personal-table.ts';

/** What is said with the assistant, and who a person is. */
export const personalConversations: Readonly<Record<string, PersonalTable>> = {
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
};
