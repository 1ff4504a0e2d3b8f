import { contactGone } from '../../coaching/care/care-errors.ts';
import type { ContactRepository } from '../../coaching/care/ports.ts';
import type { DeliveryRepository } from '../../coaching/delivery/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import { careSaidView, contactRequestView } from '../../messages/views/care.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Deliverer } from '../deliverer.ts';
import { refusing } from '../knowledge/refusing.ts';
import { reachPerson, type ReachDeps } from '../reach-person.ts';
import type { ContextOf } from '../turn-context.ts';

export interface AskContactDeps extends ReachDeps {
  users: Pick<UserRepository, 'findById'>;
  contacts: Pick<ContactRepository, 'list'>;
  deliveries: Pick<DeliveryRepository, 'findByKey'>;
  deliverer: Deliverer;
}

const { care: say } = words;

/**
 * A person's own wish, after they have confirmed it: the contact learns who would like to hear from them, and nothing
 * else. Once a day for each contact, however often it is pressed. The ledger's key names neither of them.
 */
export function createAskContact(deps: AskContactDeps): ActionHandlers['care.ask'] {
  async function outcome(context: ContextOf<'action'>): Promise<string> {
    const { actor, event, turn } = context;
    const { organizationId } = actor;
    const contacts = await deps.contacts.list(organizationId);
    const contact = contacts.find(({ id }) => id === turn.value);
    if (contact?.userId === undefined) throw contactGone();
    const name = escapeMarkdown(contact.name);
    if (contact.userId === actor.id) return say.isYou;
    const day = event.receivedAt.toISOString().slice(0, 10);
    const key = `request:${deterministicId('contact-request', contact.id, actor.id, day)}`;
    const before = await deps.deliveries.findByKey(organizationId, key);
    if (before?.state === 'sent') return event.attempts > 1 ? say.asked(name) : say.askedAlready(name);
    const cannot = say.cannotAsk(name, escapeMarkdown(contact.reach));
    const { userId } = contact;
    if ((await deps.users.findById(organizationId, userId)) === undefined) return cannot;
    const reached = await reachPerson(deps, { organizationId, userId }, context);
    if (reached === undefined) return cannot;
    try {
      await deps.deliverer.send(reached.platform, reached.target, contactRequestView(actor), {
        organizationId,
        key,
      });
      return say.asked(name);
    } catch (error) {
      if (error instanceof AppError && error.retry === 'never') return cannot;
      throw error;
    }
  }
  return refusing(async (context) => {
    await context.reply.sendPrivately(careSaidView(await outcome(context)));
  });
}
