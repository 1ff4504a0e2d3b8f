import { createHash } from 'node:crypto';
import { listClients } from '../clients/list-clients.ts';
import type { ClientRepository } from '../clients/ports.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import { expectedPeople } from './expected-people.ts';
import { findParticipants } from './participants.ts';
import type { SessionRepository } from './ports.ts';
import type { CoachingSession, SessionParticipant, SessionType } from './session.ts';
import type { TranscriptParser } from './transcript-parser.ts';

export interface AddSessionDeps {
  parser: TranscriptParser;
  users: Pick<UserRepository, 'list' | 'lineAbove'>;
  clients: Pick<ClientRepository, 'list'>;
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
  /** The planned session that this is, and who was invited to it; default: a session of its own. */
  plan?: {
    session: CoachingSession;
    invited: readonly Pick<SessionParticipant, 'name' | 'userId' | 'clientId' | 'isFacilitator'>[];
  };
  /** Key of the template that its summaries follow; default: chosen by workshop type when they are drafted. */
  template?: string;
  /** e.g. `strengths`. */
  workshopType?: string;
}

/** What tells whether a file was seen before: sha256, hex. */
export const contentHashOf = (content: Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

/**
 * Reads a transcript, finds who spoke, and stores the session as `pending`; `processSession` drafts its summaries.
 * Safe to repeat with the same `uploadKey`. `receiveTranscript` decides before whether the file is new, and what it belongs to.
 *
 * @throws AppError TRANSCRIPT_* when the file cannot be read, with a cure
 */
export async function addSession(deps: AddSessionDeps, input: AddSession): Promise<CoachingSession> {
  const { actor, plan } = input;
  const { organizationId } = actor;
  const { segments, format, masked, attendees } = await deps.parser.parse(input.fileName, input.content);
  const [people, clients] = await Promise.all([deps.users.list(organizationId), listClients(deps, actor)]);
  const expected = expectedPeople(people, actor.id);
  for (const { id, coachId } of clients) if (coachId === actor.id) expected.add(id);
  const invited = plan?.invited.filter(({ isFacilitator }) => !isFacilitator) ?? [];
  for (const { userId, clientId } of invited) {
    for (const id of [userId, clientId]) if (id !== undefined) expected.add(id);
  }
  const type = plan?.session.type ?? input.type;
  return deps.sessions.create({
    session: {
      organizationId,
      facilitatorId: actor.id,
      type,
      title: input.title,
      date: input.date,
      ...(input.template === undefined ? {} : { template: input.template }),
      ...(input.workshopType === undefined ? {} : { workshopType: input.workshopType }),
    },
    uploadKey: input.uploadKey,
    fileName: input.fileName,
    contentHash: contentHashOf(input.content),
    segments,
    format,
    masked,
    participants: findParticipants(segments, people, actor, {
      clients,
      expected,
      attendees: [...attendees, ...invited.map(({ name }) => name)],
      sessionType: type,
    }),
    ...(plan === undefined ? {} : { scheduledId: plan.session.id }),
  });
}
