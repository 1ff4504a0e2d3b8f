import { issueUnknown } from '../../coaching/effectiveness/effectiveness-errors.ts';
import { issueIn, readWorkedQuestion, whichIn } from '../../coaching/effectiveness/read-worked-words.ts';
import {
  casesToReview,
  openCase,
  reviewCase,
  type ReviewDeps,
} from '../../coaching/effectiveness/review-case.ts';
import { whatWorked } from '../../coaching/effectiveness/what-worked.ts';
import { peopleLedBy } from '../../coaching/people/line.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { casesView, reviewForm, reviewFormView, workedView } from '../../messages/views/worked.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import type { Command } from '../commands/commands.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import { oneId, partsOf } from '../sessions/summary-press.ts';
import type { ContextOf } from '../turn-context.ts';

export interface EffectivenessTurnDeps extends ReviewDeps {
  sessions: Pick<SessionRepository, 'findByThread'>;
}

const { worked: say } = words;

/** What coaching has done, in chat: for `create-turn-deps.ts`. Always for the eyes of who asks alone. */
export function createEffectivenessTurns(deps: EffectivenessTurnDeps) {
  /** `/worked handle time line`, `/worked review`. */
  const command: Command = {
    usage: say.usage,
    description: say.command,
    run: refusing(async ({ actor, reply, turn }) => {
      const text = turn.text.trim();
      if (/^reviews?$/i.test(text)) {
        await reply.sendPrivately(casesView(await casesToReview(deps, actor)));
        return;
      }
      const issue = issueIn(text);
      if (issue === undefined) throw issueUnknown();
      await reply.sendPrivately(workedView(await whatWorked(deps, actor, { issue, which: whichIn(text) })));
    }),
  };
  const actions: Pick<ActionHandlers, 'worked.review'> = {
    // Where the platform did not open the form by itself.
    'worked.review': refusing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      const [id = ''] = partsOf(turn.value, oneId);
      await reply.sendPrivately(reviewFormView(await openCase(deps, actor, id)));
    }),
  };
  const forms: Pick<FormHandlers, 'worked.review'> = {
    'worked.review': refusing(async ({ actor, reply, turn }: ContextOf<'form'>) => {
      const { helped = '', hindered = '', recommended } = turn.values;
      const reviewed = await reviewCase(deps, {
        ...{ actor, id: turn.context, surface: turn.platform, helped, hindered },
        recommended: recommended === 'yes',
      });
      await reply.sendPrivately(casesView([reviewed], say.review.saved));
    }),
  };
  const formQueries: FormQueries = {
    'worked.review': {
      open: async (actor, id) => reviewForm(await openCase(deps, actor, id)),
      validate: () => Promise.resolve({}),
    },
  };
  /** "What has worked for handle time in this team?" of somebody who leads; of others it is a question like any other. */
  const takeWords: TextHandler = async (context) => {
    const question = readWorkedQuestion(context.turn.text);
    if (question === undefined) return false;
    const { actor, turn } = context;
    if ((await deps.sessions.findByThread(actor.organizationId, turn.place.key)) !== undefined) return false;
    if ((await peopleLedBy(deps.users, actor)).length === 0) return false;
    await refusing(async ({ reply }: ContextOf<'message'>) => {
      await reply.sendPrivately(workedView(await whatWorked(deps, actor, question)));
    })(context);
    return true;
  };
  return { commands: [['worked', command]] as const, actions, forms, formQueries, words: takeWords };
}
