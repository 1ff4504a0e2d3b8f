import { type Command, Option } from 'commander';
import { findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { Actor } from '../../coaching/people/user.ts';
import {
  sessionStates,
  type SessionFilter,
  type SessionState,
} from '../../coaching/sessions/catalog-ports.ts';
import { sessionTypes, type SessionType } from '../../coaching/sessions/session.ts';
import { AppError } from '../../shared/errors.ts';
import type { CliContext } from '../context.ts';
import { calendarDay } from './options.ts';

export interface SessionFilterOptions {
  with?: string;
  from?: string;
  to?: string;
  type?: SessionType;
  state?: SessionState;
}

/** The options by which sessions are chosen, the same wherever they are. */
export function addSessionFilter(command: Command, { states = true } = {}): Command {
  const filtered = command
    .option('--with <name>', 'somebody who led it or took part')
    .option('--from <day>', 'first day, YYYY-MM-DD', calendarDay)
    .option('--to <day>', 'last day, YYYY-MM-DD', calendarDay)
    .addOption(new Option('--type <type>', 'kind of session').choices(sessionTypes));
  return states
    ? filtered.addOption(new Option('--state <state>', 'how far it is').choices(sessionStates))
    : filtered;
}

/**
 * @param actor who asks: what they may see decides about the rest
 * @throws AppError SESSION_041 when several people have the name
 */
export async function sessionFilterOf(
  { core }: CliContext,
  actor: Actor,
  options: SessionFilterOptions,
): Promise<SessionFilter> {
  const { with: name, from, to, type, state } = options;
  const match =
    name === undefined ? undefined : findPersonAtStart(name, await core.users.list(actor.organizationId));
  if (match?.kind === 'several') {
    throw new AppError({
      code: 'SESSION_041',
      message: 'Several people have this name.',
      userMessage: `Whom do you mean: ${match.candidates.map((user) => user.name).join(', ')}? Give the whole name or the address.`,
    });
  }
  return {
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(type === undefined ? {} : { types: [type] }),
    ...(state === undefined ? {} : { state }),
    ...(match?.kind === 'one' ? { personIds: [match.user.id] } : {}),
    ...(match?.kind === 'none' && name !== undefined ? { name } : {}),
  };
}
