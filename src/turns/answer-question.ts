import type { Agent, AgentOutcome } from '../agent/agent.ts';
import type { Audience } from '../coaching/access/audience.ts';
import type { ConversationMessage } from '../coaching/conversations/conversation.ts';
import type { ConversationRepository } from '../coaching/conversations/ports.ts';
import type { CitedPlace } from '../coaching/knowledge/feedback/feedback.ts';
import type { AnsweredFrom } from '../coaching/knowledge/questions/follow-ups.ts';
import type { RagQueryRepository } from '../coaching/knowledge/rag-query.ts';
import { neutralise } from '../messages/markdown.ts';
import type { Message } from '../messages/message.ts';
import { answerView, notFoundView } from '../messages/views/answer.ts';
import { sayView } from '../messages/views/talk.ts';
import { audienceLine } from '../messages/views/audience-line.ts';
import { words } from '../messages/words/en.ts';
import type { Clock } from '../shared/clock.ts';
import { openSessionThread, type SessionThreadDeps } from './sessions/session-thread.ts';
import type { TurnContext } from './turn-context.ts';

/** Earlier messages handed to the agent; older ones are not needed for a follow-up. */
const historyLength = 12;

export interface QuestionDeps extends SessionThreadDeps {
  agent: Agent;
  conversations: ConversationRepository;
  queries: RagQueryRepository;
  /** Questions to go on with, made while the answer waits; never throws. Default: none. */
  followUps?: (audience: Audience, answered: AnsweredFrom, signal: AbortSignal) => Promise<readonly string[]>;
  /** Questions that the knowledge base answers for everyone here; never throws. Default: an example of the demo. */
  starters?: (audience: Audience) => Promise<readonly string[]>;
  clock: Clock;
}

export interface Question {
  text: string;
  /** The platform's id of the message that asks. */
  messageId: string;
  /** A sentence before the answer. */
  lead?: string;
  /** The message asked before, in other words. */
  reworded?: boolean;
  /** Makes sense without what was said before, and is not to be read in its light. */
  standsAlone?: boolean;
}

/**
 * Free text to the agent. The answer is stored before it is sent, so a turn tried again sends the same words and calls no
 * model a second time.
 */
export async function answerQuestion(
  deps: QuestionDeps,
  context: TurnContext,
  question: Question,
): Promise<void> {
  const { conversation, event, reply } = context;
  // Only a turn that was tried before can have got so far.
  const stored = event.attempts > 1 ? await deps.conversations.answerOf(conversation, event.id) : undefined;
  if (stored !== undefined) {
    await sendAll(context, stored.data as StoredAnswer);
    return;
  }
  const thread = await openSessionThread(deps, context, question.text);
  if (thread === 'not-here') return;
  const [history] = await Promise.all([
    openConversation(deps, context, question),
    reply.progress(words.progress.thinking),
  ]);
  const stream = reply.stream();
  const startedAt = deps.clock.now().getTime();
  const asked = deps.agent.answer({
    turnId: event.id,
    actor: context.actor,
    audience: context.audience,
    question: question.text,
    conversationKey: conversation.conversationKey,
    history,
    ...(thread === undefined ? {} : { session: thread.session }),
    requireOffline: context.organization.requireOffline,
    signal: context.signal,
    onText: (piece) => {
      stream.append(piece);
    },
    onProgress: (text) => void reply.progress(text),
  });
  const outcome = await asked.catch(async (error: unknown) => {
    // A stream that is just being opened must be known before the reason takes its place.
    await stream.settled();
    throw error;
  });
  await thread?.refresh();
  const durationMs = deps.clock.now().getTime() - startedAt;
  const offered = await toOffer(deps, context, question.text, outcome);
  const answer = toStored(context, outcome, question.lead, offered);
  await deps.conversations.append(conversation, {
    role: 'assistant',
    text: spokenText(outcome),
    turnId: event.id,
    data: answer,
  });
  const [first, ...rest] = answer.messages;
  await Promise.all([
    recordQuery(deps, context, question.text, outcome, durationMs, offered),
    first === undefined ? undefined : stream.finish(first),
  ]);
  for (const message of rest) await reply.send(message);
}

/** Writes the question down. @returns what was said before it, oldest first */
async function openConversation(
  { conversations }: QuestionDeps,
  { conversation, event }: TurnContext,
  { text, messageId, reworded = false, standsAlone = false }: Question,
): Promise<ConversationMessage[]> {
  const history = standsAlone ? [] : await conversations.recent(conversation, historyLength, event.id);
  await conversations.append(conversation, {
    role: 'user',
    text,
    turnId: event.id,
    sourceMessageId: messageId,
    reworded,
  });
  return history;
}

/** What was said, kept with the conversation for a retry. */
interface StoredAnswer {
  messages: readonly Message[];
  /** The first passage that it quotes: what another reader's feedback is about. */
  cited?: CitedPlace;
}

/** Questions offered under an answer: to go on with, or where nothing was found to begin with. */
async function toOffer(
  deps: QuestionDeps,
  { audience, signal }: TurnContext,
  question: string,
  outcome: AgentOutcome,
): Promise<readonly string[] | undefined> {
  switch (outcome.kind) {
    case 'answer': {
      const { citations, search } = outcome;
      return deps.followUps?.(audience, { question, citations, results: search.results }, signal);
    }
    case 'not-found':
      return (await deps.starters?.(audience))?.slice(0, 1);
    case 'handled':
      return undefined;
  }
}

async function sendAll({ reply }: TurnContext, answer: StoredAnswer): Promise<void> {
  for (const message of answer.messages) await reply.send(message);
}

function toStored(
  context: TurnContext,
  outcome: AgentOutcome,
  lead: string | undefined,
  offered: readonly string[] | undefined,
): StoredAnswer {
  const { audience, event } = context;
  switch (outcome.kind) {
    case 'answer': {
      const [first] = outcome.citations;
      return {
        ...(first === undefined ? {} : { cited: { document: first.document, section: first.section } }),
        messages: [
          answerView(audience, {
            text: outcome.text,
            citations: outcome.citations,
            ...(outcome.fallback === undefined ? {} : { fallback: outcome.fallback }),
            ...(lead === undefined ? {} : { lead }),
            leftOut: outcome.leftOut,
            followUps: offered ?? [],
            turnId: event.id,
          }),
        ],
      };
    }
    case 'not-found': {
      const more = { turnId: event.id, ...(offered === undefined ? {} : { examples: offered }) };
      return { messages: [notFoundView(audience, outcome.searched, outcome.fallback, more)] };
    }
    case 'handled':
      return {
        messages:
          outcome.views.length > 0
            ? outcome.views
            : [sayView('talk.answer', neutralise(outcome.text ?? words.empty), audienceLine(audience))],
      };
  }
}

/** What the next turn's window holds of this answer. */
function spokenText(outcome: AgentOutcome): string {
  switch (outcome.kind) {
    case 'answer':
      return outcome.text;
    case 'not-found':
      return words.notFound(outcome.searched);
    case 'handled':
      return outcome.text ?? outcome.views.map((view) => view.summary).join('\n');
  }
}

async function recordQuery(
  deps: QuestionDeps,
  { actor, event }: TurnContext,
  query: string,
  outcome: AgentOutcome,
  durationMs: number,
  offered: readonly string[] = [],
): Promise<void> {
  if (outcome.kind === 'handled' || outcome.search === undefined) return;
  await deps.queries.record({
    organizationId: actor.organizationId,
    userId: actor.id,
    turnId: event.id,
    query,
    results: outcome.search.results,
    citations: outcome.kind === 'answer' ? outcome.citations : [],
    ...(outcome.kind === 'answer' ? { confidence: outcome.confidence, followUps: offered } : {}),
    durationMs,
    mode: outcome.search.mode,
  });
}
