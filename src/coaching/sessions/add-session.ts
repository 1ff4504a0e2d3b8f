import { createHash } from 'node:crypto';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { findParticipants } from './participants.ts';
import type { SessionRepository } from './ports.ts';
import type { CoachingSession, SessionType } from './session.ts';
import type { TranscriptParser } from './transcript-parser.ts';

export interface AddSessionDeps {
  parser: TranscriptParser;
  users: Pick<UserRepository, 'list'>;
  sessions: Pick<SessionRepository, 'create'>;
}

export interface AddSession {
  /** Who uploads, and so leads the session. */
  actor: Actor;
  type: SessionType;
  /** Calendar day `YYYY-MM-DD`. */
  date: string;
  title: string;
  fileName: string;
  content: Uint8Array;
  /** Turn id and file, or the command's own key: the same upload again returns what it made before. */
  uploadKey: string;
  /** Key of the template that its summaries follow; default: chosen by workshop type when they are drafted. */
  template?: string;
  /** e.g. `strengths`. */
  workshopType?: string;
}

/**
 * Reads a transcript, finds who spoke, and stores the session as `pending`; `processSession` drafts its summaries.
 * Safe to repeat with the same `uploadKey`.
 *
 * @throws AppError TRANSCRIPT_* when the file cannot be read, with a cure
 */
export async function addSession(deps: AddSessionDeps, input: AddSession): Promise<CoachingSession> {
  const segments = await deps.parser.parse(input.fileName, input.content);
  const people = await deps.users.list(input.actor.organizationId);
  return deps.sessions.create({
    session: {
      organizationId: input.actor.organizationId,
      facilitatorId: input.actor.id,
      type: input.type,
      title: input.title,
      date: input.date,
      ...(input.template === undefined ? {} : { template: input.template }),
      ...(input.workshopType === undefined ? {} : { workshopType: input.workshopType }),
    },
    uploadKey: input.uploadKey,
    fileName: input.fileName,
    contentHash: createHash('sha256').update(input.content).digest('hex'),
    segments,
    participants: findParticipants(segments, people, input.actor),
  });
}
