import type { OpenNotes, QuickNoteRepository } from '../coaching/notes/ports.ts';
import type { SessionRepository } from '../coaching/sessions/ports.ts';
import type { SummaryRepository } from '../coaching/summaries/ports.ts';

/** Says when a summary, note or session was written, so that its index can follow at once. */
export interface RecordChanges {
  /** Called with the organisation after each change. The index is right without it, only later. */
  onChange(listener: (organizationId: string) => void): void;
  notes(repository: QuickNoteRepository & OpenNotes): QuickNoteRepository & OpenNotes;
  sessions(repository: SessionRepository): SessionRepository;
  summaries(repository: SummaryRepository): SummaryRepository;
}

export function createRecordChanges(): RecordChanges {
  const listeners: ((organizationId: string) => void)[] = [];
  const told = async <T>(organizationId: string, work: Promise<T>): Promise<T> => {
    const result = await work;
    for (const listener of listeners) listener(organizationId);
    return result;
  };
  return {
    onChange: (listener) => {
      listeners.push(listener);
    },
    notes: (repository) => ({
      ...repository,
      create: (note, turnId) => told(note.organizationId, repository.create(note, turnId)),
      change: (organizationId, id, toPatch) =>
        told(organizationId, repository.change(organizationId, id, toPatch)),
      remove: (organizationId, id, at) => told(organizationId, repository.remove(organizationId, id, at)),
      restore: (organizationId, id) => told(organizationId, repository.restore(organizationId, id)),
      addressIn: (organizationId, sessionId, noteIds, by) =>
        told(organizationId, repository.addressIn(organizationId, sessionId, noteIds, by)),
    }),
    sessions: (repository) => ({
      ...repository,
      create: (input) => told(input.session.organizationId, repository.create(input)),
    }),
    summaries: (repository) => ({
      ...repository,
      create: (summary) => told(summary.organizationId, repository.create(summary)),
      addVersion: (input) => told(input.organizationId, repository.addVersion(input)),
    }),
  };
}
