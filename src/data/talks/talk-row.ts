import { z } from 'zod';
import type { TalkChange } from '../../coaching/talks/ports.ts';
import { talkKinds, talkStages, talkStates, type Talk } from '../../coaching/talks/talk.ts';
import { oneOf } from '../one-of.ts';

const progressColumn = z.object({
  asked: z.array(z.string()).default([]),
  options: z.array(z.string()).default([]),
});
const contextColumn = z.object({
  fields: z.array(z.string()).default([]),
  passages: z.array(z.object({ document: z.string(), version: z.number(), section: z.string() })).default([]),
});

export interface TalkRow {
  id: string;
  organization_id: string;
  user_id: string;
  conversation_key: string;
  kind: string;
  state: string;
  stage: string;
  topic: string | null;
  next_step: string | null;
  next_step_on: string | null;
  confidence: number | null;
  summary: string | null;
  progress: unknown;
  context_used: unknown;
  prompt_version: string | null;
  model: string | null;
  satisfaction: number | null;
  satisfaction_asked_at: Date | null;
  created_at: Date;
  last_at: Date;
  ended_at: Date | null;
}

/** What a `TalkRow` is read with; the day as text, so that no zone of this process moves it. */
export const talkColumns = `id, organization_id, user_id, conversation_key, kind, state, stage, topic, next_step,
  next_step_on::text, confidence, summary, progress, context_used, prompt_version, model, satisfaction,
  satisfaction_asked_at, created_at, last_at, ended_at`;

export function toTalk(row: TalkRow): Talk {
  return {
    id: row.id,
    organizationId: row.organization_id,
    userId: row.user_id,
    conversationKey: row.conversation_key,
    kind: oneOf(talkKinds, row.kind),
    state: oneOf(talkStates, row.state),
    stage: oneOf(talkStages, row.stage),
    progress: progressColumn.parse(row.progress),
    contextUsed: contextColumn.parse(row.context_used),
    startedAt: row.created_at,
    lastAt: row.last_at,
    ...(row.topic === null ? {} : { topic: row.topic }),
    ...(row.next_step === null ? {} : { nextStep: row.next_step }),
    ...(row.next_step_on === null ? {} : { nextStepOn: row.next_step_on }),
    ...(row.confidence === null ? {} : { confidence: row.confidence }),
    ...(row.summary === null ? {} : { summary: row.summary }),
    ...(row.prompt_version === null ? {} : { promptVersion: row.prompt_version }),
    ...(row.model === null ? {} : { model: row.model }),
    ...(row.satisfaction === null ? {} : { satisfaction: row.satisfaction }),
    ...(row.satisfaction_asked_at === null ? {} : { satisfactionAskedAt: row.satisfaction_asked_at }),
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
  };
}

const columnOf: Readonly<Record<keyof TalkChange, string>> = {
  state: 'state',
  stage: 'stage',
  kind: 'kind',
  topic: 'topic',
  nextStep: 'next_step',
  nextStepOn: 'next_step_on',
  confidence: 'confidence',
  summary: 'summary',
  progress: 'progress',
  contextUsed: 'context_used',
  promptVersion: 'prompt_version',
  model: 'model',
  satisfaction: 'satisfaction',
  satisfactionAskedAt: 'satisfaction_asked_at',
  endedAt: 'ended_at',
};

/** Assignments of an UPDATE and their values; placeholders count from `first`. Names come from the table above alone. */
export function toAssignments(change: TalkChange, first: number): { sql: string; values: unknown[] } {
  const fields = (Object.keys(columnOf) as (keyof TalkChange)[]).filter(
    (field) => change[field] !== undefined,
  );
  return {
    sql: fields.map((field, index) => `, ${columnOf[field]} = $${first + index}`).join(''),
    values: fields.map((field) => {
      const value = change[field];
      return field === 'progress' || field === 'contextUsed' ? JSON.stringify(value) : value;
    }),
  };
}
