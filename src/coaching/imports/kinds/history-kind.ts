import type { Clock } from '../../../shared/clock.ts';
import type { EffectivenessJournal } from '../../effectiveness/ports.ts';
import { dayIn } from '../../people/day-in.ts';
import type { ImportRun, RowFault } from '../import.ts';
import type { ImportKind, ImportWriter } from '../ports.ts';
import type { HistoryImportStore, PeopleImportStore } from './ports.ts';
import { readSession, type ReadSession } from './read-session.ts';
import { createRowReader } from './row-reader.ts';
import { sessionFields } from './session-fields.ts';

export interface HistoryKindDeps {
  store: HistoryImportStore;
  people: Pick<PeopleImportStore, 'people'>;
  clock: Clock;
  /** Told of sessions that say what they worked on and how. Default: nobody measures them. */
  journal?: EffectivenessJournal | undefined;
}

async function beginHistory(deps: HistoryKindDeps, run: ImportRun): Promise<ImportWriter> {
  const { organizationId } = run.actor;
  const scope = { organizationId, importId: run.importId, actorId: run.actor.id };
  const people = await deps.people.people(organizationId);
  const known = {
    byEmail: new Map(people.map((user) => [user.email, user])),
    byId: new Map(people.map((user) => [user.id, user])),
    today: dayIn(deps.clock.now(), run.actor.timezone),
  };
  const read = createRowReader(run);
  const taken = new Map<string, ReadSession>();

  async function write(dryRun: boolean) {
    const sessions = [...taken.values()].map(({ session }) => session);
    const outcome = await deps.store.write(scope, sessions, { dryRun });
    const faults = sessions
      .filter(({ key }) => outcome.different.has(key))
      .map(({ line }): RowFault => ({
        line,
        code: 'IMPORT_071',
        message:
          'These two have such a session on this day already, and it says something else. Change it there, or take the import back that brought it.',
      }));
    if (!dryRun) await note(outcome.made);
    return {
      written: outcome.made.size,
      unchanged: sessions.length - outcome.made.size - faults.length,
      faults,
    };
  }

  /** After the sessions stand; told again it notes nothing twice. */
  async function note(made: ReadonlyMap<string, string>): Promise<void> {
    if (deps.journal === undefined) return;
    for (const { session, intervention } of taken.values()) {
      const sessionId = made.get(session.key);
      if (sessionId === undefined || intervention === undefined) continue;
      const { agentId, leaderId, date: on } = session;
      await deps.journal.begin(organizationId, { sessionId, agentId, leaderId, on, ...intervention });
    }
  }

  return {
    take(rows) {
      const faults = rows.flatMap((one): readonly RowFault[] => {
        const row = read(one);
        const session = readSession(row, known);
        if (session === undefined) return row.faults;
        const before = taken.get(session.session.key);
        if (before === undefined) taken.set(session.session.key, session);
        else
          row.fault(
            'IMPORT_064',
            `Line ${before.session.line} holds such a session of these two on this day already.`,
          );
        return row.faults;
      });
      return Promise.resolve(faults);
    },
    commit: () => write(false),
    tally: () => write(true),
    close: () => Promise.resolve(),
  };
}

/**
 * Coaching that took place before: sessions with what was talked about, observed and agreed. The same session of the same two
 * is kept once, whatever file it stands in. Taking it back removes them as long as nothing hangs on them.
 */
export const createHistoryKind = (deps: HistoryKindDeps): ImportKind => ({
  type: 'history',
  fields: () => Promise.resolve(sessionFields),
  begin: (run) => beginHistory(deps, run),
  rollback: ({ organizationId, id }) => deps.store.rollback(organizationId, id),
});
