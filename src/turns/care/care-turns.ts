import type { CountDeps } from '../../coaching/care/coaching-counts.ts';
import type { ContactDeps } from '../../coaching/care/change-contacts.ts';
import type { TextHandler } from '../handle-message.ts';
import { createAskContact, type AskContactDeps } from './ask-contact.ts';
import {
  createContactActions,
  createContactForm,
  createContactFormQueries,
  createContactsCommand,
  showContacts,
} from './contact-turns.ts';
import { createCareFirst, createGentleHelp, type DistressDeps } from './distress-answer.ts';
import { createInsightCommand, createInsightTalk } from './insight-turns.ts';
import { createOwnMatter, type OwnMatterDeps } from './own-matter.ts';

export type CareTurnDeps = ContactDeps & AskContactDeps & DistressDeps & OwnMatterDeps & CountDeps;

const askedForContacts =
  /^(?:please )?(?:(?:show|list|give|see) (?:me )?(?:the |our |your |all )?(?:help |crisis |emergency |support )?contacts|(?:who|what) are (?:the|our|your|my) (?:help |crisis |emergency |support )?contacts|(?:help|crisis|emergency|support) contacts|who can (?:i|we) (?:talk|turn|speak) to(?: (?:here|at work|in a crisis|in an emergency|if i m struggling|when i m struggling))?)(?: please)?$/;

/** "Who can I talk to?": the list, as `/contacts` shows it. */
const createContactTalk =
  (deps: ContactDeps): TextHandler =>
  async ({ actor, reply, turn }) => {
    const plain = turn.text
      .toLowerCase()
      .replaceAll(/[^a-z ]/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
    if (!askedForContacts.test(plain)) return false;
    await reply.sendPrivately(await showContacts(deps, actor));
    return true;
  };

/** Distress, the right human, and counts: for `create-turn-deps.ts`. */
export function createCareTurns(deps: CareTurnDeps) {
  const gentle = createGentleHelp(deps);
  return {
    /** Before anything else in a turn. */
    first: createCareFirst(deps),
    /** Free text known by rule: these come first, */
    before: [
      gentle.offer,
      createContactTalk(deps),
      createInsightTalk(deps),
      createOwnMatter(deps),
    ] as readonly TextHandler[],
    /** and this one last. */
    after: [gentle.enough] as readonly TextHandler[],
    commands: [
      ['contacts', createContactsCommand(deps)],
      ['insight', createInsightCommand(deps)],
    ] as const,
    actions: { ...createContactActions(deps), 'care.ask': createAskContact(deps) },
    forms: { 'contact.save': createContactForm(deps) },
    formQueries: createContactFormQueries(deps),
  };
}
