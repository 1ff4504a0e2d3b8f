import { addClient } from '../../coaching/clients/add-client.ts';
import { clientFields } from '../../coaching/clients/client-fields.ts';
import { listClients } from '../../coaching/clients/list-clients.ts';
import type { ClientRepository } from '../../coaching/clients/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import type { Actor } from '../../coaching/people/user.ts';
import {
  confirmParticipant,
  openParticipant,
  type ConfirmParticipantDeps,
} from '../../coaching/sessions/confirm-participant.ts';
import { findByAddress, type PersonReference } from '../../coaching/sessions/find-known-person.ts';
import type { AuditLog } from '../../coaching/tenants/ports.ts';
import type { Form } from '../../messages/message.ts';
import {
  speakerAskView,
  speakerClientForm,
  speakerFormView,
  speakerPickForm,
  speakerToldView,
} from '../../messages/views/speaker.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import type { SessionPoster } from './post-session.ts';
import type { SpeakerQuestions } from './speaker-questions.ts';

export interface SpeakerActionDeps extends ConfirmParticipantDeps {
  users: ConfirmParticipantDeps['users'] & Pick<UserRepository, 'list' | 'findByEmail'>;
  clients: ClientRepository;
  audit: AuditLog;
  poster: Pick<SessionPoster, 'refresh'>;
  questions: SpeakerQuestions;
}

export type SpeakerActionId =
  'speaker.is' | 'speaker.nobody' | 'speaker.ask' | 'speaker.pick' | 'speaker.client';
type SpeakerFormId = 'speaker.pick' | 'speaker.client';

const outOfDate = (): AppError =>
  new AppError({
    code: 'TURN_004',
    message: 'A button or form with a value that names no speaker and person.',
    userMessage: words.speakers.outOfDate,
  });

/** `user:<id>` or `client:<id>`. */
function parsePerson(value: string): PersonReference | undefined {
  const [kind, id = ''] = value.split(':');
  return (kind === 'user' || kind === 'client') && id !== '' ? { kind, id } : undefined;
}

/** Who the speakers of a session are: buttons, forms, and what forms need to open. Whoever presses must be entitled. */
export function createSpeakerTurns(deps: SpeakerActionDeps): {
  actions: Pick<ActionHandlers, SpeakerActionId>;
  forms: Pick<FormHandlers, SpeakerFormId>;
  formQueries: FormQueries;
} {
  /** @param messageId the message that was pressed; undefined: a form, which stands in no message */
  async function confirm(
    { actor, reply, turn }: ContextOf<'action' | 'form'>,
    participantId: string,
    reference: PersonReference | 'nobody',
    messageId?: string,
  ): Promise<void> {
    const { participant, session, person, already } = await confirmParticipant(
      deps,
      actor,
      participantId,
      reference,
    );
    if (!already) {
      await deps.audit.record({
        organizationId: actor.organizationId,
        actorId: actor.id,
        action: 'participant.match',
        subjectType: 'session_participant',
        subjectId: participant.id,
        surface: turn.platform,
      });
    }
    const told = speakerToldView(participant, person);
    const shown = await deps.questions.answer(session, participant.id, told);
    if (messageId === undefined ? shown === undefined : messageId !== shown) {
      await (messageId === undefined ? reply.send(told) : reply.replace(messageId, told));
    }
    // While the summaries are written, the card is drawn anew with each of them.
    if (session.processing === 'completed') await deps.poster.refresh(actor.organizationId, session.id, []);
  }

  async function pickForm(actor: Actor, participantId: string): Promise<Form> {
    const { participant } = await openParticipant(deps, actor, participantId);
    const [users, clients] = await Promise.all([
      deps.users.list(actor.organizationId),
      listClients(deps, actor),
    ]);
    return speakerPickForm(participant, [
      ...clients.map(({ id, name }) => ({ kind: 'client' as const, id, name })),
      ...users.map(({ id, name }) => ({ kind: 'user' as const, id, name })),
    ]);
  }

  async function clientForm(actor: Actor, participantId: string): Promise<Form> {
    const { participant } = await openParticipant(deps, actor, participantId);
    return speakerClientForm(participant, actor.timezone);
  }

  return {
    actions: {
      'speaker.is': refusing(async (context) => {
        const { value, messageId } = context.turn;
        const at = value.indexOf(':');
        const person = parsePerson(value.slice(at + 1));
        if (at === -1 || person === undefined) throw outOfDate();
        await confirm(context, value.slice(0, at), person, messageId);
      }),
      'speaker.nobody': refusing((context) =>
        confirm(context, context.turn.value, 'nobody', context.turn.messageId),
      ),
      'speaker.ask': refusing(async ({ actor, turn, reply }) => {
        const { participant } = await openParticipant(deps, actor, turn.value);
        // Never in the place of what was pressed, which may be the session's card.
        await reply.sendPrivately(speakerAskView(participant));
      }),
      // Where the platform did not open the form by itself.
      'speaker.pick': refusing(async ({ actor, turn, reply }) => {
        await reply.sendPrivately(speakerFormView(await pickForm(actor, turn.value)));
      }),
      'speaker.client': refusing(async ({ actor, turn, reply }) => {
        await reply.sendPrivately(speakerFormView(await clientForm(actor, turn.value)));
      }),
    },
    forms: {
      'speaker.pick': refusing(async (context) => {
        const { values, context: participantId } = context.turn;
        const email = (values['email'] ?? '').trim();
        // Who writes an address means that one, whatever the list shows.
        const person =
          email === ''
            ? parsePerson(values['person'] ?? '')
            : await findByAddress(deps, context.actor, email);
        if (person === undefined) throw outOfDate();
        await confirm(context, participantId, person);
      }),
      'speaker.client': refusing(async (context) => {
        const { actor } = context;
        const { values, context: participantId } = context.turn;
        await openParticipant(deps, actor, participantId);
        const { id } = await addClient(deps, {
          actor,
          name: values['name'] ?? '',
          email: values['email'],
          timezone: values['timezone'],
        });
        await confirm(context, participantId, { kind: 'client', id });
      }),
    },
    formQueries: {
      'speaker.pick': {
        open: pickForm,
        async validate(actor, _context, values) {
          const email = (values['email'] ?? '').trim();
          if (email === '') {
            return parsePerson(values['person'] ?? '') === undefined ? { person: words.speakers.choose } : {};
          }
          try {
            await findByAddress(deps, actor, email);
            return {};
          } catch (error) {
            if (error instanceof AppError && error.userMessage !== undefined)
              return { email: error.userMessage };
            throw error;
          }
        },
      },
      'speaker.client': {
        open: clientForm,
        validate(_actor, _context, values) {
          const parsed = clientFields.safeParse({ ...values, tags: [] });
          const faults = parsed.success
            ? []
            : parsed.error.issues.map(({ path, message }) => [String(path[0]), `This ${message}.`] as const);
          return Promise.resolve(Object.fromEntries(faults));
        },
      },
    },
  };
}
