import type { Command } from 'commander';
import type { RecordHit } from '../../coaching/records/record.ts';
import { searchRecords, type SearchRecordsResult } from '../../coaching/records/search-records.ts';
import { similarSessions } from '../../coaching/records/similar-sessions.ts';
import { withCore } from '../context.ts';
import { table } from '../output.ts';
import { positiveInteger, readAsHelp } from './options.ts';

const hitsShown = 20;

interface SearchOptions {
  k: number;
  as?: string;
}

const where = ({ kind, person, section, title, date, author }: RecordHit): string =>
  [person?.name, section, kind === 'note' ? `note by ${author?.name ?? ''}` : kind, title, date]
    .filter((part) => part !== undefined)
    .join(', ');

function inWords(result: SearchRecordsResult): string {
  switch (result.kind) {
    case 'not-here':
      return 'This person may see no sessions and no notes.';
    case 'which-person':
      return `Which ${result.name}? ${result.candidates.join(', ')}`;
    case 'answer': {
      const { sessions, notes } = result.lookedThrough;
      const period = [result.from, result.to].some((day) => day !== undefined)
        ? `, ${result.from ?? ''} to ${result.to ?? 'today'}`
        : '';
      return [
        ...result.hits.map((hit) => `“${hit.text}”\n    ${where(hit)}`),
        `Looked through ${sessions} sessions and ${notes} notes${period}; ${result.hits.length} places found.`,
      ].join('\n');
    }
  }
}

/** One shape for all answers, so that a script need not ask which it got first. */
function toDocument(result: SearchRecordsResult) {
  if (result.kind !== 'answer') {
    return {
      outcome: result.kind,
      hits: [],
      ...(result.kind === 'which-person' ? { candidates: result.candidates } : {}),
    };
  }
  const { kind, groups, group, ...rest } = result;
  return {
    outcome: kind,
    ...rest,
    ...(group === 'none' ? {} : { [group === 'person' ? 'people' : 'sessions']: groups.map(toGroup) }),
  };
}

const toGroup = ({ title, id, hits }: { title: string; id?: string; hits: readonly RecordHit[] }) => ({
  title,
  ...(id === undefined ? {} : { id }),
  places: hits.length,
});

export function addRecords(program: Command): void {
  const records = program.command('records').description('Summaries, notes and sessions');
  records
    .command('search')
    .description('Ask in plain words, within what a person may see: “who struggled with refunds last month?”')
    .argument('<text>', 'the question')
    .option('-k <n>', 'places at most', positiveInteger, hitsShown)
    .option('--as <email>', readAsHelp)
    .action((text: string, { k, as }: SearchOptions, command: Command) =>
      withCore(command, async ({ core, output, organizationId, readerOf }) => {
        const actor = await readerOf(as);
        const audience = { kind: 'direct', actor } as const;
        const result = await searchRecords(core.recordSearch, { audience, text, limit: k });
        await core.audit.record({
          organizationId,
          actorId: actor.id,
          action: 'records.search',
          surface: 'cli',
        });
        output.result(toDocument(result), () => inWords(result));
      }),
    );
}

/** `session similar ID`. */
export function addSimilarSessions(session: Command): void {
  session
    .command('similar')
    .description('Sessions that were about the same, with what they share')
    .argument('<id>')
    .option('-k <n>', 'sessions at most', positiveInteger, 5)
    .option('--as <email>', readAsHelp)
    .action((id: string, { k, as }: SearchOptions, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const audience = { kind: 'direct', actor: await readerOf(as) } as const;
        const { similar } = await similarSessions(core.recordSearch, { audience, sessionId: id, limit: k });
        output.result(similar, () =>
          similar.length === 0
            ? 'No session was about the same.'
            : table(
                ['Session', 'Day', 'Title', 'Both about'],
                similar.map((one) => [one.id, one.date, one.title, one.both.join(', ')]),
              ),
        );
      }),
    );
}
