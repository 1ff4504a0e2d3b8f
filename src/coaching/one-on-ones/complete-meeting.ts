import type { ActionItem } from '../actions/action-item.ts';
import type { ActionItemMaker } from '../actions/ports.ts';
import type { EffectivenessJournal } from '../effectiveness/ports.ts';
import type { OpenNotes } from '../notes/ports.ts';
import { dayIn } from '../people/day-in.ts';
import type { MetricKey } from '../performance/metric.ts';
import { isDay } from '../summaries/verify-lines.ts';
import { itemKey, type ItemLine } from './item-lines.ts';
import {
  recordMeeting,
  refuseUnless,
  requireMeeting,
  type MeetingAct,
  type MeetingDeps,
} from './meeting-deps.ts';
import { followUpIncomplete, ratingMissing, wordsTooLong } from './meeting-errors.ts';
import { meetingLimits, ratings, type MeetingOutcome, type OneOnOne } from './one-on-one.ts';

export interface CompleteMeetingDeps extends MeetingDeps {
  /** Default: no action items can be made. */
  itemMaker?: ActionItemMaker;
  /** Default: notes stay open. */
  openNotes?: OpenNotes;
  /** Default: what it worked on is not followed. */
  journal?: EffectivenessJournal;
}

export interface CompleteMeeting extends MeetingAct {
  outcome: MeetingOutcome;
  items?: readonly ItemLine[];
  /** What it worked on and how, to be measured later. */
  intervention?: { issue: MetricKey; method: string };
  /** Quick notes that it dealt with. */
  noteIds?: readonly string[];
}

/** Began and never ended in chat: it took about as long as was planned. */
const forgottenAfterMs = 4 * 3_600_000;

/**
 * Notes what came of a 1:1; of one that is completed already it corrects what is written. Safe to repeat: items, notes and
 * what it worked on are kept once.
 * @throws AppError MEETING_001, MEETING_006 cancelled or no-show, MEETING_008 a rating, MEETING_009 too long, MEETING_012
 */
export async function completeMeeting(
  deps: CompleteMeetingDeps,
  { actor, meetingId, surface, outcome, items = [], intervention, noteIds = [] }: CompleteMeeting,
): Promise<{ meeting: OneOnOne; items: readonly ActionItem[]; corrected: boolean }> {
  const before = await requireMeeting(deps, actor, meetingId);
  refuseUnless(before, ['in_progress', 'held']);
  checkOutcome(outcome, items.length);
  const { organizationId } = actor;
  const now = deps.clock.now();
  const corrected = before.endedAt !== undefined;
  const changed = await deps.meetings.change(organizationId, before.id, {
    from: ['scheduled', 'in_progress', 'held'],
    to: 'held',
    outcome,
    ...(corrected ? {} : timesOf(before, now)),
  });
  const meeting = changed ?? (await requireMeeting(deps, actor, meetingId));
  const made: ActionItem[] = [];
  for (const item of items) {
    const key = itemKey(before.id, item);
    const id = item.owner === 'leader' ? before.leaderId : before.agentId;
    const created = await deps.itemMaker?.make(organizationId, {
      key,
      title: item.title,
      owner: { kind: 'user', id },
      createdBy: actor.id,
      sessionId: before.id,
      ...(item.dueOn === undefined ? {} : { dueOn: item.dueOn }),
    });
    if (created !== undefined) made.push(created);
  }
  if (noteIds.length > 0)
    await deps.openNotes?.addressIn(organizationId, before.id, noteIds, { userId: actor.id, at: now });
  if (intervention !== undefined && intervention.method.trim() !== '') {
    await deps.journal?.begin(organizationId, {
      sessionId: before.id,
      agentId: before.agentId,
      leaderId: before.leaderId,
      issue: intervention.issue,
      method: intervention.method.trim(),
      on: dayIn(meeting.startedAt ?? meeting.at, actor.timezone),
    });
  }
  await recordMeeting(deps, actor, corrected ? 'correct' : 'complete', before.id, surface);
  return { meeting, items: made, corrected };
}

function timesOf({ startedAt, at, plannedMinutes }: OneOnOne, now: Date): { startedAt: Date; endedAt: Date } {
  const began = startedAt ?? (at < now ? at : now);
  const forgotten = now.getTime() - began.getTime() > forgottenAfterMs;
  return {
    startedAt: began,
    endedAt: forgotten ? new Date(began.getTime() + plannedMinutes * 60_000) : now,
  };
}

function checkOutcome(outcome: MeetingOutcome, items: number): void {
  for (const rating of ratings) {
    const value = outcome[rating];
    if (value === undefined || !Number.isInteger(value) || value < 1 || value > 5) throw ratingMissing();
  }
  const { topics, resources, followUpTopics, followUpOn } = outcome;
  const lists = [topics, resources, followUpTopics];
  const texts = [
    outcome.commitments,
    outcome.achievements,
    outcome.concerns,
    ...lists.map((list) => list.join('\n')),
  ];
  if (texts.some((text) => text !== undefined && text.length > meetingLimits.text)) throw wordsTooLong();
  if ((outcome.discussion?.length ?? 0) > meetingLimits.discussion) throw wordsTooLong();
  if (lists.some((list) => list.length > meetingLimits.list)) throw wordsTooLong();
  if (items > meetingLimits.list) throw wordsTooLong();
  if (followUpOn !== undefined && !isDay(followUpOn)) throw followUpIncomplete();
  if (outcome.followUpRequired && followUpOn === undefined) throw followUpIncomplete();
}
