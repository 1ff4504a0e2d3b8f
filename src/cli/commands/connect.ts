import type { Command } from 'commander';
import {
  changeConnectionSettings,
  showConnectionSettings,
} from '../../coaching/connections/change-settings.ts';
import {
  availabilities,
  connectionKinds,
  type Availability,
  type ConnectionKind,
  type ConnectionSettings,
} from '../../coaching/connections/connection.ts';
import { onlyInChat, shareUnknown } from '../../coaching/connections/connection-errors.ts';
import { suggestPeople, type PeopleSuggested } from '../../coaching/connections/suggest-people.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { reasonInWords } from '../../messages/views/connection-reason.ts';
import { words } from '../../messages/words/en.ts';
import { newId } from '../../shared/ids.ts';
import { withCore, type CliContext } from '../context.ts';
import { requireDemo } from '../demo-only.ts';
import { asHelp, oneOfOption } from './options.ts';

interface SettingsOptions {
  as: string;
  optIn?: true;
  leave?: true;
  share?: string[];
  availability?: Availability;
}

/** What is shared where somebody joins and names nothing: what everyone may see of a profile anyway. */
const sharedByItself: readonly ConnectionKind[] = ['expertise', 'language'];

function kindsOf(names: readonly string[]): ConnectionKind[] {
  return names.map((name) => {
    const kind = connectionKinds.find((one) => one === name);
    if (kind === undefined) throw shareUnknown(connectionKinds.join(', '));
    return kind;
  });
}

/** Acts as the person of `--as`, in the demo alone: audited by what was done, without a word of it. */
async function actAs(context: CliContext, email: string, doing: 'settings' | 'suggest'): Promise<Actor> {
  const { core, organizationId, actorOf } = context;
  const actor = await actorOf(email);
  await requireDemo(context, onlyInChat);
  const action = `connection.${doing}`;
  await core.audit.record({ organizationId, actorId: actor.id, action, surface: 'cli' });
  return actor;
}

const toDocument = ({ optedIn, shares, availability, pausedUntil }: ConnectionSettings) => ({
  ...{ optedIn, shares, availability },
  ...(pausedUntil === undefined ? {} : { pausedUntil: pausedUntil.toISOString() }),
});

const peopleOf = (result: PeopleSuggested) =>
  (result.kind === 'suggested' ? result.people : []).map(({ name, suggestion: { reasonType, reason } }) => ({
    name,
    reasonType,
    reason,
  }));

const { connections: say } = words;

function inWords(result: PeopleSuggested): string {
  switch (result.kind) {
    case 'suggested':
      return peopleOf(result)
        .map(({ name, reason }) => `${name} ${reasonInWords(reason)}.`)
        .join('\n');
    case 'nobody':
      return say.nobody;
    case 'unclear':
      return say.unclear;
    case 'not-opted-in':
      return say.invite;
    case 'share-first':
      return say.shareFirst(result.kinds.map((kind) => say.kinds[kind]));
    case 'profile-first':
      return say.profileFirst(result.kinds.map((kind) => say.kinds[kind]));
  }
}

/** Colleagues to talk to, as the chat suggests them. Asking somebody is a button's alone. */
export function addConnectCommands(program: Command): void {
  const connect = program.command('connect').description('Colleagues to talk to (demo only)');
  connect
    .command('suggest')
    .argument('<text>', 'what is looked for, e.g. "who could help me with refunds in Spanish?"')
    .description('Suggests up to three colleagues among those who take part')
    .requiredOption('--as <email>', asHelp)
    .action((text: string, { as }: { as: string }, command: Command) =>
      withCore(command, async (context) => {
        const actor = await actAs(context, as, 'suggest');
        const deps = context.core.peopleSearch;
        const result = await suggestPeople(deps, actor, { words: text, turnId: newId() });
        context.output.result({ outcome: result.kind, people: peopleOf(result) }, () => inWords(result));
      }),
    );
  connect
    .command('settings')
    .description('Whether and how a person takes part')
    .option('--opt-in', 'take part')
    .option('--leave', 'take no part; what was shared is deleted at once')
    .option('--share <kinds...>', `what may lead to a suggestion: ${connectionKinds.join(', ')}`)
    .option('--availability <word>', availabilities.join(', '), oneOfOption(availabilities))
    .requiredOption('--as <email>', asHelp)
    .action(({ as, optIn, leave, share, availability }: SettingsOptions, command: Command) =>
      withCore(command, async (context) => {
        const actor = await actAs(context, as, 'settings');
        const deps = context.core.peopleSearch;
        const before = await showConnectionSettings(deps, actor);
        const joins = optIn === true && !before.optedIn && share === undefined;
        const shares = share === undefined ? (joins ? sharedByItself : undefined) : kindsOf(share);
        const change = {
          ...(optIn === true ? { optedIn: true } : {}),
          ...(leave === true ? { optedIn: false } : {}),
          ...(shares === undefined ? {} : { shares }),
          ...(availability === undefined ? {} : { availability }),
        };
        const isLook = Object.keys(change).length === 0;
        const settings = isLook ? before : await changeConnectionSettings(deps, actor, change);
        const shared = settings.shares.map((kind) => say.kinds[kind]);
        context.output.result(toDocument(settings), () =>
          settings.optedIn ? say.settings.in(shared) : say.settings.out,
        );
      }),
    );
}
