import { personNamed, showActions } from '../../agent/tools/action-talk.ts';
import { actionPersonUnclear } from '../../coaching/actions/action-errors.ts';
import { createActionItem } from '../../coaching/actions/create-action-item.ts';
import { peopleLookedAfter, type ListActions } from '../../coaching/actions/list-actions.ts';
import type { ActionFilter } from '../../coaching/actions/ports.ts';
import { readActionFields } from '../../coaching/actions/read-action-fields.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import { afterPerson, findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { actionFormView, newActionForm } from '../../messages/views/action-forms.ts';
import { actionSaidView } from '../../messages/views/action-item.ts';
import { words } from '../../messages/words/en.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import type { ContextOf } from '../turn-context.ts';
import { givenView } from './item-buttons.ts';
import type { TellDeps } from './tell-of-action.ts';

export interface ActionCommandDeps extends TellDeps {
  people: PeopleResolver;
}

const { actionItems: say } = words;
const filters: readonly (readonly [RegExp, ActionFilter])[] = [
  [/\b(?:overdue|late)\b/i, 'overdue'],
  [/\b(?:blocked|stuck)\b/i, 'blocked'],
  [/\b(?:to[ -]verify|verify|unverified|to[ -]check)\b/i, 'to_verify'],
  [/\bopen\b/i, 'open'],
];

/** Whom a mention at the start means, as the platform knows them; by name where nobody is mentioned. */
async function mentionedAtStart(
  deps: Pick<ActionCommandDeps, 'people'>,
  {
    turn,
    actor,
    platform,
    target,
  }: Pick<ContextOf<'command' | 'message'>, 'turn' | 'actor' | 'platform' | 'target'>,
  text: string,
): Promise<{ user: User; matched: string } | 'unknown' | undefined> {
  const mention = turn.mentions.find(
    ({ name }) => text.startsWith(`@${name}`) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length + 1)),
  );
  if (mention === undefined) return undefined;
  const { organizationId } = actor;
  const person = await deps.people.person(organizationId, platform, target, mention.platformUserId);
  // Never by name then: a guest called Priya is not our Priya.
  return person.kind === 'known' ? { user: person.user, matched: mention.name } : 'unknown';
}

/** `/action @Priya call back ACME by Friday #practice high`: typed out, it is given at once, and can be taken back. */
export function createActionCommand(deps: ActionCommandDeps): Command {
  return {
    usage: say.commandUsage,
    description: say.command,
    run: refusing(async (context) => {
      const { actor, event, reply, turn } = context;
      const text = turn.text.trim();
      if (text === '') {
        const { led, inSessions } = await peopleLookedAfter(deps, actor);
        await reply.sendPrivately(actionFormView(newActionForm(actor.id, [...led, ...inSessions])));
        return;
      }
      const { owner, rest } = await ownerOf(deps, context, text);
      const today = dayIn(deps.clock.now(), owner.timezone);
      const made = await createActionItem(deps, {
        actor,
        ownerId: owner.id,
        fields: readActionFields(rest, deps.dates, today),
        key: `${event.id}:item`,
        surface: turn.platform,
      });
      await reply.sendPrivately(await givenView(deps, context, { ...made, already: false }));
    }),
  };
}

/** Begins with a mention, an `@name`, or `me`; without, it is one's own: "call Ana back" is about Ana, and mine. */
async function ownerOf(
  deps: ActionCommandDeps,
  context: ContextOf<'command'>,
  text: string,
): Promise<{ owner: Pick<User, 'id' | 'timezone'>; rest: string }> {
  const { actor } = context;
  const mentioned = await mentionedAtStart(deps, context, text);
  if (mentioned === 'unknown') throw actionPersonUnclear([]);
  if (mentioned !== undefined) return { owner: mentioned.user, rest: afterPerson(text, mentioned.matched) };
  if (!text.startsWith('@')) return { owner: actor, rest: text.replace(/^(?:for )?me(?::|\s)\s*/i, '') };
  const match = findPersonAtStart(text, await deps.users.list(actor.organizationId));
  if (match.kind !== 'one')
    throw actionPersonUnclear(match.kind === 'several' ? match.candidates.map(({ name }) => name) : []);
  return { owner: match.user, rest: afterPerson(text, match.matched) };
}

/** `/actions`, `/actions team overdue`, `/actions @Priya`: for the caller's eyes, wherever it is said. */
export function createActionsCommand(deps: ActionCommandDeps): Command {
  return {
    usage: say.listUsage,
    description: say.listCommand,
    run: refusing(async (context) => {
      const { actor, reply, turn } = context;
      const list = await readList(deps, context, turn.text.trim());
      await reply.sendPrivately(
        list === undefined ? actionSaidView(say.unknownWords) : await showActions(deps, actor, list),
      );
    }),
  };
}

async function readList(
  deps: ActionCommandDeps,
  context: ContextOf<'command'>,
  text: string,
): Promise<ListActions | undefined> {
  const { actor } = context;
  const mentioned = await mentionedAtStart(deps, context, text);
  if (mentioned === 'unknown') throw actionPersonUnclear([]);
  const rest = mentioned === undefined ? text : afterPerson(text, mentioned.matched);
  const [pattern, filter = 'open'] = filters.find(([words]) => words.test(rest)) ?? [];
  const without = (pattern === undefined ? rest : rest.replace(pattern, '')).replace(/\s+/g, ' ').trim();
  const of = (whose: ListActions['whose']): ListActions => ({ whose, filter, page: 0 });
  if (mentioned !== undefined) return without === '' ? of({ userId: mentioned.user.id }) : undefined;
  if (/^(?:my )?(?:team|line|people)$/i.test(without)) return of('team');
  if (/^(?:mine|my|me)$/i.test(without)) return of('mine');
  if (without !== '') {
    const person = await personNamed(deps, actor, without);
    return person === undefined ? undefined : of({ userId: person.id });
  }
  // Alone, what waits for a check is others'; the rest is one's people's, for who leads some.
  if (pattern === undefined || filter === 'open') return of('mine');
  return of(filter === 'to_verify' || (await leadsSomebody(deps, actor)) ? 'team' : 'mine');
}

async function leadsSomebody(deps: ActionCommandDeps, actor: Actor): Promise<boolean> {
  const { led, inSessions } = await peopleLookedAfter(deps, actor);
  return led.length + inSessions.length > 0;
}
