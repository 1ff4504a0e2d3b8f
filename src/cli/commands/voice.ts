import type { Command } from 'commander';
import { pauseVoice, writeOwnWords } from '../../coaching/voice/edit-voice.ts';
import { resetVoice, undoResetVoice } from '../../coaching/voice/reset-voice.ts';
import { showVoice, type ShownVoice } from '../../coaching/voice/show-voice.ts';
import type { Core } from '../../app/open-core.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { withCore } from '../context.ts';
import { asHelp } from './options.ts';

interface AsOptions {
  as: string;
}

const toDocument = ({ traits, ownWords, paused, examples }: ShownVoice) => ({
  traits,
  ownWords,
  paused,
  examples: examples.map(({ before, after, at }) => ({ before, after, at: at.toISOString() })),
});

const inWords = ({ traits, ownWords, paused, examples }: ShownVoice): string =>
  [
    ...(paused ? ['Learning is paused.'] : []),
    ...(ownWords === '' ? [] : [`Your words: ${ownWords}`]),
    ...(traits.length === 0 && examples.length === 0 ? ['Nothing was learnt yet.'] : traits),
    ...examples.slice(0, 10).map(({ before, after }) => `- ${before}\n  ${after}`),
  ].join('\n');

/** Reading is recorded too: whoever runs the command line can say any `--as`, and a voice is private. */
const record = (
  { audit }: Core,
  { organizationId, id: actorId }: Actor,
  doing: 'show' | 'edit' | 'reset' | 'restore',
): Promise<void> => audit.record({ organizationId, actorId, action: `voice.${doing}`, surface: 'cli' });

/** How a coach writes: the person of `--as` alone, whoever that is; there is no way to read another's. */
export function addVoiceCommands(program: Command): void {
  const voice = program.command('voice').description('How you write, as learnt from your own edits');
  voice
    .command('show')
    .description('Traits in words, and the examples they come from')
    .requiredOption('--as <email>', asHelp)
    .action(({ as }: AsOptions, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        await record(core, actor, 'show');
        const shown = await showVoice(core, actor);
        output.result(toDocument(shown), () => inWords(shown));
      }),
    );
  voice
    .command('edit')
    .description('Say it in your own words, or pause learning')
    .option('--words <text>', 'goes before what was measured; empty: nothing')
    .option('--pause', 'learn nothing, and draft without it')
    .option('--resume')
    .requiredOption('--as <email>', asHelp)
    .action(
      (
        { as, words, pause, resume }: AsOptions & { words?: string; pause?: true; resume?: true },
        command: Command,
      ) =>
        withCore(command, async ({ core, output, actorOf }) => {
          const actor = await actorOf(as);
          await record(core, actor, 'edit');
          if (words !== undefined) await writeOwnWords(core, actor, words);
          if (pause === true || resume === true) await pauseVoice(core, actor, pause === true);
          const shown = await showVoice(core, actor);
          output.result(toDocument(shown), () => inWords(shown));
        }),
    );
  voice
    .command('reset')
    .description('Forget it all')
    .option('--undo', 'bring back what the last reset forgot, until the next edit is learnt from')
    .requiredOption('--as <email>', asHelp)
    .action(({ as, undo = false }: AsOptions & { undo?: boolean }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        await (undo ? undoResetVoice : resetVoice)(core, actor);
        await record(core, actor, undo ? 'restore' : 'reset');
        const shown = await showVoice(core, actor);
        output.result(toDocument(shown), () => inWords(shown));
      }),
    );
}
