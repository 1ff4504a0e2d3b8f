import type { UserRepository } from '../coaching/people/ports.ts';
import { toActor, type Actor } from '../coaching/people/user.ts';
import { maxNoteLength } from '../coaching/notes/create-note.ts';
import { noteForm } from '../messages/views/note.ts';
import { AppError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';
import type { ChatPlatform } from './chat-platform.ts';
import type { CommandHandlers } from './commands/commands.ts';
import { noteSubjects } from './commands/note-command.ts';
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
  /** Forms that look after themselves; a form that is not here is the note's. */
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
  const target = { installationId: query.installationId, place };
  const person = await deps.people.person(organizationId, platform, target, query.platformUserId);
  if (person.kind !== 'known')
    return refused('I don’t know you here yet. Please ask your administrator to add you.');
  const actor = toActor(person.user);
  const own = query.kind === 'complete' ? undefined : deps.forms?.[query.form];
  if (own !== undefined && query.kind === 'form.open')
    return { kind: 'form', form: await own.open(actor, query.context) };
  if (own !== undefined && query.kind === 'form.validate')
    return { kind: 'validation', errors: await own.validate(actor, query.context, query.values) };
  switch (query.kind) {
    case 'form.open': {
      const people = await noteSubjects(deps, actor);
      return people.length === 0
        ? refused('Quick notes are taken by leaders and coaches about the people in their line.')
        : { kind: 'form', form: noteForm(people, query.context, query.text) };
    }
    case 'form.validate': {
      const words = (query.values['words'] ?? '').trim();
      const errors: Record<string, string> = {};
      if ((query.values['person'] ?? '') === '') errors['person'] = 'Choose whom the note is about.';
      if (words === '') errors['words'] = 'Write what you noticed.';
      if (words.length > maxNoteLength)
        errors['words'] = `Please stay under ${maxNoteLength.toLocaleString('en')} characters.`;
      return { kind: 'validation', errors };
    }
    case 'complete':
      return { kind: 'completions', items: await complete(deps, actor, query) };
  }
}

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
  const people = await deps.users.list(actor.organizationId);
  return people
    .filter((user) =>
      user.name
        .toLowerCase()
        .split(' ')
        .some((part, index, parts) => parts.slice(index).join(' ').startsWith(typed)),
    )
    .slice(0, completionsShown)
    .map((user) => ({
      value: `@${user.name} `,
      label: user.name,
      ...(user.department === undefined ? {} : { hint: user.department }),
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
