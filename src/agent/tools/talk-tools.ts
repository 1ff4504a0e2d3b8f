import { z } from 'zod';
import type { AgentInput } from '../agent.ts';
import type { AgentTool } from '../agent-tool.ts';
import type { TalkPartner } from '../talk-partner.ts';

const nothing = z.object({});

/** In the direct message, outside a session's thread: there words are about the session. */
const isPrivate = ({ audience, session, conversationKey }: AgentInput): boolean =>
  audience.kind === 'direct' && session === undefined && conversationKey !== undefined;

/** Begins a coaching talk, or goes on with it. The words are the person's own, from the run. */
function coachTool(partner: Pick<TalkPartner, 'goOn'>): AgentTool<typeof nothing> {
  return {
    name: 'coach',
    description:
      'Begins a coaching conversation. Call it when the person asks to be coached or to think something through, plans their own growth, wonders who could help them, or tells of a struggle, wish or feeling of their own. Not for questions about how something is done here: those go to search_knowledge.',
    schema: nothing,
    effect: 'own-draft',
    available: isPrivate,
    async run({ input, signal }) {
      const { actor, audience, turnId, question, conversationKey = '', requireOffline } = input;
      if (audience.kind !== 'direct') return { text: 'There is no coaching here.' };
      const conversation = {
        organizationId: actor.organizationId,
        userId: actor.id,
        conversationKey,
        shared: false,
      };
      const asked = { conversation, turnId, words: question, actor, audience, requireOffline, signal };
      const { text, messages } = await partner.goOn(asked);
      return { text: 'The coach has answered.', views: messages, spoken: text };
    },
  };
}

/** What the person has talked about with the coach. */
function recallTalksTool(partner: Pick<TalkPartner, 'recall'>): AgentTool<typeof nothing> {
  return {
    name: 'recall_talks',
    description:
      'Shows what this person and you have talked about in coaching so far, with the steps they chose. For sessions with other people, use list_sessions or search_records.',
    schema: nothing,
    effect: 'read',
    available: isPrivate,
    async run({ input }) {
      return { text: 'The talks were shown.', views: [await partner.recall(input.actor)] };
    },
  };
}

export const createTalkTools = (partner: TalkPartner): readonly AgentTool[] =>
  [coachTool(partner), recallTalksTool(partner)] as readonly AgentTool[];
