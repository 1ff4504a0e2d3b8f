import { findHelp } from '../../coaching/care/find-help.ts';
import type { ContactRepository } from '../../coaching/care/ports.ts';
import { readOwnMatter, type OwnMatter } from '../../coaching/care/read-own-matter.ts';
import type { ContactKind } from '../../coaching/care/contact.ts';
import type { ConversationRepository } from '../../coaching/conversations/ports.ts';
import type { UserRepository } from '../../coaching/people/ports.ts';
import { handOverView } from '../../messages/views/care.ts';
import { words } from '../../messages/words/en.ts';
import { adminsOf } from '../admins-of.ts';
import type { TextHandler } from '../handle-message.ts';
import type { ContextOf } from '../turn-context.ts';
import { changesText } from './changes-text.ts';

export interface OwnMatterDeps {
  contacts: Pick<ContactRepository, 'list'>;
  conversations: Pick<ConversationRepository, 'append'>;
  users: Pick<UserRepository, 'list'>;
  /** Asks the knowledge base as ever, under a lead; `notFound` is said where it has nothing. */
  ask: (context: ContextOf<'message'>, lead: string, notFound: string) => Promise<void>;
}

/** Who answers; the personnel department where nobody more special is named. */
const kindsFor: Readonly<Record<OwnMatter, readonly ContactKind[]>> = {
  legal: ['legal', 'people'],
  medical: ['medical', 'people'],
  pay: ['pay', 'people'],
  people: ['people'],
};

/**
 * Questions about one's own law, health, pay or employment go to a person by name, for the asker's eyes alone. What the
 * policies say may follow in the direct message, with their words and nothing beyond; about health nothing follows, and
 * the words are not read again.
 */
export function createOwnMatter(deps: OwnMatterDeps): TextHandler {
  return async (context) => {
    const { actor, conversation, event, reply, turn } = context;
    const matter = changesText(turn.text) ? undefined : readOwnMatter(turn.text);
    if (matter === undefined) return false;
    const [first = matter, ...others] = kindsFor[matter];
    const named = (await findHelp(deps, actor, [first])).contacts;
    const contacts = named.length > 0 ? named : (await findHelp(deps, actor, others)).contacts;
    const admins = await adminsOf(deps.users, actor.organizationId);
    const view = handOverView(matter, contacts, actor, admins);
    await reply.sendPrivately(view, { name: 'hand-over' });
    if (matter !== 'medical' && !conversation.shared && turn.text.includes('?')) {
      await deps.ask(context, words.care.policies, words.care.noPolicy);
      return true;
    }
    const kept = { turnId: event.id, withheld: matter === 'medical' || conversation.shared };
    const { messageId: sourceMessageId, text } = turn;
    await deps.conversations.append(conversation, { ...kept, role: 'user', text, sourceMessageId });
    await deps.conversations.append(conversation, { ...kept, role: 'assistant', text: view.summary });
    return true;
  };
}
