import { z } from 'zod';
import { coachingCounts, type CountDeps } from '../../coaching/care/coaching-counts.ts';
import type { ContactRepository } from '../../coaching/care/ports.ts';
import { contactListView } from '../../messages/views/contacts.ts';
import { insightView } from '../../messages/views/insight.ts';
import type { AgentInput } from '../agent.ts';
import type { AgentTool } from '../agent-tool.ts';

const isDirect = ({ audience }: AgentInput): boolean => audience.kind === 'direct';

const nothing = z.object({});

/** The organisation's own people for what an assistant must not answer. */
function contactsTool(deps: { contacts: Pick<ContactRepository, 'list'> }): AgentTool<typeof nothing> {
  return {
    name: 'show_contacts',
    description:
      'Shows whom people of this organisation can turn to: in a crisis, about their own rights, contract, health or pay, in the personnel department. For every question about the person’s own employment, law, health or pay, call this instead of answering.',
    schema: nothing,
    effect: 'read',
    available: isDirect,
    async run({ input: { actor } }) {
      const contacts = await deps.contacts.list(actor.organizationId);
      const reader = { isAdmin: actor.role === 'ADMIN', admins: 'your administrator' };
      return { text: 'The contacts were shown.', views: [contactListView(contacts, reader)] };
    },
  };
}

const month = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .nullish()
    .describe('A month that is over, as YYYY-MM; leave it out for the last one'),
});

/** How many of a leader's own people had coaching talks; a refusal for everyone else. */
function coachingCountsTool(deps: CountDeps): AgentTool<typeof month> {
  return {
    name: 'coaching_counts',
    description:
      'Tells a leader how many of their own people had a coaching talk in a month, as a rounded count. Nobody can see who, or about what.',
    schema: month,
    effect: 'read',
    available: (input) => isDirect(input) && !['AGENT', 'COACH'].includes(input.actor.role),
    async run({ input, args }) {
      const wanted = args.month ?? undefined;
      const counts = await coachingCounts(deps, input.actor, wanted === undefined ? {} : { month: wanted });
      return { text: 'The count was shown.', views: [insightView(counts)] };
    },
  };
}

export function createCareTools(
  deps: CountDeps & { contacts: Pick<ContactRepository, 'list'> },
): readonly AgentTool[] {
  // Each tool's schema types its own arguments; the agent checks them against it before `run`.
  return [contactsTool(deps), coachingCountsTool(deps)] as readonly AgentTool[];
}
