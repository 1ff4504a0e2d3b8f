import { confirmArrival } from '../../coaching/follow-ups/cancel-follow-up.ts';
import {
  parseFollowUpReference,
  type FollowUpReference,
} from '../../coaching/follow-ups/follow-up-reference.ts';
import { summaryNotApproved } from '../../coaching/follow-ups/follow-up-errors.ts';
import { openSummary } from '../../coaching/summaries/open-summary.ts';
import { followUpKindsView, parseDraftValue } from '../../messages/views/follow-up-talk.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { sayAbout, sayAboutFollowUp } from './follow-up-cards.ts';
import {
  cancelAndSay,
  draftAndShow,
  outOfDate,
  scheduleAndSay,
  undoAndSay,
  type FollowUpChangeDeps,
} from './follow-up-changes.ts';

type FollowUpActionId = Exclude<
  Extract<keyof ActionHandlers, `follow-up.${string}`>,
  'follow-up.time' | 'follow-up.address'
>;

/** A button of one follow-up. */
export const onFollowUp = (
  run: (context: ContextOf<'action'>, reference: FollowUpReference) => Promise<void>,
) =>
  refusing(async (context: ContextOf<'action'>) => {
    const reference = parseFollowUpReference(context.turn.value);
    if (reference === undefined) throw outOfDate();
    await run(context, reference);
  });

/** The buttons under follow-ups. Whoever presses must be entitled to the summary; pressing twice or late is harmless. */
export function createFollowUpActions(deps: FollowUpChangeDeps): Pick<ActionHandlers, FollowUpActionId> {
  return {
    'follow-up.choose': refusing(async (context: ContextOf<'action'>) => {
      const { summary, session } = await openSummary(deps, context.actor, context.turn.value, 'write');
      if (summary.state !== 'approved') throw summaryNotApproved(summary.participant);
      await sayAbout(deps, context, session, followUpKindsView(summary));
    }),
    'follow-up.draft': refusing(async (context: ContextOf<'action'>) => {
      const value = parseDraftValue(context.turn.value);
      if (value === undefined) throw outOfDate();
      await draftAndShow(deps, context, value);
    }),
    'follow-up.send': onFollowUp((context, { id, version }) =>
      scheduleAndSay(deps, context, { id, expected: version, at: 'now' }),
    ),
    'follow-up.at': onFollowUp(async (context, { id, version, at }) => {
      if (at === undefined) throw outOfDate();
      await scheduleAndSay(deps, context, { id, expected: version, at });
    }),
    'follow-up.undo': onFollowUp((context, { id, version }) =>
      undoAndSay(deps, context, { id, expected: version }),
    ),
    'follow-up.cancel': onFollowUp((context, { id }) => cancelAndSay(deps, context, id)),
    'follow-up.arrived': onFollowUp(async (context, { id }) => {
      const { actor, turn } = context;
      const followUp = await confirmArrival(deps, { actor, id, surface: turn.platform });
      await deps.poster.refresh(followUp);
      const said = sayView('talk.follow-up-arrived', words.followUps.arrivedNoted);
      await sayAboutFollowUp(deps, context, id, said);
    }),
  };
}
