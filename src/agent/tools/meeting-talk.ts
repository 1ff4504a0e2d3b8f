import { instantOf, wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import type { MomentReader } from '../../coaching/follow-ups/ports.ts';
import type { BuildPrepDeps } from '../../coaching/one-on-ones/build-prep.ts';
import { checkTime, type TimeWarning } from '../../coaching/one-on-ones/check-time.ts';
import { listMeetings, nextMeeting } from '../../coaching/one-on-ones/list-meetings.ts';
import { peopleOf, requireMeeting, type MeetingDeps } from '../../coaching/one-on-ones/meeting-deps.ts';
import { notTheirLeader } from '../../coaching/one-on-ones/meeting-errors.ts';
import { defaultMinutes, type OneOnOne } from '../../coaching/one-on-ones/one-on-one.ts';
import { requirePlannable } from '../../coaching/one-on-ones/plan-meeting.ts';
import { prepareFor, type PreparedMeeting } from '../../coaching/one-on-ones/prepare-meeting.ts';
import {
  readMeetingDetails,
  type MeetingDetails,
  type MeetingWish,
} from '../../coaching/one-on-ones/read-meeting-words.ts';
import { afterPerson, findPersonAtStart } from '../../coaching/people/find-person.ts';
import { leads } from '../../coaching/people/line.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { Action, Message } from '../../messages/message.ts';
import { meetingListView, meetingWhoView } from '../../messages/views/meeting-list.ts';
import { prepView } from '../../messages/views/meeting-prep.ts';
import {
  firstName,
  meetingDraftView,
  meetingSaidView,
  meetingView,
  warningTexts,
  whenFor,
} from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';

const { meetings: say } = words;

export interface MeetingTalkDeps extends BuildPrepDeps {
  users: Pick<UserRepository, 'findById' | 'lineAbove' | 'list'>;
  moments: MomentReader;
}

export interface MeetingTalk {
  actor: Actor;
  /** Of a draft: what its button is planned under, once. */
  turnId: string;
  /** Whether only the actor's direct message shows the answer. */
  direct: boolean;
}

export async function showMeetings(deps: MeetingDeps, actor: Actor): Promise<Message> {
  return meetingListView(await listMeetings(deps, actor), actor);
}

/** @throws AppError MEETING_001 */
export async function showMeeting(
  deps: MeetingDeps,
  { actor, direct }: Pick<MeetingTalk, 'actor' | 'direct'>,
  meetingId: string,
  about: { said?: readonly string[]; warnings?: readonly TimeWarning[] } = {},
): Promise<Message> {
  const meeting = await requireMeeting(deps, actor, meetingId);
  return meetingView({
    meeting,
    ...(await peopleOf(deps, meeting)),
    now: deps.clock.now(),
    direct,
    ...about,
  });
}

export const showPrepared = (
  { actor, direct }: Pick<MeetingTalk, 'actor' | 'direct'>,
  { agent, prep, meeting }: PreparedMeeting,
): Message => prepView({ agent, leader: actor, prep, direct, ...(meeting === undefined ? {} : { meeting }) });

/** The words after the person, by the actor's clocks. */
export const detailsOf = (
  { moments, clock }: Pick<MeetingTalkDeps, 'moments' | 'clock'>,
  { timezone }: Pick<Actor, 'timezone'>,
  text: string,
): MeetingDetails => readMeetingDetails(text, moments, wallTimeOf(clock.now(), timezone));

/**
 * Answers a wish about 1:1s. Plans and moves are drafted: a person's button does them.
 * @returns undefined where the words name nobody of the organisation, so that they may mean something else
 * @throws AppError MEETING_*, each with its cure
 */
export async function talkAboutMeetings(
  deps: MeetingTalkDeps,
  talk: MeetingTalk,
  wish: MeetingWish,
): Promise<Message | undefined> {
  const { actor, direct } = talk;
  if (wish.kind === 'list') return showMeetings(deps, actor);
  const found = findPersonAtStart(wish.rest, await deps.users.list(actor.organizationId));
  if (found.kind === 'several') return meetingWhoView(found.candidates);
  if (found.kind === 'none') return undefined;
  const { user: agent, matched } = found;
  if (wish.kind === 'next') return nextWith(deps, talk, agent);
  if (!(await leads(deps.users, actor, agent.id))) throw notTheirLeader();
  if (wish.kind === 'prepare') {
    return showPrepared(talk, await prepareFor(deps, actor, agent.id));
  }
  const details = detailsOf(deps, actor, afterPerson(wish.rest, matched));
  if (wish.kind === 'plan') return draftPlan(deps, talk, agent, details);
  const meeting = await nextMeeting(deps, actor, agent.id);
  if (meeting === undefined) return nonePlanned(agent);
  return wish.kind === 'cancel' || details.when === undefined
    ? showMeeting(deps, { actor, direct }, meeting.id)
    : draftMove(deps, talk, meeting, instantOf(details.when, actor.timezone));
}

const nonePlanned = (agent: User): Message =>
  meetingDraftView(say.draft.none(escapeMarkdown(agent.name)), [
    { id: 'meeting.form', label: say.buttons.plan, value: agent.id },
  ]);

/** What a button carries to plan a 1:1; `parsePlanValue` reads it. */
const planValue = (
  agentId: string,
  at: Date,
  { minutes = defaultMinutes, type = 'REGULAR' }: MeetingDetails,
  turnId: string,
) => [agentId, Math.floor(at.getTime() / 60_000).toString(36), minutes, type, turnId].join(':');

const warned = (text: string, warnings: readonly string[]): string =>
  [text, ...warnings.map((warning) => `⚠️ ${escapeMarkdown(warning)}`)].join('\n\n');

async function draftPlan(
  deps: MeetingTalkDeps,
  { actor, turnId }: MeetingTalk,
  agent: User,
  details: MeetingDetails,
): Promise<Message> {
  const { when, minutes = defaultMinutes, type } = details;
  await requirePlannable(deps, {
    actor,
    agentId: agent.id,
    minutes,
    ...(type === undefined ? {} : { type }),
  });
  const change: Action = { id: 'meeting.form', label: say.buttons.change, value: agent.id };
  const name = escapeMarkdown(agent.name);
  if (when === undefined)
    return meetingDraftView(say.draft.whenPlan(name), [{ ...change, label: say.buttons.plan }]);
  const at = instantOf(when, actor.timezone);
  const people = await peopleOf(deps, { ...actor, leaderId: actor.id, agentId: agent.id });
  const warnings = warningTexts(await checkTime(deps, people, { at, minutes }), people.leader, agent);
  const text = say.draft.plan(name, escapeMarkdown(whenFor(at, actor, agent)), say.minutes(minutes));
  return meetingDraftView(warned(text, warnings), [
    {
      id: 'meeting.plan',
      label: say.buttons.planIt,
      value: planValue(agent.id, at, details, turnId),
      style: 'primary',
    },
    change,
  ]);
}

async function draftMove(
  deps: MeetingTalkDeps,
  { actor }: MeetingTalk,
  meeting: OneOnOne,
  at: Date,
): Promise<Message> {
  const people = await peopleOf(deps, meeting);
  const { leader, agent } = people;
  const planned = { at, minutes: meeting.plannedMinutes, exceptId: meeting.id };
  const warnings = warningTexts(await checkTime(deps, people, planned), leader, agent);
  const text = say.draft.move(
    escapeMarkdown(agent.name),
    escapeMarkdown(whenFor(meeting.at, actor, agent)),
    escapeMarkdown(whenFor(at, actor, agent)),
  );
  const value = `${meeting.id}:${Math.floor(at.getTime() / 60_000).toString(36)}`;
  return meetingDraftView(warned(text, warnings), [
    { id: 'meeting.move-to', label: say.buttons.moveIt, value, style: 'primary' },
    { id: 'meeting.move', label: say.buttons.change, value: meeting.id },
  ]);
}

/** Of one's own people the card; of one's own leader when it is. */
async function nextWith(deps: MeetingTalkDeps, talk: MeetingTalk, other: User): Promise<Message> {
  const { actor } = talk;
  const led = await nextMeeting(deps, actor, other.id);
  if (led !== undefined) return showMeeting(deps, talk, led.id);
  const [invited] = await deps.meetings.list(actor.organizationId, {
    leaderIds: [other.id],
    agentId: actor.id,
    statuses: ['scheduled'],
    from: deps.clock.now(),
    order: 'earliest',
    limit: 1,
  });
  const name = escapeMarkdown(firstName(other.name));
  if (invited !== undefined)
    return meetingSaidView(say.draft.nextWith(name, escapeMarkdown(whenFor(invited.at, actor, other))));
  return (await leads(deps.users, actor, other.id))
    ? nonePlanned(other)
    : meetingSaidView(say.draft.none(name));
}
