import type { Audience } from '../../coaching/access/audience.ts';
import { helpView, unknownCommandView } from '../../messages/views/talk.ts';
import type { ContextOf } from '../turn-context.ts';

export interface Command {
  /** What may follow the name, for help and completion; empty: nothing. */
  usage: string;
  description: string;
  run(context: ContextOf<'command'>): Promise<void>;
}

/** By name, without the slash. */
export type CommandHandlers = ReadonlyMap<string, Command>;

/** `/threadcoach sessions` is `/sessions`: Slack apps share one list of commands, so there all but `/note` hang under ours. */
const umbrella = 'threadcoach';

/** @param starters see `TurnDeps` */
export async function runCommand(
  commands: CommandHandlers,
  context: ContextOf<'command'>,
  starters?: Starters,
): Promise<void> {
  const { turn } = context;
  const nested = turn.name === umbrella;
  const [first = '', ...rest] = nested ? turn.text.trim().split(/\s+/) : [turn.name];
  const name = first.toLowerCase();
  const text = nested ? rest.join(' ') : turn.text;
  const command = commands.get(name);
  if (command !== undefined) return command.run({ ...context, turn: { ...turn, name, text } });
  const { audience } = context;
  const examples = await starters?.(audience);
  const view = name === '' ? helpView(audience, examples) : unknownCommandView(audience, name, examples);
  await context.reply.sendPrivately(view);
}

type Starters = (audience: Audience) => Promise<readonly string[]>;

export const createHelpCommand = (starters?: Starters): Command => ({
  usage: '',
  description: 'What Threadcoach can do',
  async run({ audience, reply }) {
    await reply.sendPrivately(helpView(audience, await starters?.(audience)));
  },
});
