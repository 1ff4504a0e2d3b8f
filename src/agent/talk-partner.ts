import { closeTalk } from '../coaching/talks/close-talk.ts';
import type { CoachReply, Presented } from '../coaching/talks/coach-reply.ts';
import { continueTalk, type ContinueTalk, type ContinueTalkDeps } from '../coaching/talks/continue-talk.ts';
import { resumeTurn, type KeptTurn } from '../coaching/talks/keep-reply.ts';
import { recallTalks } from '../coaching/talks/recall-talks.ts';
import type { Talk } from '../coaching/talks/talk.ts';
import type { Actor } from '../coaching/people/user.ts';
import type { Action, Message } from '../messages/message.ts';
import { coachView, ratingView, spokenReply, talksView } from '../messages/views/coach-talk.ts';
import { words } from '../messages/words/en.ts';

export interface TalkPartnerDeps extends ContinueTalkDeps {
  /** Buttons under a talk that is over, beside "keep as a goal". Default: none. */
  endActions?: (talk: Talk) => readonly Action[];
  /** Buttons under the list of talks. Default: none. */
  listActions?: (talks: readonly { id: string }[]) => readonly Action[];
  /** Makes a goal of the step of a talk; where it is missing, no button offers it. */
  keepAsGoal?: (asked: { actor: Actor; talk: Talk; turnId: string }) => Promise<readonly Message[]>;
  /**
   * People who could help with what a talk turned out to be about, asked once a talk that shows itself as
   * `team_connection`. Default: nobody is suggested.
   */
  suggestPeople?: (asked: {
    actor: Actor;
    topic: string;
    talkId: string;
    turnId: string;
  }) => Promise<readonly Message[]>;
}

/** The coaching conversation as the turns and the agent's tools use it: verbs in, messages out. */
export interface TalkPartner {
  goOn(input: ContinueTalk): Promise<Presented<Message>>;
  stop(input: KeptTurn & { talk: Talk }): Promise<Presented<Message>>;
  /** What a turn that is tried again said; undefined: it never got so far, or said something else than a coach does. */
  resume(turn: Pick<KeptTurn, 'conversation' | 'turnId'>): Promise<readonly Message[] | undefined>;
  recall(actor: Actor): Promise<Message>;
  keepAsGoal?: NonNullable<TalkPartnerDeps['keepAsGoal']>;
}

export function createTalkPartner(deps: TalkPartnerDeps): TalkPartner {
  const endActions = (talk: Talk): readonly Action[] => [
    ...(deps.keepAsGoal === undefined || talk.nextStep === undefined
      ? []
      : [{ id: 'talk.keep-goal' as const, label: words.coach.keepAsGoal, value: talk.id }]),
    ...(deps.endActions?.(talk) ?? []),
  ];
  const present = (reply: CoachReply, people: readonly Message[] = []): Presented<Message> => ({
    text: spokenReply(reply),
    messages: [
      ...people,
      coachView(reply, endActions(reply.talk)),
      ...(reply.asksSatisfaction ? [ratingView(reply.talk.id)] : []),
    ],
  });
  return {
    goOn: (input) =>
      continueTalk(deps, input, async (reply) => {
        const { topic, kind, id: talkId, stage } = reply.talk;
        // The first question about the options: the topic is known by then, and the person has told of it.
        const isMoment =
          kind === 'team_connection' &&
          stage === 'options' &&
          reply.talk.progress.asked.filter((question) => question.startsWith('options.')).length === 1;
        const people =
          isMoment && topic !== undefined
            ? await deps.suggestPeople?.({ actor: input.actor, topic, talkId, turnId: input.turnId })
            : undefined;
        return present(reply, people);
      }),
    stop: (input) => closeTalk(deps, input, present),
    resume: (turn) => resumeTurn<Message>(deps, turn),
    ...(deps.keepAsGoal === undefined ? {} : { keepAsGoal: deps.keepAsGoal }),
    async recall(actor) {
      const talks = await recallTalks(deps, actor);
      return talksView(talks, deps.listActions?.(talks) ?? []);
    },
  };
}
