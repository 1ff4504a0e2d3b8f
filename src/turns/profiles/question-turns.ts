import {
  answerQuestion,
  chooseVisibility,
  currentQuestion,
  goBack,
  skipQuestion,
  startQuestions,
  stopQuestions,
  waitingQuestion,
  type Move,
  type MovedOn,
} from '../../coaching/profiles/ask-profile.ts';
import {
  definitionOf,
  isProfileField,
  type ProfileFieldKey,
} from '../../coaching/profiles/field-catalogue.ts';
import type { Visibility } from '../../coaching/profiles/profile.ts';
import { readAnswerWords } from '../../coaching/profiles/read-answer-words.ts';
import { movedOnView, profileQuestionView } from '../../messages/views/profile-questions.ts';
import { profileSaidView } from '../../messages/views/profile.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import type { ProfileTurnDeps } from './profile-deps.ts';

const { questions: say, profiles } = words;

export const moveOf = ({ event, turn }: TurnContext): Move => ({
  turnId: event.id,
  conversationKey: turn.place.key,
  surface: turn.platform,
});

/** Begins or goes on with the questions; only in the direct message, where nobody else reads the answers. */
export async function startAndAsk(deps: ProfileTurnDeps, context: TurnContext): Promise<void> {
  if (context.turn.place.kind !== 'direct') {
    await context.reply.sendPrivately(profileSaidView(profiles.inDirect));
    return;
  }
  const question = await startQuestions(deps, context.actor, moveOf(context));
  const isNew = question.kind === 'question';
  await sayToActor(context, isNew ? profileQuestionView(question) : profileSaidView(say.allThere));
}

const fieldIn = (value: string): ProfileFieldKey | undefined => {
  const [key = ''] = value.split(':');
  return isProfileField(key) ? key : undefined;
};

export const visibilityIn = (value: string): Visibility | undefined => {
  const said = value.split(':')[1];
  return said === 'private' || said === 'line' || said === 'organization' ? said : undefined;
};

async function stop(deps: ProfileTurnDeps, context: TurnContext): Promise<void> {
  await stopQuestions(deps, context.actor, moveOf(context));
  await sayToActor(context, profileSaidView(say.stopped));
}

type QuestionActionId =
  'profile.fill' | 'profile.pick' | 'profile.skip' | 'profile.back' | 'profile.stop' | 'profile.reach';

/** Buttons under a question. Those of an earlier one change nothing: the question that waits is shown. */
export function createQuestionActions(deps: ProfileTurnDeps): Pick<ActionHandlers, QuestionActionId> {
  const moving = (move: (context: ContextOf<'action'>) => Promise<MovedOn>) =>
    refusing(async (context: ContextOf<'action'>) => {
      await sayToActor(context, movedOnView(await move(context)));
    });
  const stale = async ({ actor }: TurnContext): Promise<MovedOn> => ({
    kind: 'stale',
    question: await currentQuestion(deps, actor),
  });
  return {
    'profile.fill': refusing((context) => startAndAsk(deps, context)),
    'profile.pick': moving((context) => {
      const { actor, turn } = context;
      const field = fieldIn(turn.value);
      const option = definitionOf(field ?? 'learning_style').options?.[Number(turn.value.split(':')[1])];
      if (field === undefined || option === undefined) return stale(context);
      return answerQuestion(deps, actor, option, moveOf(context), field);
    }),
    'profile.skip': moving((context) => {
      const field = fieldIn(context.turn.value);
      return field === undefined ? stale(context) : skipQuestion(deps, context.actor, moveOf(context), field);
    }),
    'profile.back': moving(async (context) => {
      const now = await currentQuestion(deps, context.actor);
      const isCurrent = now.kind === 'finished' || now.field === fieldIn(context.turn.value);
      return isCurrent ? goBack(deps, context.actor, moveOf(context)) : stale(context);
    }),
    'profile.stop': refusing((context) => stop(deps, context)),
    'profile.reach': moving((context) => {
      const [field, visibility] = [fieldIn(context.turn.value), visibilityIn(context.turn.value)];
      if (field === undefined || visibility === undefined) return stale(context);
      return chooseVisibility(deps, context.actor, visibility, moveOf(context), field);
    }),
  };
}

/**
 * While a question waits in the direct message, words are its answer, unless they clearly ask for something else. They go
 * through no model, and are kept in the profile alone.
 */
export const createAnswerTaker =
  (deps: ProfileTurnDeps): TextHandler =>
  async (context) => {
    const { actor, turn, event, reply } = context;
    if (turn.place.kind !== 'direct') return false;
    const waiting = await waitingQuestion(deps, actor, turn.place.key, event.id);
    if (waiting === undefined) return false;
    const move = moveOf(context);
    const answered = (run: () => Promise<MovedOn>): Promise<void> =>
      refusing(async () => {
        await reply.send(movedOnView(await run()));
      })(context);
    if (waiting === 'moved') {
      await answered(async () => ({ kind: 'stale', question: await currentQuestion(deps, actor) }));
      return true;
    }
    const said = readAnswerWords(turn.text, waiting.field);
    switch (said.kind) {
      case 'other':
        return false;
      case 'answer':
        await answered(() => answerQuestion(deps, actor, turn.text, move));
        return true;
      case 'skip':
        await answered(() => skipQuestion(deps, actor, move));
        return true;
      case 'back':
        await answered(() => goBack(deps, actor, move));
        return true;
      case 'visibility':
        await answered(() => chooseVisibility(deps, actor, said.visibility, move));
        return true;
      case 'who-sees':
        await reply.send(profileQuestionView(waiting));
        return true;
      case 'stop':
        await stop(deps, context);
        return true;
    }
  };
