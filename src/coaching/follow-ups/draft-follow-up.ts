import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import type { Summary } from '../summaries/summary.ts';
import { formatDay } from '../summaries/format-line.ts';
import { openSummary, type OpenSummaryDeps } from '../summaries/open-summary.ts';
import { fillTemplate } from '../templates/fill-template.ts';
import type { TemplateSource } from '../templates/ports.ts';
import type { VoiceSource } from '../voice/ports.ts';
import type { CoachingSession } from '../sessions/session.ts';
import { saysNothingNew } from './check-facts.ts';
import { oneLine } from './one-line.ts';
import { summaryNotApproved } from './follow-up-errors.ts';
import { nextSessionDay, type NextSessionDeps } from './next-session.ts';
import { isMail, maxBodyLength, maxSubjectLength, type FollowUp, type FollowUpKind } from './follow-up.ts';
import type { FollowUpFacts, FollowUpRepository, FollowUpText, FollowUpWriter } from './ports.ts';
import { recipientOf } from './recipient.ts';
import { factLines, templateValues } from './template-values.ts';

export interface DraftFollowUpDeps extends OpenSummaryDeps {
  clock: Clock;
  /** Tells of the next session with the recipient. Default: none is known. */
  plans?: NextSessionDeps['plans'];
  followUps: FollowUpRepository;
  templates: TemplateSource;
  writer: FollowUpWriter;
  /** How the author writes. Default: as the template does. */
  voices?: VoiceSource;
}

export interface DraftFollowUp {
  actor: Actor;
  summaryId: string;
  kind: FollowUpKind;
  /** Template by key or name; undefined: the default of its kind. */
  template?: string;
  /** Makes the draft unique: the same turn again returns the draft it made before. */
  turnId: string;
  /** Where it is talked about; see `FollowUp`. */
  conversationKey?: string;
  signal?: AbortSignal;
}

export interface DraftedFollowUp {
  followUp: FollowUp;
  session: CoachingSession;
  /** A model was to polish it and could not, or said what nobody said: the template's own words stand. */
  notice?: 'model-failed' | 'model-invented';
}

/**
 * Drafts something to say to the participant of an approved summary, from that summary alone.
 * @throws AppError SUMMARY_NOT_FOUND (unknown, or not theirs to write), FOLLOWUP_002 (not approved), TEMPLATE_001
 */
export async function draftFollowUp(
  deps: DraftFollowUpDeps,
  { actor, summaryId, kind, template: wanted, turnId, conversationKey, signal }: DraftFollowUp,
): Promise<DraftedFollowUp> {
  const { summary, session, participants } = await openSummary(deps, actor, summaryId, 'write');
  if (summary.state !== 'approved') throw summaryNotApproved(summary.participant);
  const { organizationId } = actor;
  const recipient = recipientOf(summary, participants);
  const template = await deps.templates.choose({
    organizationId,
    coachId: actor.id,
    kind,
    ...(session.workshopType === undefined ? {} : { workshopType: session.workshopType }),
    ...(wanted === undefined ? {} : { wanted }),
  });
  const { plans, sessions, clock } = deps;
  const nextSession = plans && (await nextSessionDay({ plans, sessions }, session, recipient, clock.now()));
  const facts: FollowUpFacts = {
    ...factsOf(summary, session, actor.name, recipient.name),
    ...(nextSession === undefined ? {} : { nextSession }),
  };
  const values = templateValues(facts, summary.lines, kind, template);
  const filled = cut({
    subject: isMail(kind) ? oneLine(fillTemplate(template.subject ?? session.title, values)) : '',
    body: fillTemplate(template.content, values),
  });
  const voice = await deps.voices?.guideOf(organizationId, actor.id);
  const polished = await deps.writer.polish(
    { organizationId, kind, text: filled, facts, ...(voice === undefined ? {} : { voice }) },
    signal,
  );
  const { text, notice } = choose(filled, polished, facts);
  const followUp = await deps.followUps.create({
    organizationId,
    summaryId,
    authorId: actor.id,
    recipient,
    kind,
    template: template.key,
    ...text,
    status: isMail(kind) ? 'draft' : 'ready',
    turnId,
    ...(conversationKey === undefined ? {} : { conversationKey }),
  });
  return { followUp, session, ...(notice === undefined ? {} : { notice }) };
}

/** What may be said to the recipient: their own lines, and who met whom when. */
export function factsOf(
  summary: Summary,
  session: Pick<CoachingSession, 'title' | 'date'>,
  coach: string,
  recipient: string,
): FollowUpFacts {
  const { title, date } = session;
  return {
    lines: factLines(summary.lines, { recipient, coach }),
    recipient,
    coach,
    session: { title, date },
  };
}

function choose(
  filled: FollowUpText,
  polished: FollowUpText | 'failed' | undefined,
  facts: FollowUpFacts,
): { text: FollowUpText; notice?: 'model-failed' | 'model-invented' } {
  if (polished === undefined) return { text: filled };
  if (polished === 'failed') return { text: filled, notice: 'model-failed' };
  const text = cut({ subject: filled.subject === '' ? '' : oneLine(polished.subject), body: polished.body });
  const sources = [...sourcesOf(facts), filled.subject, filled.body];
  const isSound =
    text.body.trim() !== '' &&
    (filled.subject === '' || text.subject !== '') &&
    saysNothingNew(`${text.subject}\n${text.body}`, sources);
  return isSound ? { text } : { text: filled, notice: 'model-invented' };
}

export const sourcesOf = ({ lines, recipient, coach, session, nextSession }: FollowUpFacts): string[] => [
  ...lines,
  ...(nextSession === undefined ? [] : [nextSession, formatDay(nextSession)]),
  recipient,
  coach,
  session.title,
  session.date,
];

/** At a paragraph's or line's end where it can be. */
function cut({ subject, body }: FollowUpText): FollowUpText {
  const within = body.slice(0, maxBodyLength);
  const end = body.length <= maxBodyLength ? within.length : Math.max(within.lastIndexOf('\n'), 1);
  return { subject: subject.slice(0, maxSubjectLength).trim(), body: within.slice(0, end).trim() };
}
