import type { Command } from 'commander';
import { productPrompts as prompts } from '../../app/prompts.ts';
import { listPrompts } from '../../coaching/prompts/list-prompts.ts';
import type { Prompt } from '../../coaching/prompts/prompt.ts';
import { showPrompt } from '../../coaching/prompts/show-prompt.ts';
import { withCore } from '../context.ts';
import { readAsHelp } from './options.ts';

interface AsOptions {
  as?: string;
}

const inWords = ({ version, purpose, text, reply }: Prompt): string =>
  [
    `${version}: ${purpose}`,
    '',
    text,
    ...(reply.length === 0 ? [] : ['', 'What the model must answer with:']),
    ...reply.map(({ field, type, says }) => `- ${field} (${type})${says === undefined ? '' : `: ${says}`}`),
  ].join('\n');

/** What models are told: for admins. */
export function addPromptCommands(program: Command): void {
  const prompt = program.command('prompt').description('What models are told, by version');
  prompt
    .command('list')
    .description('Every prompt of the product')
    .option('--as <email>', readAsHelp)
    .action(({ as }: AsOptions, command: Command) =>
      withCore(command, async ({ output, readerOf }) => {
        const listed = listPrompts({ prompts }, await readerOf(as));
        output.result(
          listed.map(({ name, version, purpose }) => ({ name, version, purpose })),
          () => listed.map(({ version, purpose }) => `${version.padEnd(18)} ${purpose}`).join('\n'),
        );
      }),
    );
  prompt
    .command('show')
    .description('One prompt, word for word')
    .argument('<name>', 'its name or version, such as coach')
    .option('--as <email>', readAsHelp)
    .action((name: string, { as }: AsOptions, command: Command) =>
      withCore(command, async ({ output, readerOf }) => {
        const shown = showPrompt({ prompts }, await readerOf(as), name);
        output.result(shown, () => inWords(shown));
      }),
    );
}
