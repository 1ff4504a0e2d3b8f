import { leads } from '../people/line.ts';
import type { Actor, User } from '../people/user.ts';
import { buildPrep, type BuildPrepDeps } from './build-prep.ts';
import { nextMeeting } from './list-meetings.ts';
import { requireMeeting } from './meeting-deps.ts';
import { meetingNotFound, notTheirLeader, wordsTooLong } from './meeting-errors.ts';
import { meetingLimits, type OneOnOne } from './one-on-one.ts';
import type { Prep } from './prep.ts';

export interface PreparedMeeting {
  agent: User;
  prep: Prep;
  /** The 1:1 that it is kept with; undefined: none is planned, and it is built anew each time. */
  meeting?: OneOnOne;
}

/** @throws AppError MEETING_002, also where there is no such person */
async function requireLed(deps: BuildPrepDeps, actor: Actor, agentId: string): Promise<User> {
  const agent = await deps.users.findById(actor.organizationId, agentId);
  if (agent === undefined || !(await leads(deps.users, actor, agentId))) throw notTheirLeader();
  return agent;
}

async function prepared(
  deps: BuildPrepDeps,
  actor: Actor,
  agent: User,
  { meeting, refresh }: { meeting: OneOnOne | undefined; refresh: boolean },
): Promise<PreparedMeeting> {
  if (meeting?.prep !== undefined && !refresh) return { agent, meeting, prep: meeting.prep };
  const prep = await buildPrep(deps, actor, agent, meeting);
  if (meeting === undefined) return { agent, prep };
  const kept = await deps.meetings.change(actor.organizationId, meeting.id, {
    from: ['scheduled', 'in_progress'],
    prep,
  });
  return { agent, meeting: kept ?? meeting, prep };
}

/**
 * The agenda of the next 1:1 with somebody of the actor's line: as it was built before, or built now and kept with it.
 * Refreshed, the leader's own lines go.
 * @throws AppError MEETING_002
 */
export async function prepareFor(
  deps: BuildPrepDeps,
  actor: Actor,
  agentId: string,
  refresh = false,
): Promise<PreparedMeeting> {
  const agent = await requireLed(deps, actor, agentId);
  return prepared(deps, actor, agent, { meeting: await nextMeeting(deps, actor, agentId), refresh });
}

/** @throws AppError MEETING_001 not theirs, MEETING_002 the person is not (any more) of the actor's line */
export async function prepareMeeting(
  deps: BuildPrepDeps,
  actor: Actor,
  meetingId: string,
  refresh = false,
): Promise<PreparedMeeting> {
  const meeting = await requireMeeting(deps, actor, meetingId);
  const agent = await requireLed(deps, actor, meeting.agentId);
  return prepared(deps, actor, agent, { meeting, refresh });
}

/**
 * Puts the leader's own lines in place of the suggested ones; no lines: the suggested ones again.
 * @throws AppError MEETING_001, MEETING_002, MEETING_009
 */
export async function editAgenda(
  deps: BuildPrepDeps,
  actor: Actor,
  meetingId: string,
  lines: readonly string[],
): Promise<PreparedMeeting> {
  const before = await prepareMeeting(deps, actor, meetingId);
  const agenda = lines.map((line) => line.trim()).filter((line) => line !== '');
  if (agenda.length > meetingLimits.list || agenda.join('\n').length > meetingLimits.agenda)
    throw wordsTooLong();
  const prep: Prep = { ...before.prep, agenda };
  if (agenda.length === 0) delete prep.agenda;
  const meeting = await deps.meetings.change(actor.organizationId, meetingId, {
    from: ['scheduled', 'in_progress'],
    prep,
  });
  if (meeting === undefined) throw meetingNotFound();
  return { agent: before.agent, meeting, prep };
}
