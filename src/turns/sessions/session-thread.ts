import type { AgentInput } from '../../agent/agent.ts';
import { audienceMaySeeSession } from '../../coaching/sessions/can-see-session.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { CoachingSession } from '../../coaching/sessions/session.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { SummaryRepository } from '../../coaching/summaries/ports.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import type { TurnContext } from '../turn-context.ts';
import { isAboutSession, mayBeAboutSession } from './about-session.ts';
import type { SessionPoster } from './post-session.ts';

export interface SessionThreadDeps {
  users: UserRepository;
  sessions: SessionRepository;
  summaries: SummaryRepository;
  poster: Pick<SessionPoster, 'refresh'>;
  clock: Clock;
}

/** Where there are no threads: for so long after "Refine" or a change what is no question is a refinement. */
const refinePressedMs = 30 * 60_000;

/** A place in which a session is refined, as the agent sees it. */
export interface SessionThread {
  session: NonNullable<AgentInput['session']>;
  /** Brings the cards up to date whose summaries have changed since the thread was opened. */
  refresh(): Promise<void>;
}

/** The session that these words are about: in its thread all are, elsewhere those that say so. */
export async function sessionMeant(
  deps: Pick<SessionThreadDeps, 'sessions' | 'clock'> & Partial<Pick<SessionThreadDeps, 'summaries'>>,
  { actor, turn }: Pick<TurnContext, 'actor' | 'turn'>,
  text: string,
): Promise<CoachingSession | undefined> {
  const { organizationId } = actor;
  const { key, threadId } = turn.place;
  const found = await deps.sessions.findByThread(organizationId, key);
  // A 1:1 without a transcript has no summary to work on: in its thread words are words like any other.
  const session = found?.processing === 'none' ? undefined : found;
  if (session === undefined || threadId !== undefined) return session;
  const lately = new Date(deps.clock.now().getTime() - refinePressedMs);
  const [participants, chosen, changed] = await Promise.all([
    deps.sessions.participants(organizationId, session.id),
    deps.sessions.focus(organizationId, key, actor.id, lately),
    deps.summaries?.lastVersionBy(organizationId, session.id, actor.id),
  ]);
  const isChosen = chosen !== undefined || (changed !== undefined && changed.createdAt >= lately);
  const talk = { participants: participants.map(({ name }) => name), isChosen };
  return isAboutSession(text, talk) ? session : undefined;
}

/**
 * The session that is refined in this place, if there is one. `not-here`: it is refined elsewhere, or not everyone who
 * reads here may see it (any more); the person was told so.
 */
export async function openSessionThread(
  deps: SessionThreadDeps,
  context: TurnContext,
  text: string,
): Promise<SessionThread | 'not-here' | undefined> {
  const { actor, audience, turn, reply } = context;
  const { organizationId } = actor;
  const { key } = turn.place;
  const session = await sessionMeant(deps, context, text);
  if (session === undefined) return (await pointToThread(deps, context, text)) ? 'not-here' : undefined;
  if (!(await audienceMaySeeSession(deps, audience, session))) {
    await reply.sendPrivately(sayView('talk.not-here', words.cannotReachDirect('this session')), {
      name: 'not-here',
    });
    return 'not-here';
  }
  const [participants, before, focus] = await Promise.all([
    deps.sessions.participants(organizationId, session.id),
    deps.summaries.listBySession(organizationId, session.id),
    deps.sessions.focus(organizationId, key, actor.id),
  ]);
  const versions = new Map(before.map((summary) => [summary.id, summary.version]));
  return {
    session: {
      id: session.id,
      title: session.title,
      participants: participants.filter((person) => !person.isFacilitator).map(({ name }) => name),
      ...(focus === undefined ? {} : { focus }),
      conversationKey: key,
    },
    async refresh() {
      const now = await deps.summaries.listBySession(organizationId, session.id);
      const changed = now.filter((summary) => versions.get(summary.id) !== summary.version);
      if (changed.length > 0) await deps.poster.refresh(organizationId, session.id, changed);
    },
  };
}

/** Newcomers answer beside the thread. So long after the upload they are told where it is. */
const justUploadedMs = 24 * 3_600_000;

/** @returns whether these words belong into the thread of the session that the person uploaded here last, and were told so */
async function pointToThread(
  { sessions, clock }: SessionThreadDeps,
  { actor, turn, reply }: TurnContext,
  text: string,
): Promise<boolean> {
  const { organizationId } = actor;
  const { key, kind, threadId } = turn.place;
  if (kind !== 'direct' || threadId !== undefined || !mayBeAboutSession(text)) return false;
  const listed = await sessions.list(organizationId, [actor.id]);
  const own = listed.filter(({ meeting }) => meeting !== 'scheduled');
  const [session] = own.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  if (session === undefined || clock.now().getTime() - session.createdAt.getTime() > justUploadedMs)
    return false;
  const [participants, threads] = await Promise.all([
    sessions.participants(organizationId, session.id),
    sessions.threadsOf(organizationId, session.id),
  ]);
  const talk = { participants: participants.map(({ name }) => name), isChosen: false };
  if (!threads.some((thread) => thread.startsWith(`${key}:`)) || !isAboutSession(text, talk)) return false;
  const where = words.inItsThread(escapeMarkdown(session.title));
  await reply.send(sayView('talk.in-its-thread', where, words.audience.direct));
  return true;
}
