import type { Audience } from '../access/audience.ts';
import type { KnowledgeSearch } from '../knowledge/ports.ts';
import type { NumberedPassage } from '../knowledge/numbered-passage.ts';
import type { Actor } from '../people/user.ts';
import type { Clock } from '../../shared/clock.ts';
import { dayIn } from '../people/day-in.ts';
import type { CoachMind, CoachMove } from './coach-mind.ts';
import type { CoachReply, Present, Presented } from './coach-reply.ts';
import { gatherPerson, stepToLookBackOn, type PersonDeps } from './gather-person.ts';
import { keepReply, ownerOf, type KeepReplyDeps, type KeptTurn } from './keep-reply.ts';
import { kindOfTalk } from './kind-of-talk.ts';
import { leaveIfStale } from './leave-talk.ts';
import { mayAskSatisfaction } from './rate-talk.ts';
import type { TalkChange } from './ports.ts';
import { summaryOf } from './summary-of.ts';
import { asksForAdvice } from './read-talk-words.ts';
import type { ContextUsed, Talk, TalkStage } from './talk.ts';

export interface ContinueTalkDeps extends KeepReplyDeps, PersonDeps {
  mind: CoachMind;
  search: KnowledgeSearch;
  clock: Clock;
}

export interface ContinueTalk extends KeptTurn {
  actor: Actor;
  audience: Audience & { kind: 'direct' };
  /** The organisation's choice: no outside model. */
  requireOffline: boolean;
  signal: AbortSignal;
}

/** Passages looked at for one move; one at most is quoted. */
const passagesAtMost = 6;
const charactersAtMost = 4_000;
/** Fewer words ("on Thursday", "8") say nothing that a passage could answer. */
const wordsToSearch = 3;
const talksLookedAt = 10;
/** Elsewhere a passage would only get between the person and their own words; what is not searched for leaves no trace. */
const quotedAt: ReadonlySet<TalkStage> = new Set(['situation', 'strength', 'options']);

/**
 * One turn of a coaching conversation: begins one where none is open, asks the mind for its move, shows it and keeps both.
 * Nothing is sent here; a turn that is tried again is `resumeTurn`'s.
 * @throws AppError MODEL_STOPPED when `signal` ended it
 */
export async function continueTalk<M>(
  deps: ContinueTalkDeps,
  input: ContinueTalk,
  present: Present<M>,
): Promise<Presented<M>> {
  const { actor, conversation, words } = input;
  const owner = ownerOf(conversation);
  const earlier = await deps.talks.list(owner, talksLookedAt);
  const talk = await openTalk(deps, input, earlier);
  const [said, person, passages] = await Promise.all([
    deps.talks.said(owner, talk.id),
    gatherPerson(
      deps,
      actor,
      earlier.filter(({ id }) => id !== talk.id),
    ),
    findPassages(deps.search, input, talk),
  ]);
  const { move, model, promptVersion } = await deps.mind.next(
    {
      kind: talk.kind,
      stage: talk.stage,
      said,
      words,
      ...(talk.topic === undefined ? {} : { topic: talk.topic }),
      ...talk.progress,
      ...(talk.nextStep === undefined ? {} : { nextStep: talk.nextStep }),
      person,
      passages,
      today: dayIn(deps.clock.now(), actor.timezone),
    },
    { organizationId: owner.organizationId, requireOffline: input.requireOffline, signal: input.signal },
  );
  const quote = quoteOf(move, passages);
  const now = deps.clock.now();
  const change = {
    ...changeOf(talk, move, quote),
    promptVersion,
    model,
    ...(move.stage === 'close' ? { state: 'closed' as const, endedAt: now } : {}),
  };
  const after: Talk = { ...talk, ...change };
  const asksSatisfaction = mayAskSatisfaction(after, earlier, now);
  const finished: TalkChange = {
    ...change,
    ...(after.state === 'closed' ? { summary: summaryOf(after) } : {}),
    ...(asksSatisfaction ? { satisfactionAskedAt: now } : {}),
  };
  const presented = await present(replyOf(after, move, quote, asksSatisfaction));
  await keepReply(deps, input, { talkId: talk.id, change: finished }, presented);
  return presented;
}

async function openTalk(
  deps: ContinueTalkDeps,
  input: ContinueTalk,
  earlier: readonly Talk[],
): Promise<Talk> {
  const { conversation, words } = input;
  const owner = ownerOf(conversation);
  const open = await deps.talks.findOpen(owner, conversation.conversationKey);
  if (open !== undefined && !(await leaveIfStale(deps, open))) return open;
  return deps.talks.begin(owner, {
    conversationKey: conversation.conversationKey,
    kind: kindOfTalk(words) ?? 'general',
    stage: stepToLookBackOn(earlier) === undefined ? 'topic' : 'look_back',
  });
}

/** What the method and the procedures say about it, as far as the person may read it. */
async function findPassages(
  search: KnowledgeSearch,
  { audience, words, signal }: ContinueTalk,
  { topic, stage }: Talk,
): Promise<NumberedPassage[]> {
  const wantsAdvice = asksForAdvice(words);
  if (!quotedAt.has(stage) && !wantsAdvice) return [];
  // "Just tell me what to do" names nothing to look for.
  const query = [topic, wantsAdvice && topic !== undefined ? undefined : words]
    .filter((part) => part !== undefined && part !== '')
    .join('. ');
  if (query.split(/\s+/).length < wordsToSearch) return [];
  const found = await search.search(audience, query.slice(0, 1_000), {
    limit: passagesAtMost,
    maxCharacters: charactersAtMost,
    signal,
  });
  if (found.nothingRelevant) return [];
  return found.passages.map((passage, index) => ({ number: index + 1, passage }));
}

type Quote = NonNullable<CoachReply['quote']> & { document: string };

/** Only words that stand in the passage are shown as its words. */
function quoteOf(move: CoachMove, passages: readonly NumberedPassage[]): Quote | undefined {
  const found = passages.find(({ number }) => number === move.quote?.passage)?.passage;
  if (move.quote === undefined || found === undefined || !found.text.includes(move.quote.text))
    return undefined;
  const { title, version, documentName: document, headingPath } = found;
  return { text: move.quote.text, title, version, document, section: headingPath.join(' › ') };
}

function changeOf(talk: Talk, move: CoachMove, quote: Quote | undefined): TalkChange {
  const { asked, options } = talk.progress;
  return {
    stage: move.stage,
    progress: {
      asked: move.questionId === '' ? asked : [...asked, move.questionId],
      options: [...new Set([...options, ...(move.options ?? [])])],
    },
    contextUsed: usedAfter(talk.contextUsed, move.uses, quote),
    ...(move.kind === undefined ? {} : { kind: move.kind }),
    ...(talk.topic !== undefined || move.topic === undefined ? {} : { topic: move.topic }),
    ...(move.step === undefined ? {} : { nextStep: move.step.text }),
    ...(move.step?.on === undefined ? {} : { nextStepOn: move.step.on }),
    ...(move.confidence === undefined ? {} : { confidence: move.confidence }),
  };
}

function usedAfter(before: ContextUsed, uses: readonly string[], quote: Quote | undefined): ContextUsed {
  const { passages } = before;
  const isNew = (cited: Quote) =>
    !passages.some(({ document, section }) => document === cited.document && section === cited.section);
  return {
    fields: [...new Set([...before.fields, ...uses])],
    passages:
      quote !== undefined && isNew(quote)
        ? [...passages, { document: quote.document, version: quote.version, section: quote.section }]
        : passages,
  };
}

function replyOf(
  talk: Talk,
  { reflection, question }: CoachMove,
  quote: Quote | undefined,
  asksSatisfaction: boolean,
): CoachReply {
  const chooses = talk.stage === 'step' && talk.nextStep === undefined && talk.progress.options.length > 1;
  return {
    talk,
    reflection,
    question: talk.state === 'open' ? question : '',
    ...(quote === undefined ? {} : { quote }),
    choices: chooses ? talk.progress.options : [],
    ...(talk.state === 'open' ? {} : { ending: 'closed' as const }),
    asksSatisfaction,
  };
}
