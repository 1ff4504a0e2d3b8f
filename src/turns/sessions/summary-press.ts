import { StaleSummaryError } from '../../coaching/summaries/stale-change.ts';
import { audienceMaySeeSession, type SessionAccessDeps } from '../../coaching/sessions/can-see-session.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { Message } from '../../messages/message.ts';
import { summaryStaleView } from '../../messages/views/summary-history.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { TurnContext } from '../turn-context.ts';

/** A refusal is said to the person who pressed, with what changed since where they were too late; faults go on. */
export const pressing = <C extends TurnContext>(run: (context: C) => Promise<void>) =>
  refusing(async (context: C): Promise<void> => {
    try {
      await run(context);
    } catch (error) {
      if (!(error instanceof StaleSummaryError)) throw error;
      await context.reply.sendPrivately(summaryStaleView(error.change));
    }
  });

export interface ShowDeps extends SessionAccessDeps {
  sessions: Pick<SessionRepository, 'find'>;
}

/** Shows something of a session where the button is, or to the person alone where not everyone may see it (any more). */
export async function showInSession(
  deps: ShowDeps,
  { actor, audience, reply }: TurnContext,
  sessionId: string,
  view: Message,
): Promise<void> {
  const session = await deps.sessions.find(actor.organizationId, sessionId);
  const all = session !== undefined && (await audienceMaySeeSession(deps, audience, session));
  await (all ? reply.send(view) : reply.sendPrivately(view));
}

/**
 * What a button carries, as the groups of `pattern`; a group that took no part is empty.
 * @throws AppError TURN_004
 */
export function partsOf(value: string, pattern: RegExp): string[] {
  const match = pattern.exec(value);
  if (match !== null) return match.slice(1).map((part: string | undefined) => part ?? '');
  throw new AppError({
    code: 'TURN_004',
    message: 'A button with a value that it never had.',
    userMessage: words.outOfDate,
  });
}

const id = '([0-9a-f-]{36})';
export const oneId = new RegExp(`^${id}$`, 'i');
export const twoIds = new RegExp(`^${id}:${id}$`, 'i');
/** A summary, and the id of one of its lines. */
export const lineOfSummary = new RegExp(String.raw`^${id}:([\w-]{1,100})$`, 'i');
/** A summary, its newest version, and the version that is meant. */
export const olderVersion = new RegExp(String.raw`^${id}:(\d{1,9}):(\d{1,9})$`, 'i');
