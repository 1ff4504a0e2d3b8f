import type { Command } from 'commander';
import { personNamed } from '../../agent/tools/action-talk.ts';
import type { Core } from '../../app/open-core.ts';
import { actionPersonUnclear } from '../../coaching/actions/action-errors.ts';
import type { ActionItem } from '../../coaching/actions/action-item.ts';
import { completeAction, verifyAction } from '../../coaching/actions/complete-action.ts';
import { createActionItem } from '../../coaching/actions/create-action-item.ts';
import { listActions, type ListActions } from '../../coaching/actions/list-actions.ts';
import { actionFilters } from '../../coaching/actions/ports.ts';
import { readActionFields } from '../../coaching/actions/read-action-fields.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { newId } from '../../shared/ids.ts';
import { withCore } from '../context.ts';
import { asHelp } from './options.ts';

interface AsOptions {
  as: string;
}

const surface = 'cli';

const toDocument = (item: ActionItem & { ownerName?: string; overdue?: boolean }) => ({
  id: item.id,
  title: item.title,
  owner: item.ownerName ?? item.owner?.id,
  dueOn: item.dueOn,
  overdue: item.overdue,
  state: item.state,
  progress: item.progress,
  priority: item.priority,
  category: item.category,
  blockers: item.blockers,
});

const inWords = (item: ActionItem & { ownerName?: string; overdue?: boolean }): string =>
  [
    item.id,
    item.title,
    ...(item.ownerName === undefined ? [] : [item.ownerName]),
    ...(item.dueOn === undefined
      ? []
      : [item.overdue === true ? `overdue since ${item.dueOn}` : `due ${item.dueOn}`]),
    item.state === 'in_progress' ? `${item.progress ?? 0} %` : item.state,
    ...(item.blockers === undefined ? [] : [`blocked: ${item.blockers}`]),
  ].join('  ');

async function personOf(core: Core, actor: Actor, name: string): Promise<User> {
  const byAddress = name.includes('@') && !name.startsWith('@');
  const person = byAddress
    ? await core.users.findByEmail(actor.organizationId, name)
    : await personNamed(core, actor, name);
  if (person === undefined) throw actionPersonUnclear([]);
  return person;
}

/** All pages: a terminal scrolls. */
async function everyItem(core: Core, actor: Actor, list: Omit<ListActions, 'page'>) {
  const items = [];
  for (let page = 0; ; page += 1) {
    const found = await listActions(core, actor, { ...list, page });
    items.push(...found.items);
    if (items.length >= found.total || found.items.length === 0) return items;
  }
}

/** Action items, as the person of `--as` may see and change them. Nobody is written to: owners find theirs with /actions. */
export function addActionCommands(program: Command): void {
  const action = program.command('action').description('Action items: yours, and of people you look after');
  action
    .command('list [whose]')
    .description('`mine` (the default), `team`, or a name')
    .option('--filter <filter>', actionFilters.join(', '), 'open')
    .requiredOption('--as <email>', asHelp)
    .action((whose: string | undefined, options: AsOptions & { filter: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(options.as);
        const filter = actionFilters.find((one) => one === options.filter.replaceAll('-', '_'));
        if (filter === undefined) command.error(`error: --filter is one of ${actionFilters.join(', ')}`);
        const of =
          whose === undefined || whose === 'mine' || whose === 'team'
            ? (whose ?? 'mine')
            : { userId: (await personOf(core, actor, whose)).id };
        // Whoever runs the command line can say any `--as`: that others' items were read is recorded.
        const { organizationId, id: actorId } = actor;
        await core.audit.record({ organizationId, actorId, action: 'action.list', surface });
        const items = await everyItem(core, actor, { whose: of, filter });
        output.result(items.map(toDocument), () => items.map(inWords).join('\n') || 'No action items.');
      }),
    );
  action
    .command('add <words>')
    .description('"call back ACME by Friday #practice high"')
    .option('--for <person>', 'a name or address; without it the item is your own')
    .requiredOption('--as <email>', asHelp)
    .action((said: string, options: AsOptions & { for?: string }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(options.as);
        const owner = options.for === undefined ? actor : await personOf(core, actor, options.for);
        const today = dayIn(core.clock.now(), owner.timezone);
        const { item } = await createActionItem(core, {
          ...{ actor, ownerId: owner.id, key: newId(), surface },
          fields: readActionFields(said, core.dates, today),
        });
        output.result(toDocument(item), () => inWords(item));
      }),
    );
  const changing = (name: 'done' | 'verify', description: string) =>
    action
      .command(`${name} <item>`)
      .description(description)
      .requiredOption('--as <email>', asHelp)
      .action((itemId: string, { as }: AsOptions, command: Command) =>
        withCore(command, async ({ core, output, actorOf }) => {
          const change = name === 'done' ? completeAction : verifyAction;
          const { item } = await change(core, { actor: await actorOf(as), itemId, surface });
          output.result(toDocument(item), () => inWords(item));
        }),
      );
  changing('done', 'Completes an item');
  changing('verify', 'Says that somebody else’s completed item is done indeed');
}
