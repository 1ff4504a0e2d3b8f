import { isMetric, metricKeys, metrics, type MetricKey } from '../../performance/metric.ts';
import type { SessionType } from '../../sessions/session.ts';
import type { ImportField } from '../import.ts';
import { folded } from './row-reader.ts';

type Holds = ImportField['holds'];
const required = new Set(['person', 'date']);
const field = (key: string, label: string, holds: Holds, aliases: readonly string[]): ImportField => ({
  ...{ key, label, aliases, required: required.has(key) },
  ...(holds === undefined ? {} : { holds }),
});

/** What a file of past coaching may say of each session. Longer texts may begin with a dash, as lists do. */
export const sessionFields: readonly ImportField[] = [
  field('person', 'Person (address)', 'person', [
    ...['agent', 'agent email', 'email', 'employee', 'employee email', 'coachee'],
  ]),
  field('leader', 'Leader (address)', 'person', [
    ...['team leader', 'team leader email', 'leader email', 'coach', 'coach email', 'supervisor', 'held by'],
  ]),
  field('date', 'Date', 'day', ['session date', 'scheduled date', 'day', 'held on', 'when']),
  field('type', 'Kind of session', 'text', ['session type', 'kind']),
  field('status', 'Took place', 'text', ['session status', 'meeting status']),
  field('reason', 'Why not', undefined, ['cancelled reason', 'no show reason', 'cancellation reason']),
  field('minutes', 'Minutes', 'number', ['duration', 'duration minutes', 'length', 'length minutes']),
  field('topics', 'Topics', undefined, ['topics covered', 'topic', 'discussed', 'subjects']),
  field('notes', 'Notes', undefined, [
    ...['discussion notes', 'session notes', 'discussion', 'comments', 'summary'],
  ]),
  field('commitments', 'Commitments', undefined, ['agent commitments', 'commitment', 'next steps', 'agreed']),
  field('resources', 'Resources', undefined, ['resources shared', 'resource', 'links', 'materials']),
  field('engagement', 'Engagement (1–5)', 'number', ['engagement score']),
  field('receptiveness', 'Receptiveness (1–5)', 'number', ['receptiveness score']),
  field('understanding', 'Understanding (1–5)', 'number', ['understanding score']),
  field('effectiveness', 'Effectiveness (1–5)', 'number', [
    ...['overall effectiveness', 'effectiveness score', 'rating'],
  ]),
  field('achievements', 'Achievements', undefined, ['key achievements', 'wins']),
  field('concerns', 'Concerns', undefined, ['areas of concern', 'concern']),
  field('issue', 'Issue worked on', 'text', ['primary issue', 'issue addressed', 'focus', 'metric']),
  field('method', 'Method', 'text', [
    ...['intervention method', 'coaching method', 'intervention', 'technique'],
  ]),
  field('follow_up_required', 'Follow-up needed', 'text', ['follow up needed', 'follow up']),
  field('follow_up_on', 'Follow-up on', 'day', ['follow up date', 'next session', 'next session date']),
  field('follow_up_topics', 'Follow-up topics', undefined, ['follow up topic']),
];

type PastType = Extract<SessionType, 'REGULAR' | 'FOLLOW_UP' | 'PIP_CHECK' | 'URGENT' | 'INDIVIDUAL'>;
export const pastTypes: Readonly<Record<PastType, readonly string[]>> = {
  REGULAR: ['1:1', '1-1', 'one on one', 'one to one', 'weekly', 'coaching', 'routine'],
  FOLLOW_UP: ['followup', 'follow up session'],
  PIP_CHECK: ['pip', 'pip check in', 'plan check in'],
  URGENT: ['immediate', 'escalation'],
  INDIVIDUAL: ['individual session'],
};
export const pastStatuses: Readonly<Record<'held' | 'cancelled' | 'no_show', readonly string[]>> = {
  held: ['completed', 'done', 'yes', 'took place', 'true'],
  cancelled: ['canceled', 'called off', 'no', 'false'],
  no_show: ['missed', 'absent', 'did not come'],
};
export const yesOrNo: Readonly<Record<'yes' | 'no', readonly string[]>> = {
  yes: ['y', 'true', '1', 'x', 'required'],
  no: ['n', 'false', '0', 'not required'],
};

const issueNames: Readonly<Partial<Record<MetricKey, readonly string[]>>> = {
  composite_score: ['overall', 'overall performance', 'performance', 'composite'],
  service_score: ['customer service', 'service quality'],
  quality_score: ['call quality'],
  attendance_rate: ['absence', 'absenteeism', 'lateness', 'punctuality'],
  adherence_score: ['schedule adherence', 'schedule'],
  csat: ['customer satisfaction score', 'satisfaction'],
  fcr: ['first contact resolution', 'resolution'],
  aht: ['handle time', 'handling time', 'average handling time', 'call length'],
  calls_transferred: ['transfers'],
  calls_escalated: ['escalations'],
  script_adherence: ['script'],
  compliance_score: ['compliance'],
  qa_score: ['qa'],
};
const byName: ReadonlyMap<string, MetricKey> = new Map(
  metricKeys.flatMap((key) =>
    [key, metrics[key].label, ...(issueNames[key] ?? [])].map((name) => [folded(name), key] as const),
  ),
);

/** Which figure an issue is about; undefined: none that is kept. */
export const issueNamed = (text: string): MetricKey | undefined =>
  isMetric(text) ? text : byName.get(folded(text));
