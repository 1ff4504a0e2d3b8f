import { failureView } from '../messages/views/talk.ts';
import type { Clock } from '../shared/clock.ts';
import { AppError, userMessageOf } from '../shared/errors.ts';
import { newReferenceId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { Deliverer } from './deliverer.ts';
import { handleTurn, targetOf, type TurnDeps } from './handle-turn.ts';
import { underLease } from './lease.ts';
import type { InboxEvent, InboxRepository, JobQueue, LeaseToken } from './ports.ts';

/** A whole turn, model and all (DESIGN: a message in). */
const turnMs = 60_000;
/** After so many tries the person gets a reason with an id instead. */
const maxAttempts = 4;
const firstDelayMs = 2_000;
const longestDelayMs = 900_000;
/**
 * While the platform is away the reason cannot be sent either: the turn is kept for about three hours instead of ending in
 * silence. Also the end of a turn that takes its worker down each time.
 */
const maxTries = 20;

export interface DrainDeps {
  inbox: InboxRepository;
  queue: JobQueue;
  turns: TurnDeps;
  deliverer: Deliverer;
  clock: Clock;
  logger: Logger;
  /** Told how a turn ended and how long it took since it was stored; for metrics. */
  onEnded?: (outcome: 'done' | 'failed' | 'ignored' | 'postponed', durationMs: number) => void;
}

type Ended =
  | { kind: 'done' | 'ignored' }
  | { kind: 'postpone'; delayMs: number; code: string }
  | { kind: 'failed'; code: string; referenceId: string };

/**
 * Answers the waiting turns of one conversation in order, under its lease. No transaction is held meanwhile. Safe to run
 * any number of times at once: one gets the lease, the others leave.
 */
export async function drainConversation(
  deps: DrainDeps,
  organizationId: string,
  conversationKey: string,
  shutdown?: AbortSignal,
): Promise<void> {
  for (;;) {
    const held = await underLease(deps.inbox, organizationId, conversationKey, async (lease, lost) => {
      while (!lost.aborted && shutdown?.aborted !== true) {
        const event = await deps.inbox.next(lease);
        if (event === undefined) break;
        await answer(deps, lease, event, lost);
      }
    });
    if (!held || shutdown?.aborted === true) return;
    // A turn stored while the lease was held found it busy: nobody else will come for it.
    const left = await deps.inbox.hasDue(organizationId, conversationKey);
    if (left.kind === 'none') return;
    if (left.dueInMs > 0) {
      await deps.queue.enqueue('turns.drain', { organizationId, conversationKey }, { delayMs: left.dueInMs });
      return;
    }
  }
}

async function answer(
  deps: DrainDeps,
  lease: LeaseToken,
  event: InboxEvent,
  lost: AbortSignal,
): Promise<void> {
  const ended = await attempt(deps, event, lost);
  const durationMs = deps.clock.now().getTime() - event.receivedAt.getTime();
  if (lost.aborted) return;
  switch (ended.kind) {
    case 'postpone':
      await deps.inbox.postpone(lease, event.id, ended.delayMs, ended.code);
      deps.onEnded?.('postponed', durationMs);
      return;
    case 'failed':
      await deps.inbox.finish(lease, event.id, {
        state: 'failed',
        errorCode: ended.code,
        referenceId: ended.referenceId,
      });
      deps.onEnded?.('failed', durationMs);
      return;
    case 'done':
    case 'ignored':
      await deps.inbox.finish(lease, event.id, { state: ended.kind });
      deps.onEnded?.(ended.kind, durationMs);
  }
}

async function attempt(deps: DrainDeps, event: InboxEvent, lost: AbortSignal): Promise<Ended> {
  const logger = deps.logger.child({ organizationId: event.organizationId, correlationId: event.id });
  try {
    if (event.attempts > maxTries) {
      throw new AppError({
        code: 'TURN_003',
        message: 'The turn ended its worker each time, or was never heard.',
      });
    }
    const signal = AbortSignal.any([lost, AbortSignal.timeout(turnMs)]);
    return { kind: await handleTurn(deps.turns, event, { signal, lost }) };
  } catch (error) {
    // Somebody else answers now: what went wrong here is nobody's business.
    if (lost.aborted) return { kind: 'ignored' };
    return afterFault(deps, event, error, logger);
  }
}

async function afterFault(
  deps: DrainDeps,
  event: InboxEvent,
  error: unknown,
  logger: Logger,
): Promise<Ended> {
  const { attempts } = event;
  const code = error instanceof AppError ? error.code : 'TURN_002';
  const asked = error instanceof AppError ? error.retryAfterMs : undefined;
  const delayMs = Math.min(asked ?? firstDelayMs * 2 ** (attempts - 1), longestDelayMs);
  const about = { code, attempts, reason: reasonOf(error) };
  if (!(error instanceof AppError && error.retry === 'never') && attempts < maxAttempts) {
    logger.warn('turn put back', { ...about, delayMs });
    return { kind: 'postpone', delayMs, code };
  }
  const referenceId = newReferenceId();
  // A "no" with its reason, such as a note about somebody of another team: nobody has to act.
  if (error instanceof AppError && error.userMessage !== undefined) {
    logger.info('turn refused', { ...about, referenceId });
  } else {
    logger.error('turn failed', { ...about, referenceId });
  }
  const told = await sayWhy(deps, event, error, referenceId, logger);
  return told || attempts >= maxTries
    ? { kind: 'failed', code, referenceId }
    : { kind: 'postpone', delayMs, code };
}

/** Name and place of a fault, for operators. Messages of foreign errors may quote people's words: they stay out. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (!(error instanceof Error)) return 'unknown';
  // The first frame, not the second line: a message may have several lines.
  const frame = error.stack?.split('\n').find((line) => /^\s+at \S.*:\d+:\d+\)?$/.test(line));
  return `${error.name} ${frame?.trim() ?? ''}`;
}

/** @returns false: not now, but later it may be possible */
async function sayWhy(
  deps: DrainDeps,
  event: InboxEvent,
  error: unknown,
  referenceId: string,
  logger: Logger,
): Promise<boolean> {
  const platform = deps.turns.platforms.get(event.turn.platform);
  if (platform === undefined) return false;
  try {
    const { organizationId, id, turn } = event;
    const view = failureView(userMessageOf(error, referenceId));
    const target = targetOf(event);
    // An answer that broke off while it was written: the reason takes its place, else it would hang there half said.
    const open = { organizationId, key: `${id}:0` };
    if (await deps.deliverer.endOpenStream(platform, target, view, open)) return true;
    const eyes = turn.place.kind === 'direct' ? {} : { onlyFor: turn.platformUserId };
    await deps.deliverer.send(platform, { ...target, ...eyes }, view, {
      organizationId,
      key: `${id}:failed`,
    });
    return true;
  } catch (second) {
    logger.error('the reason could not be sent either', { referenceId, reason: reasonOf(second) });
    return second instanceof AppError && second.retry === 'never';
  }
}
