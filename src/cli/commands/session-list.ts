import type { Command } from 'commander';
import type { ListedSession } from '../../coaching/sessions/catalog-ports.ts';
import { listSessions } from '../../coaching/sessions/list-sessions.ts';
import { AppError } from '../../shared/errors.ts';
import { withCore } from '../context.ts';
import { table } from '../output.ts';
import { readAsHelp } from './options.ts';
import { addSessionFilter, sessionFilterOf, type SessionFilterOptions } from './session-filter.ts';

/** Sessions of one statement; the list goes on until it has all. */
const sessionsAtOnce = 200;

const toDocument = ({ meeting, facilitator, participants, summaries, whole, ...session }: ListedSession) => ({
  id: session.id,
  title: session.title,
  date: session.date,
  type: session.type,
  processing: session.processing,
  meeting,
  facilitator,
  participants,
  /** `own`: only the reader's own approved summary may be read. */
  access: whole ? 'whole' : 'own',
  summaries: summaries.map(({ id, version, state, participant }) => ({ id, participant, state, version })),
});

/** `session list [words]`: the sessions that a person may see, newest first. */
export function addSessionList(session: Command): void {
  addSessionFilter(
    session
      .command('list')
      .description('Sessions that a person may see, newest first')
      .argument('[words]', 'which ones, e.g. "unapproved, with Priya last month"'),
  )
    .option('--as <email>', readAsHelp)
    .action((words: string | undefined, options: SessionFilterOptions & { as?: string }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output, readerOf } = context;
        const actor = await readerOf(options.as);
        const filter = await sessionFilterOf(context, actor, options);
        const found: ListedSession[] = [];
        for (let after: string | undefined, more = true; more;) {
          const listing = await listSessions(core.sessionList, {
            audience: { kind: 'direct', actor },
            ...(words === undefined ? {} : { text: words }),
            filter,
            limit: sessionsAtOnce,
            ...(after === undefined ? {} : { after }),
          });
          if (listing.kind === 'which-person') {
            throw new AppError({
              code: 'SESSION_041',
              message: 'Several people have this name.',
              userMessage: `Whom do you mean: ${listing.candidates.join(', ')}? Give the whole name.`,
            });
          }
          if (listing.kind === 'not-here') break;
          found.push(...listing.sessions);
          after = listing.next;
          more = after !== undefined;
        }
        const rows = found.map(toDocument);
        output.result(rows, () =>
          rows.length === 0
            ? 'No sessions. Add one: npx threadcoach session add FILE --coach EMAIL'
            : table(
                ['Session', 'Day', 'Type', 'Status', 'Summaries', 'Title'],
                rows.map((row) => [
                  row.id,
                  row.date,
                  row.type,
                  row.meeting === 'held' ? row.processing : row.meeting,
                  summariesOf(row.summaries),
                  row.title,
                ]),
              ),
        );
      }),
    );
}

/** `2 of 3 approved`. */
function summariesOf(summaries: readonly { state: string }[]): string {
  if (summaries.length === 0) return '-';
  const approved = summaries.filter(({ state }) => state === 'approved').length;
  return `${approved} of ${summaries.length} approved`;
}
