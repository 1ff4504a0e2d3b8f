import {
  assignAction,
  openActionLine,
  ownerChoices,
  type AssignActionDeps,
} from '../../coaching/actions/assign-action.ts';
import type { ActionOwner } from '../../coaching/actions/action-item.ts';
import { ownActions } from '../../coaching/actions/own-actions.ts';
import { planActions } from '../../coaching/actions/plan-actions.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { isDay } from '../../coaching/summaries/verify-lines.ts';
import {
  askOwnerView,
  assignForm,
  assignFormView,
  ownActionsView,
  trackedInWords,
} from '../../messages/views/action-items.ts';
import { words } from '../../messages/words/en.ts';
import type { Clock } from '../../shared/clock.ts';
import type { ActionHandlers } from '../actions.ts';
import type { FormHandlers, FormQueries } from '../forms.ts';
import { refusing } from '../knowledge/refusing.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { lineOfSummary, partsOf, pressing, showInSession } from '../sessions/summary-press.ts';

export interface AssignTurnDeps extends AssignActionDeps {
  sessions: SessionRepository;
  clock: Clock;
}

type AssignActionId = 'action.assign' | 'action.leave' | 'action.list';

/** Owner and day of a summary's action lines, and the list of one's own open items. */
export function createAssignActions(deps: AssignTurnDeps): Pick<ActionHandlers, AssignActionId> {
  return {
    // Where the platform did not open the form by itself.
    'action.assign': pressing(async ({ actor, reply, turn }: ContextOf<'action'>) => {
      const line = await openLine(deps, actor, turn.value);
      await reply.sendPrivately(assignFormView(line, await ownerChoices(deps, line)));
    }),
    'action.leave': pressing(async (context: ContextOf<'action'>) => {
      const { said } = await openLine(deps, context.actor, context.turn.value);
      await track(deps, context, context.turn.value, said);
    }),
    'action.list': refusing(async (context: ContextOf<'action'>) => {
      const { actor, turn } = context;
      const view = ownActionsView(await ownActions(deps, actor), Number(turn.value) || 0);
      await sayToActor(context, view);
    }),
  };
}

/** Owner and day that were chosen for a line. */
export const createAssignForm = (deps: AssignTurnDeps): FormHandlers['action.assign'] =>
  pressing(async (context: ContextOf<'form'>) => {
    const { owner, dueOn } = valuesOf(context.turn.values);
    await track(deps, context, context.turn.context, {
      ...(owner === undefined ? {} : { owner }),
      ...(dueOn === undefined ? {} : { dueOn }),
    });
  });

export const createAssignFormQueries = (deps: AssignTurnDeps): FormQueries => ({
  'action.assign': {
    async open(actor, context) {
      const line = await openLine(deps, actor, context);
      return assignForm(line, await ownerChoices(deps, line));
    },
    /** Said while the form is still open. */
    async validate(actor, context, values) {
      const line = await openLine(deps, actor, context);
      const { owner, dueOn } = valuesOf(values);
      const choices = await ownerChoices(deps, line);
      const isOffered = choices.some(
        (choice) => choice.owner.kind === owner?.kind && choice.owner.id === owner.id,
      );
      return {
        ...(owner === undefined || isOffered ? {} : { person: words.documents.choose }),
        ...(dueOn === undefined || isDay(dueOn) ? {} : { due: words.actions.noSuchDay }),
      };
    },
  },
});

async function track(
  deps: AssignTurnDeps,
  context: TurnContext,
  value: string,
  set: { owner?: ActionOwner; dueOn?: string },
): Promise<void> {
  const { actor } = context;
  const [summaryId = '', lineId = ''] = partsOf(value, lineOfSummary);
  const item = await assignAction(deps, { actor, summaryId, lineId, ...set });
  const line = await openLine(deps, actor, value);
  const choices = await ownerChoices(deps, line);
  const name = choices.find(
    ({ owner }) => owner.kind === item.owner?.kind && owner.id === item.owner.id,
  )?.name;
  const { incomplete } = await planActions(deps, line);
  const view = askOwnerView(line.summary, incomplete, trackedInWords(item, name));
  await showInSession(deps, context, line.session.id, view);
}

function openLine(deps: AssignTurnDeps, actor: Actor, value: string) {
  const [summaryId = '', lineId = ''] = partsOf(value, lineOfSummary);
  return openActionLine(deps, { actor, summaryId, lineId });
}

/** `user:<id>`, `client:<id>` or `nobody`; an empty day is none. */
function valuesOf(values: Readonly<Record<string, string>>): { owner?: ActionOwner; dueOn?: string } {
  const [, kind, id] = /^(user|client):(.+)$/.exec(values['person'] ?? '') ?? [];
  const dueOn = (values['due'] ?? '').trim();
  return {
    ...(id === undefined ? {} : { owner: { kind: kind === 'client' ? 'client' : 'user', id } }),
    ...(dueOn === '' ? {} : { dueOn }),
  };
}
