import type { KnowledgeSearch } from '../../../src/coaching/knowledge/ports.ts';
import type { Actor } from '../../../src/coaching/people/user.ts';
import type { ProfileField, ProfileValue } from '../../../src/coaching/profiles/profile.ts';
import type { CoachMind, PersonContext } from '../../../src/coaching/talks/coach-mind.ts';
import type { CoachReply } from '../../../src/coaching/talks/coach-reply.ts';
import { continueTalk, type ContinueTalkDeps } from '../../../src/coaching/talks/continue-talk.ts';
import type { Talk } from '../../../src/coaching/talks/talk.ts';
import type { Message } from '../../../src/messages/message.ts';
import { coachView, spokenReply } from '../../../src/messages/views/coach-talk.ts';
import { toPlainText } from '../../../src/cli/plain-text.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createTalkMemory } from './talk-memory.ts';
import type { TalkAnswer, TalkDriver } from './talk-driver.ts';

export interface VerbDriverOptions {
  mind: CoachMind;
  actor: Actor;
  /** What is known of them. */
  person: PersonContext;
  search: KnowledgeSearch;
}

/** Every conversation takes place then, so that "Monday" is the same for all. */
const clock = { now: () => new Date('2026-11-20T10:00:00Z') };
const conversationKey = 'eval';

/** A conversation through the product's own verb, with a person made up for it, and nothing stored. */
export function createVerbDriver({ mind, actor, person, search }: VerbDriverOptions): TalkDriver {
  const { organizationId, id: userId } = actor;
  const talks = createTalkMemory(clock, talkBefore(actor, person));
  const deps: ContinueTalkDeps = {
    ...{ mind, search, clock, talks, ...sourcesOf(actor, person) },
    conversations: {
      append(_scope, { role, text, turnId }) {
        talks.hear({ role, text, turnId, at: clock.now() });
        return Promise.resolve();
      },
      answerOf: () => Promise.resolve(undefined),
    },
  };
  return {
    async say(words): Promise<TalkAnswer> {
      let said: CoachReply | undefined;
      const input = {
        ...{ actor, words, turnId: newId(), requireOffline: false, signal: AbortSignal.timeout(60_000) },
        audience: { kind: 'direct', actor } as const,
        conversation: { organizationId, userId, conversationKey, shared: false },
      };
      await continueTalk(deps, input, (reply) => {
        said = reply;
        return { text: spokenReply(reply), messages: [] };
      });
      if (said === undefined) throw new Error('The verb said nothing.');
      return answerOf(said);
    },
  };
}

function answerOf(reply: CoachReply): TalkAnswer {
  const { talk, quote, ending } = reply;
  const { model = '', promptVersion = '', nextStep, contextUsed } = talk;
  const source = contextUsed.passages.find(
    ({ section, version }) => section === quote?.section && version === quote.version,
  );
  return {
    text: toPlainText(asRead(coachView(reply))),
    ...{ stage: talk.stage, uses: contextUsed.fields, model, promptVersion },
    citations:
      quote === undefined ? [] : [{ ...quote, quote: quote.text, document: source?.document ?? quote.title }],
    ...(ending === undefined ? {} : { closed: nextStep === undefined ? {} : { step: nextStep } }),
  };
}

/** Without the line that says who can see it; values beside a label are the person's own words, and stand apart as a quote does. */
const asRead = ({ blocks, ...message }: Message): Message => ({
  ...message,
  footer: '',
  blocks: blocks.map((block) =>
    block.kind === 'fields'
      ? { ...block, items: block.items.map(({ label, value }) => ({ label, value: `“${value}”` })) }
      : block,
  ),
});

/** The talk before this one, of which a step was left to look back on. */
const talkBefore = ({ organizationId, id: userId }: Actor, { lastStep }: PersonContext): Talk[] => {
  if (lastStep === undefined) return [];
  const at = new Date('2026-11-13T10:00:00Z');
  return [
    {
      ...{ id: newId(), organizationId, userId, conversationKey, kind: 'general', state: 'closed' },
      ...{ stage: 'close', startedAt: at, lastAt: at, endedAt: at, nextStep: lastStep.step },
      progress: { asked: [], options: [] },
      contextUsed: { fields: [], passages: [] },
      ...(lastStep.topic === undefined ? {} : { topic: lastStep.topic }),
      ...(lastStep.on === undefined ? {} : { nextStepOn: lastStep.on }),
    },
  ];
};

/** Profile, goals and action items as the product would find them. */
function sourcesOf(
  { organizationId, id: userId }: Actor,
  person: PersonContext,
): Pick<ContinueTalkDeps, 'profiles' | 'actions' | 'growth'> {
  const dots = new Map(person.strengths.map(({ name, dots: count }) => [name, count]));
  const count = (name: string): number => dots.get(name) ?? 0;
  const starCard = {
    ...{ thinking: count('thinking'), planning: count('planning'), acting: count('acting') },
    ...{ feeling: count('feeling'), imagination: count('imagination') },
  };
  const values: readonly (readonly [string, ProfileValue])[] = [
    ...(dots.size === 0 ? [] : [['star_card', starCard] as const]),
    ['flow', person.flow],
    ['motivators', person.motivators],
    ['development_areas', person.developmentAreas],
    ['responds_to', person.respondsTo],
  ];
  const fields = values.map(([field, value]): ProfileField => {
    return { field, value, visibility: 'private', source: 'self', updatedAt: clock.now() };
  });
  const own = { organizationId, userId, createdAt: clock.now() };
  return {
    profiles: { fields: () => Promise.resolve(fields) },
    actions: {
      listByOwner: () =>
        Promise.resolve(
          person.actions.map((title) => ({ id: newId(), organizationId, title, state: 'open' as const })),
        ),
    },
    growth: {
      list: () =>
        Promise.resolve(
          person.goals.map((title) => {
            return { ...own, id: newId(), title, status: 'active' as const, steps: [], checkIns: 0 };
          }),
        ),
    },
  };
}
