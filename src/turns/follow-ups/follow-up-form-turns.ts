import { addClientAddress, addressHint, isAddress } from '../../coaching/follow-ups/add-address.ts';
import type { ClientRepository } from '../../coaching/clients/ports.ts';
import { timeUnreadable } from '../../coaching/follow-ups/follow-up-errors.ts';
import { parseFollowUpReference } from '../../coaching/follow-ups/follow-up-reference.ts';
import { openFollowUp } from '../../coaching/follow-ups/open-follow-up.ts';
import { instantOf, suggestedTimes, wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { Form } from '../../messages/message.ts';
import {
  formTimes,
  followUpAddressForm,
  followUpFormView,
  followUpTimeForm,
} from '../../messages/views/follow-up-forms.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { onFollowUp } from './follow-up-actions.ts';
import { scheduleAndSay, type FollowUpChangeDeps } from './follow-up-changes.ts';
import { cardOf, sayAboutFollowUp } from './follow-up-cards.ts';

export interface FollowUpFormDeps extends FollowUpChangeDeps {
  clients: Pick<ClientRepository, 'find' | 'list' | 'update'>;
}

type Values = Readonly<Record<string, string>>;

/** The forms behind "Choose a time" and "Add address": opened by a button, or sent where the platform cannot open one. */
export function createFollowUpForms(deps: FollowUpFormDeps): {
  actions: Pick<ActionHandlers, 'follow-up.time' | 'follow-up.address'>;
  forms: Pick<FormHandlers, 'follow-up.schedule' | 'follow-up.address'>;
  queries: FormQueries;
} {
  const opened = async (actor: Actor, context: string) => {
    const reference = parseFollowUpReference(context);
    const { followUp } = await openFollowUp(deps, actor, reference?.id ?? '');
    return { reference, followUp, card: await cardOf(deps, followUp, actor.timezone) };
  };
  const timeForm = async (actor: Actor, context: string): Promise<Form> => {
    const { followUp, card } = await opened(actor, context);
    const { contact } = card;
    const [tomorrow] = suggestedTimes(deps.clock.now(), contact.timezone);
    const first = followUp.status === 'scheduled' ? followUp.scheduledFor : tomorrow?.at;
    return followUpTimeForm(contact, context, wallTimeOf(first ?? deps.clock.now(), contact.timezone));
  };
  const addressForm = async (actor: Actor, context: string): Promise<Form> => {
    const { card } = await opened(actor, context);
    return followUpAddressForm(card.contact.name, context);
  };
  /** The moment that the form names, in the recipient's zone. */
  const chosen = (values: Values, timezone: string): Date | undefined => {
    const { date = '', time = '' } = values;
    const isWhole =
      /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date)) && formTimes.includes(time);
    return isWhole ? instantOf({ date, time }, timezone) : undefined;
  };
  return {
    actions: {
      'follow-up.time': onFollowUp(async ({ actor, reply, turn }) => {
        await reply.sendPrivately(followUpFormView(await timeForm(actor, turn.value)));
      }),
      'follow-up.address': onFollowUp(async ({ actor, reply, turn }) => {
        await reply.sendPrivately(followUpFormView(await addressForm(actor, turn.value)));
      }),
    },
    forms: {
      'follow-up.schedule': refusing(async (context: ContextOf<'form'>) => {
        const { actor, turn } = context;
        const { reference, followUp, card } = await opened(actor, turn.context);
        const at = chosen(turn.values, card.contact.timezone);
        if (at === undefined) throw timeUnreadable();
        await scheduleAndSay(deps, context, {
          id: followUp.id,
          at,
          expected: reference?.version ?? followUp.version,
        });
      }),
      'follow-up.address': refusing(async (context: ContextOf<'form'>) => {
        const { actor, turn } = context;
        const { followUp } = await opened(actor, turn.context);
        const address = turn.values['address'] ?? '';
        await addClientAddress(deps, { actor, id: followUp.id, address, surface: turn.platform });
        await deps.poster.refresh(followUp);
        const saved = words.followUps.addressSaved(escapeMarkdown(followUp.recipient.name));
        await sayAboutFollowUp(deps, context, followUp.id, sayView('talk.follow-up-address', saved));
      }),
    },
    queries: {
      'follow-up.schedule': {
        open: timeForm,
        async validate(actor, context, values) {
          const { card } = await opened(actor, context);
          const at = chosen(values, card.contact.timezone);
          if (at === undefined) return { date: words.followUps.timeMissing };
          return at <= deps.clock.now() ? { time: words.followUps.timePast } : {};
        },
      },
      'follow-up.address': {
        open: addressForm,
        async validate(actor, context, values) {
          await opened(actor, context);
          return isAddress((values['address'] ?? '').trim()) ? {} : { address: addressHint };
        },
      },
    },
  };
}
