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

export async function runCommand(commands: CommandHandlers, context: ContextOf<'command'>): Promise<void> {
  const { turn } = context;
  const nested = turn.name === umbrella;
  const [first = '', ...rest] = nested ? turn.text.trim().split(/\s+/) : [turn.name];
  const name = first.toLowerCase();
  const text = nested ? rest.join(' ') : turn.text;
  const command = commands.get(name);
  if (command !== undefined) return command.run({ ...context, turn: { ...turn, name, text } });
  const view = name === '' ? helpView(context.audience) : unknownCommandView(context.audience, name);
  await context.reply.sendPrivately(view);
}

export const helpCommand: Command = {
  usage: '',
  description: 'What Threadcoach can do',
  async run(context) {
    await context.reply.sendPrivately(helpView(context.audience));
  },
};
