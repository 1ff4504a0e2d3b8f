import { dayIn } from '../people/day-in.ts';
import type { Actor } from '../people/user.ts';
import { recordEntitlement } from '../records/entitlement.ts';
import type { RecordStore } from '../records/ports.ts';
import { noteToHandle } from './note-access.ts';
import { recordNote, type NoteChange, type NoteDeps } from './note-deps.ts';
import { notASession, noteNotFound } from './note-errors.ts';
import type { LinkableSession, LinkableSessions } from './ports.ts';
import type { QuickNote } from './quick-note.ts';

export interface LinkNoteDeps extends Pick<NoteDeps, 'notes' | 'users' | 'audit' | 'clock'> {
  linkable: LinkableSessions;
  records: Pick<RecordStore, 'line'>;
}

const dayMs = 24 * 3_600_000;
const daysAround = 30;

/** Sessions of the person a note is about, 30 days back and ahead, that this person may see. @throws AppError NOTE_005 */
export async function sessionsForNote(
  deps: LinkNoteDeps,
  actor: Actor,
  noteId: string,
): Promise<{ note: QuickNote; sessions: LinkableSession[] }> {
  const note = await noteToHandle(deps, actor, noteId);
  const { organizationId, timezone } = actor;
  const now = deps.clock.now().getTime();
  const { facilitators } = recordEntitlement(
    { kind: 'direct', actor },
    await deps.records.line(organizationId),
  );
  const sessions = await deps.linkable.between(organizationId, note.subjectId, facilitators, {
    from: dayIn(new Date(now - daysAround * dayMs), timezone),
    to: dayIn(new Date(now + daysAround * dayMs), timezone),
  });
  return { note, sessions };
}

/**
 * Keeps a note for a session of the person it is about; undefined takes it off.
 * @throws AppError NOTE_005 not theirs, NOTE_010 no such session
 */
export async function linkNote(
  deps: LinkNoteDeps,
  actor: Actor,
  { sessionId, ...change }: NoteChange & { sessionId: string | undefined },
): Promise<QuickNote> {
  const { note, sessions } = await sessionsForNote(deps, actor, change.noteId);
  const isKnown = sessions.some(({ id }) => id === sessionId) || note.linkedSessionId === sessionId;
  if (sessionId !== undefined && !isKnown) throw notASession();
  const done = await deps.notes.change(actor.organizationId, note.id, () => ({
    linkedSessionId: sessionId ?? null,
  }));
  if (done === undefined) throw noteNotFound();
  if (done.changed || change.again === true) await recordNote(deps, actor, 'link', change);
  return done.note;
}
