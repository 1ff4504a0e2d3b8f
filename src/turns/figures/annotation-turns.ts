import { afterPerson, findPersonAtStart } from '../../coaching/people/find-person.ts';
import { leads, peopleLedBy } from '../../coaching/people/line.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { Actor, User } from '../../coaching/people/user.ts';
import { annotate, removeAnnotation, type AnnotateDeps } from '../../coaching/performance/annotate.ts';
import { todayOf } from '../../coaching/performance/own-scores.ts';
import { annotationInvalid, notInLine } from '../../coaching/performance/performance-errors.ts';
import type { DateReader } from '../../coaching/sessions/date-reader.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import {
  annotationForm,
  annotationFormView,
  annotationGoneView,
  annotationView,
} from '../../messages/views/annotation.ts';
import { whichPersonView } from '../../messages/views/team-figures.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { PeopleResolver } from '../people-resolver.ts';
import { sayToActor } from '../say-to-actor.ts';
import { mentionedPerson } from './mentioned-person.ts';

const { annotations: say } = words.figures;

export interface AnnotationTurnDeps extends Omit<AnnotateDeps, 'users'> {
  users: Pick<UserRepository, 'list' | 'lineAbove' | 'findById'>;
  people: PeopleResolver;
  dates: DateReader;
}

/** Notes beside figures: `/annotate @name day what happened`, and the form behind a button. */
export function createAnnotationTurns(deps: AnnotationTurnDeps): {
  command: Command;
  actions: Pick<ActionHandlers, 'annotation.form' | 'annotation.remove'>;
  forms: Pick<FormHandlers, 'annotation.save'>;
  formQueries: FormQueries;
} {
  const personOf = async (actor: Actor, id: string): Promise<User> => {
    const person = await deps.users.findById(actor.organizationId, id);
    if (person === undefined || !(await leads(deps.users, actor, id))) throw notInLine();
    return person;
  };
  const open = async (actor: Actor, id: string) =>
    annotationForm(await personOf(actor, id), todayOf(deps.clock, actor));
  return {
    command: {
      usage: say.usage,
      description: say.command,
      run: refusing(async (context) => {
        const { actor, turn, reply, event } = context;
        const text = turn.text.trim();
        const match =
          (await mentionedPerson(deps.people, context)) ??
          findPersonAtStart(text, await peopleLedBy(deps.users, actor));
        if (text === '') throw annotationInvalid();
        if (match.kind === 'several') {
          await reply.sendPrivately(whichPersonView(match.candidates.map((user) => user.name)));
          return;
        }
        if (match.kind === 'none') throw notInLine();
        const rest = afterPerson(text, match.matched).trim();
        const day = deps.dates.read(rest, todayOf(deps.clock, actor), 'past');
        // A day further on belongs to what happened.
        if (day?.index !== 0) throw annotationInvalid();
        const made = await annotate(deps, actor, {
          personId: match.user.id,
          day: day.date,
          words: rest.slice(day.text.length).replace(/^[\s,:–-]+/, ''),
          turnId: event.id,
          surface: turn.platform,
        });
        await reply.sendPrivately(annotationView(made, match.user.name));
      }),
    },
    actions: {
      // Where the platform did not open the form by itself.
      'annotation.form': refusing(async ({ actor, reply, turn }) => {
        await reply.sendPrivately(annotationFormView(await open(actor, turn.value)));
      }),
      'annotation.remove': refusing(async (context) => {
        const { actor, turn } = context;
        const gone = await removeAnnotation(deps, actor, { id: turn.value, surface: turn.platform });
        const person =
          gone === undefined ? undefined : await deps.users.findById(actor.organizationId, gone.agentId);
        await sayToActor(
          context,
          gone === undefined ? annotationGoneView() : annotationView(gone, person?.name ?? '', 'removed'),
        );
      }),
    },
    forms: {
      'annotation.save': refusing(async ({ actor, turn, event, reply }) => {
        const { day = '', kind = '', text = '' } = turn.values;
        const person = await personOf(actor, turn.context);
        if (!isDay(day)) throw annotationInvalid();
        const what = kind.replaceAll(':', ' ').trim();
        const made = await annotate(deps, actor, {
          personId: person.id,
          day,
          words: `${what === '' ? 'note' : what}: ${text}`,
          turnId: event.id,
          surface: turn.platform,
        });
        await reply.sendPrivately(annotationView(made, person.name));
      }),
    },
    formQueries: {
      'annotation.save': {
        open,
        validate: (actor, _context, { day = '', text = '' }) =>
          Promise.resolve<Record<string, string>>({
            ...(!isDay(day) || day > todayOf(deps.clock, actor) ? { day: say.dayWrong } : {}),
            ...(text.trim() === '' ? { text: say.missing } : {}),
          }),
      },
    },
  };
}
