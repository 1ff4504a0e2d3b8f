import { Command } from 'commander';

/** One command of the command line that can be run. */
export interface CliLeaf {
  /** e.g. `knowledge list`. */
  path: string;
  arguments: { name: string; required: boolean }[];
  options: { flag: string; mandatory: boolean }[];
}

/** The product's own tree of commands: its main module is loaded with parsing held back. */
export async function loadProgram(): Promise<Command> {
  const { parseAsync } = Command.prototype;
  let program: Command | undefined;
  Command.prototype.parseAsync = function (this: Command) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the only way to the tree that the main module builds
    program ??= this;
    return Promise.resolve(this);
  };
  try {
    await import('../../../src/cli/main.ts');
  } finally {
    Command.prototype.parseAsync = parseAsync;
  }
  if (program === undefined) throw new Error('The command line did not parse.');
  return program;
}

export function leavesOf(command: Command, path: readonly string[] = []): CliLeaf[] {
  if (command.commands.length > 0)
    return command.commands.flatMap((child) => leavesOf(child, [...path, child.name()]));
  return [
    {
      path: path.join(' '),
      arguments: command.registeredArguments.map((argument) => ({
        name: argument.name(),
        required: argument.required,
      })),
      options: command.options.map(({ long, mandatory }) => ({ flag: long ?? '', mandatory })),
    },
  ];
}
