import { findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { User } from '../../coaching/people/user.ts';
import { profileSaidView } from '../../messages/views/profile.ts';
import { words } from '../../messages/words/en.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import type { ContextOf } from '../turn-context.ts';
import type { ProfileTurnDeps } from './profile-deps.ts';
import { startAndAsk } from './question-turns.ts';
import { showToActor } from './show-turns.ts';

export interface ProfileCommandDeps extends ProfileTurnDeps {
  people: PeopleResolver;
}

type Meant =
  { kind: 'one'; user: User } | { kind: 'several'; candidates: readonly User[] } | { kind: 'none' };

/** Somebody mentioned is that person, whatever they are called; else a name or an address. */
async function personMeant(
  deps: ProfileCommandDeps,
  context: ContextOf<'command' | 'message'>,
  name: string,
): Promise<Meant> {
  const { actor, turn, platform, target } = context;
  const mention = turn.mentions.find((one) => name.startsWith(`@${one.name}`));
  if (mention === undefined) return findPersonAtStart(name, await deps.users.list(actor.organizationId));
  const person = await deps.people.person(actor.organizationId, platform, target, mention.platformUserId);
  return person.kind === 'known' ? { kind: 'one', user: person.user } : { kind: 'none' };
}

/** The profile of the person whom `name` means, or a question back. */
export async function showPerson(
  deps: ProfileCommandDeps,
  context: ContextOf<'command' | 'message'>,
  name: string,
): Promise<void> {
  const meant = await personMeant(deps, context, name);
  if (meant.kind === 'one') return showToActor(deps, context, {}, meant.user.id);
  const candidates = meant.kind === 'several' ? meant.candidates.map((user) => user.name) : [];
  await context.reply.sendPrivately(profileSaidView(words.profiles.who(candidates)));
}

/** `/profile`: one's own; `/profile @name`: what one may see of theirs; `/profile fill`: the questions. */
export const createProfileCommand = (deps: ProfileCommandDeps): Command => ({
  usage: '@name',
  description: 'Your profile and who sees it, or a colleague’s',
  run: refusing(async (context) => {
    const text = context.turn.text.trim();
    if (text === '' || /^(?:me|mine|my own)$/i.test(text)) return showToActor(deps, context);
    if (/^(?:fill(?: in)?|questions|questionnaire)$/i.test(text)) return startAndAsk(deps, context);
    return showPerson(deps, context, text);
  }),
});
