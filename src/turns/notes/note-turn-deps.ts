import type { LinkNoteDeps } from '../../coaching/notes/link-note.ts';
import type { ListNotesDeps } from '../../coaching/notes/list-notes.ts';
import type { NoteDeps } from '../../coaching/notes/note-deps.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import type { NotePoster } from './note-poster.ts';

export interface NoteTurnDeps
  extends NoteDeps, Pick<LinkNoteDeps, 'linkable' | 'records'>, Pick<ListNotesDeps, 'records'> {
  people: PeopleResolver;
  sessions: Pick<SessionRepository, 'find'>;
  poster: NotePoster;
}
