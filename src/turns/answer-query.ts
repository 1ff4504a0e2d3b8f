import type { UserRepository } from '../coaching/people/ports.ts';
import { toActor, type Actor, type User } from '../coaching/people/user.ts';
import { noteSubjects } from '../coaching/notes/note-access.ts';
import { peopleLedBy } from '../coaching/people/line.ts';
import type { PersonPool } from '../messages/message.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { ChatPlatform } from './chat-platform.ts';
import type { CommandHandlers } from './commands/commands.ts';
import type { FormQueries } from './forms.ts';
import type { AnswerQuery, Query, QueryAnswer } from './query.ts';
import type { PeopleResolver } from './people-resolver.ts';
import type { Platform } from './turn.ts';

export interface QueryDeps {
  platforms: ReadonlyMap<Platform, ChatPlatform>;
  organizationOf: (platform: string, installationId: string) => Promise<string | undefined>;
  users: UserRepository;
  people: PeopleResolver;
  commands: CommandHandlers;
  /** Forms that are opened and checked here; any other is refused. */
  forms?: FormQueries;
  /** Questions that may be meant by what is typed in the direct message, for completion. Default: none. */
  suggest?: (actor: Actor, typed: string) => Promise<readonly string[]>;
  logger: Logger;
}

const completionsShown = 8;

const refused = (message: string): QueryAnswer => ({ kind: 'refused', message });

async function answer(deps: QueryDeps, query: Query): Promise<QueryAnswer> {
  const platform = deps.platforms.get(query.platform);
  const organizationId = await deps.organizationOf(query.platform, query.installationId);
  if (platform === undefined || organizationId === undefined)
    return refused('This workspace is not connected.');
  const place = query.place ?? { key: 'query', kind: 'direct' as const, channelId: query.platformUserId };
  const target = {
    installationId: query.installationId,
    place,
    ...(query.replyHandle === undefined ? {} : { replyHandle: query.replyHandle }),
  };
  const person = await deps.people.person(organizationId, platform, target, query.platformUserId);
  if (person.kind !== 'known')
    return refused('I don’t know you here yet. Please ask your administrator to add you.');
  const actor = toActor(person.user);
  switch (query.kind) {
    case 'form.open': {
      const form = deps.forms?.[query.form];
      if (form === undefined) return refused('I cannot open that form here.');
      const about =
        query.about === undefined
          ? undefined
          : // Nobody is chosen then: the form is there to choose.
            await deps.people.person(organizationId, platform, target, query.about).catch(() => undefined);
      const prefill = {
        ...(query.text === undefined ? {} : { text: query.text }),
        ...(about?.kind === 'known' ? { about: about.user } : {}),
      };
      return { kind: 'form', form: await form.open(actor, query.context, prefill) };
    }
    case 'form.validate': {
      const errors = await deps.forms?.[query.form]?.validate(actor, query.context, query.values);
      return errors === undefined ? refused('I cannot take that form here.') : { kind: 'validation', errors };
    }
    case 'complete':
      return { kind: 'completions', items: await complete(deps, actor, query) };
    case 'people': {
      const pool = await peopleAmong(deps.users, actor, query.among);
      const items = namedLike(pool, query.text.trim().toLowerCase(), choicesShown);
      return { kind: 'completions', items: items.map((user) => ({ ...choiceOf(user), value: user.id })) };
    }
  }
}

/** As many as every platform's list takes. */
const choicesShown = 100;

/** Entitled people only: whom the asker could choose anyway. */
function peopleAmong(users: UserRepository, actor: Actor, among: PersonPool): Promise<readonly User[]> {
  switch (among) {
    case 'noted':
      return noteSubjects(users, actor);
    case 'led':
      return peopleLedBy(users, actor);
    case 'colleagues':
      return users.list(actor.organizationId).then((people) => people.filter(({ id }) => id !== actor.id));
  }
}

/** Those with some part of whose name the typed words begin. */
const namedLike = (people: readonly User[], typed: string, limit: number): User[] =>
  people
    .filter((user) =>
      user.name
        .toLowerCase()
        .split(' ')
        .some((_part, index, parts) => parts.slice(index).join(' ').startsWith(typed)),
    )
    .slice(0, limit);

const choiceOf = ({ name, department }: User) => ({
  label: name,
  ...(department === undefined ? {} : { hint: department }),
});

/** `/no` completes commands, `/note @pri` and `@pri` complete people; other words are the beginning of a question. */
async function complete(
  deps: QueryDeps,
  actor: Actor,
  { text, place }: Extract<Query, { kind: 'complete' }>,
) {
  const command = /^\/(\S*)$/.exec(text)?.[1];
  if (command !== undefined) {
    return [...deps.commands]
      .filter(([name]) => name.startsWith(command.toLowerCase()))
      .map(([name, { usage, description }]) => ({
        value: `/${name}${usage === '' ? '' : ' '}`,
        label: `/${name}${usage === '' ? '' : ` ${usage}`}`,
        hint: description,
      }));
  }
  const typed = /@([\p{L}\p{M}.'’ -]{0,60})$/u.exec(text)?.[1]?.toLowerCase();
  if (typed === undefined) {
    // In a channel others would read the answer: there a question begins with a mention, and nothing is offered.
    if (text.startsWith('/') || place?.kind !== 'direct') return [];
    const questions = (await deps.suggest?.(actor, text)) ?? [];
    return questions.map((question) => ({ value: question, label: question }));
  }
  // After `/note` whoever may be noted about, elsewhere anyone.
  const isNote = /^\/note\s/i.test(text);
  const people = await (isNote ? noteSubjects(deps.users, actor) : deps.users.list(actor.organizationId));
  return namedLike(people, typed, completionsShown).map((user) => ({
    ...choiceOf(user),
    value: `@${user.name} `,
  }));
}

/** Answers what must be answered inside a platform's response. Never throws. */
export const createAnswerQuery =
  (deps: QueryDeps): AnswerQuery =>
  async (query) => {
    try {
      return await answer(deps, query);
    } catch (error) {
      // A "no" with its reason.
      if (error instanceof AppError && error.retry === 'never' && error.userMessage !== undefined)
        return refused(error.userMessage);
      deps.logger.error('query failed', {
        query: query.kind,
        error: error instanceof Error ? error.name : 'unknown',
      });
      return refused('That did not work just now. Please try again in a minute.');
    }
  };
