import type { ActionHandlers } from '../turns/actions.ts';
import { createActionPoster } from '../turns/actions/action-poster.ts';
import { createActionTurns } from '../turns/actions/action-turns.ts';
import { createDigestTurns } from '../turns/digests/digest-turns.ts';
import { createEffectivenessTurns } from '../turns/effectiveness/effectiveness-turns.ts';
import { createFigureTurns } from '../turns/figures/figure-turns.ts';
import type { TextHandler } from '../turns/handle-message.ts';
import { createNotePoster } from '../turns/notes/note-poster.ts';
import { createNoteTurns } from '../turns/notes/note-turns.ts';
import { createMeetingTurns } from '../turns/one-on-ones/meeting-turns.ts';
import { createOwnDataTurns } from '../turns/performance/own-data-turns.ts';
import { createPlanPoster } from '../turns/plans/plan-poster.ts';
import { createPlanTurns } from '../turns/plans/plan-turns.ts';
import { createImportTurnsOf } from './create-import-turns.ts';
import type { TurnParts } from './create-turn-deps.ts';
import type { Core } from './open-core.ts';

/**
 * What leaders lead with, in chat: for `create-turn-deps.ts`.
 * @param sendExport what `export.send` does with files that are not of imports
 */
export function createManagementTurns(
  core: Core,
  parts: TurnParts,
  sendExport: ActionHandlers['export.send'],
) {
  const { platforms, people, deliverer } = parts;
  const posting = { ...core, platforms, deliverer };
  const notes = createNoteTurns({
    ...core,
    ...core.noteParts,
    ...{ people, poster: createNotePoster(posting) },
  });
  const ownData = createOwnDataTurns(core);
  const figures = createFigureTurns({ ...core, people });
  const { importPoster, ...imports } = createImportTurnsOf(core, parts, sendExport);
  const meetings = createMeetingTurns({
    ...core,
    ...parts,
    itemMaker: core.items,
    journal: core.effectiveness,
  });
  const planPoster = createPlanPoster(posting);
  const plans = createPlanTurns({ ...posting, people, planPoster });
  const actionItems = createActionTurns({ ...core, people, tell: createActionPoster(posting) });
  const effects = createEffectivenessTurns(core);
  const digests = createDigestTurns({ ...core, people });
  /** In this order; the first that takes the words answers them. "Make that an action item" is no note of a 1:1. */
  const takeWords: readonly TextHandler[] = [
    imports.takeWords,
    actionItems.words,
    effects.words,
    meetings.takeWords,
    plans.takeWords,
    ownData.custom,
    ownData.fromShared,
    figures.take,
    digests.fromShared,
  ];
  return {
    commands: [
      ...notes.commands,
      ...ownData.commands,
      ...figures.commands,
      ...imports.commands,
      ...meetings.commands,
      ...plans.commands,
      ...actionItems.commands,
      ...effects.commands,
      ...digests.commands,
    ],
    takeWords,
    actions: {
      ...notes.actions,
      ...figures.actions,
      ...imports.actions,
      ...meetings.actions,
      ...plans.actions,
      ...actionItems.actions,
      ...effects.actions,
      ...digests.actions,
    },
    forms: {
      ...notes.forms,
      ...figures.forms,
      ...imports.forms,
      ...meetings.forms,
      ...plans.forms,
      ...actionItems.forms,
      ...effects.forms,
    },
    formQueries: {
      ...notes.formQueries,
      ...figures.formQueries,
      ...imports.formQueries,
      ...meetings.formQueries,
      ...plans.formQueries,
      ...actionItems.formQueries,
      ...effects.formQueries,
    },
    /** Before small talk: in the thread of a running 1:1 everything but a question is a note. */
    thread: meetings.thread,
    /** Takes files that hold a table. */
    tableTaker: imports.taker,
    planPoster,
    importPoster,
  };
}
