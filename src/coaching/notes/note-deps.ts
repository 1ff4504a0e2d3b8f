import type { Clock } from '../../shared/clock.ts';
import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { DateReader } from '../sessions/date-reader.ts';
import type { AuditLog } from '../tenants/ports.ts';
import type { QuickNoteRepository } from './ports.ts';

export interface NoteDeps {
  notes: QuickNoteRepository;
  users: UserRepository;
  audit: AuditLog;
  clock: Clock;
  dates: DateReader;
}

/** One change of a note by one press. */
export interface NoteChange {
  noteId: string;
  /** The platform, or `cli`. */
  surface: string;
  /** The same press once more, after its first try was cut short: recorded even where it finds the work done. Default: false. */
  again?: boolean;
}

export type NoteDoing =
  'create' | 'undo' | 'restore' | 'correct' | 'share' | 'address' | 'reopen' | 'link' | 'thank' | 'ask';

/** Who did what to which note: ids alone. */
export const recordNote = (
  { audit }: Pick<NoteDeps, 'audit'>,
  { organizationId, id: actorId }: Actor,
  doing: NoteDoing,
  { noteId, surface }: Pick<NoteChange, 'noteId' | 'surface'>,
): Promise<void> =>
  audit.record({
    organizationId,
    actorId,
    action: `note.${doing}`,
    subjectType: 'quick_note',
    subjectId: noteId,
    surface,
  });
