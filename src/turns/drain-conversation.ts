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
    const signal = AbortSignal.any([lost, AbortSignal.timeout(turnMs)]);
    return { kind: await handleTurn(deps.turns, event, signal) };
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'TURN_002';
    const again = !(error instanceof AppError) || error.retry === 'later';
    if (again && event.attempts < maxAttempts) {
      const delayMs =
        (error instanceof AppError ? error.retryAfterMs : undefined) ??
        firstDelayMs * 2 ** (event.attempts - 1);
      logger.warn('turn put back', { code, attempts: event.attempts, delayMs, reason: reasonOf(error) });
      return { kind: 'postpone', delayMs, code };
    }
    const referenceId = newReferenceId();
    logger.error('turn failed', { code, attempts: event.attempts, referenceId, reason: reasonOf(error) });
    await sayWhy(deps, event, error, referenceId, logger);
    return { kind: 'failed', code, referenceId };
  }
}

/** Name and place of a fault, for operators. Messages of foreign errors may quote people's words: they stay out. */
function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  return error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim() ?? ''}` : 'unknown';
}

async function sayWhy(
  deps: DrainDeps,
  event: InboxEvent,
  error: unknown,
  referenceId: string,
  logger: Logger,
): Promise<void> {
  const platform = deps.turns.platforms.get(event.turn.platform);
  if (platform === undefined) return;
  try {
    const target = {
      ...targetOf(event),
      ...(event.turn.place.kind === 'direct' ? {} : { onlyFor: event.turn.platformUserId }),
    };
    await deps.deliverer.send(platform, target, failureView(userMessageOf(error, referenceId)), {
      organizationId: event.organizationId,
      key: `${event.id}:failed`,
    });
  } catch (second) {
    logger.error('the reason could not be sent either', { referenceId, reason: reasonOf(second) });
  }
}
