import { TZDate } from '@date-fns/tz';
import { addSession, contentHashOf, type AddSession, type AddSessionDeps } from './add-session.ts';
import { canSeeSession, type SessionAccessDeps } from './can-see-session.ts';
import type { SessionPlans } from './plan-ports.ts';
import type { SessionRepository } from './ports.ts';
import { planNotFound } from './session-errors.ts';
import { awaitsTranscript, type CoachingSession } from './session.ts';

export interface ReceiveTranscriptDeps extends AddSessionDeps, SessionAccessDeps {
  users: AddSessionDeps['users'] & SessionAccessDeps['users'];
  sessions: Pick<SessionRepository, 'create' | 'find' | 'participants'>;
  plans: Pick<SessionPlans, 'planned' | 'sameContent'>;
}

export interface ReceiveTranscript extends Omit<AddSession, 'plan'> {
  /** When the file came. */
  at: Date;
  /** Whether the day was said: then that day counts, else twelve hours before and after the upload. */
  isDateSaid: boolean;
  /** Takes a file that was seen before as a session of its own; default false. */
  again?: boolean;
  /** The planned session that this is; default: found by time, when there is exactly one. */
  plannedId?: string;
}

export type ReceivedTranscript =
  /** The same bytes made this session before, which the uploader may see. */
  | { kind: 'known'; session: CoachingSession }
  | {
      kind: 'added';
      session: CoachingSession;
      /** It became this planned session. */
      isPlanned: boolean;
      /** Several planned sessions that it may be; to be asked. */
      choices: readonly CoachingSession[];
    };

const windowMs = 12 * 3_600_000;

/**
 * Takes a transcript in: recognises a file that was seen before, attaches it to the one planned session of the uploader
 * around that time that has no transcript, or makes a session. Safe to repeat with the same `uploadKey`.
 *
 * Whether others uploaded the same file is told to nobody who may not see their session. A file whose processing failed may
 * simply be uploaded again.
 *
 * @throws AppError TRANSCRIPT_* when the file cannot be read; SESSION_010 when `plannedId` is no plan of the uploader
 */
export async function receiveTranscript(
  deps: ReceiveTranscriptDeps,
  { at, isDateSaid, again = false, plannedId, ...input }: ReceiveTranscript,
): Promise<ReceivedTranscript> {
  const { actor, content, uploadKey } = input;
  const { organizationId } = actor;
  if (!again) {
    for (const session of await deps.plans.sameContent(organizationId, contentHashOf(content), uploadKey)) {
      if (session.processing === 'failed') continue;
      if (await canSeeSession(deps, actor, session)) return { kind: 'known', session };
    }
  }
  const plans =
    plannedId === undefined
      ? await deps.plans.planned(
          organizationId,
          actor.id,
          ...spanAround(at, isDateSaid ? input.date : undefined, actor.timezone),
        )
      : [await findPlan(deps, actor, plannedId)];
  const [plan, ...others] = plans;
  if (plan === undefined || others.length > 0) {
    return { kind: 'added', session: await addSession(deps, input), isPlanned: false, choices: plans };
  }
  const invited = await deps.sessions.participants(organizationId, plan.id);
  const session = await addSession(deps, { ...input, plan: { session: plan, invited } });
  return { kind: 'added', session, isPlanned: session.id === plan.id, choices: [] };
}

async function findPlan(
  deps: Pick<ReceiveTranscriptDeps, 'sessions'>,
  actor: { id: string; organizationId: string },
  id: string,
): Promise<CoachingSession> {
  const plan = await deps.sessions.find(actor.organizationId, id);
  if (plan === undefined || !awaitsTranscript(plan) || plan.facilitatorId !== actor.id) throw planNotFound();
  return plan;
}

/** The whole day where it was said, in the uploader's zone; else the hours around the upload. */
function spanAround(at: Date, day: string | undefined, timezone: string): [from: Date, to: Date] {
  if (day === undefined) return [new Date(at.getTime() - windowMs), new Date(at.getTime() + windowMs)];
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const midnight = (of: number): Date => new Date(new TZDate(year, month - 1, of, timezone).getTime());
  return [midnight(date), midnight(date + 1)];
}
