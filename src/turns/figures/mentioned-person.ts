import type { PersonMatch } from '../../coaching/people/find-person.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import type { ContextOf } from '../turn-context.ts';

/**
 * Whom a command's words begin with, where they mention somebody: never by name then, because a guest called Priya is not
 * our Priya. Undefined: nobody is mentioned there.
 */
export async function mentionedPerson(
  people: PeopleResolver,
  { turn, actor, platform, target }: ContextOf<'command'>,
): Promise<PersonMatch | undefined> {
  const text = turn.text.trim();
  const mention = turn.mentions.find(
    ({ name }) => text.startsWith(`@${name}`) && !/^[\p{L}\p{N}]/u.test(text.slice(name.length + 1)),
  );
  if (mention === undefined) return undefined;
  const person = await people.person(actor.organizationId, platform, target, mention.platformUserId);
  return person.kind === 'known'
    ? { kind: 'one', user: person.user, matched: mention.name }
    : { kind: 'none' };
}
