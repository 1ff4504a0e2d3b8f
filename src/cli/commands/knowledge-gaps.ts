import type { Command } from 'commander';
import { listGaps } from '../../coaching/knowledge/gaps/list-gaps.ts';
import { resolveGaps } from '../../coaching/knowledge/gaps/resolve-gaps.ts';
import { startingQuestions, suggest } from '../../coaching/knowledge/questions/suggest.ts';
import { gapCounts, gapPlace } from '../../messages/views/gap-list.ts';
import { exampleQuestions } from '../../messages/words/en.ts';
import { withCore } from '../context.ts';
import { asHelp, readAsHelp } from './options.ts';

/** What people say is wrong or missing, and what they may ask. */
export function addKnowledgeGaps(knowledge: Command): void {
  knowledge
    .command('gaps')
    .description('What people reported as wrong or missing, by section; nobody’s name is kept. For admins')
    .option('--resolve <id>', 'close the group with this id first')
    .requiredOption('--as <email>', asHelp)
    .action(({ as, resolve }: { as: string; resolve?: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        if (resolve !== undefined) await resolveGaps(core, actor, resolve, 'cli');
        const groups = await listGaps(core, actor);
        output.result(
          groups.map(({ cited, title, counts, questions, latestId, latestAt }) => ({
            id: latestId,
            document: title ?? cited?.document ?? null,
            section: cited?.section ?? null,
            counts,
            questions,
            latestAt: latestAt.toISOString(),
          })),
          () =>
            groups.length === 0
              ? 'Nothing is reported.'
              : groups
                  .map((group) =>
                    [
                      gapPlace(group),
                      `  ${gapCounts(group)} (${group.latestId})`,
                      ...group.questions.map((question) => `  “${question}”`),
                    ].join('\n'),
                  )
                  .join('\n\n'),
        );
      }),
    );
  knowledge
    .command('suggest')
    .description('Questions that people may ask, from titles and headings that a person may read')
    .argument('[beginning]', 'what has been typed so far')
    .option('--as <email>', readAsHelp)
    .action((beginning: string | undefined, { as }: { as?: string }, command: Command) =>
      withCore(command, async ({ core, output, readerOf }) => {
        const deps = { outline: core.outline, search: core.knowledge.search };
        const audience = { kind: 'direct', actor: await readerOf(as) } as const;
        const questions =
          beginning === undefined
            ? await startingQuestions(deps, audience, exampleQuestions, 8)
            : await suggest(deps, audience, beginning);
        output.result(questions, () => (questions.length === 0 ? 'No question fits.' : questions.join('\n')));
      }),
    );
}
