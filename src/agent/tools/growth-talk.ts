import { dayIn } from '../../coaching/people/day-in.ts';
import { addProgressNote } from '../../coaching/growth/add-progress-note.ts';
import { addStep } from '../../coaching/growth/add-step.ts';
import { changeStep, stepNamed } from '../../coaching/growth/change-step.ts';
import { chooseGoal, requireGoal } from '../../coaching/growth/choose-goal.ts';
import { createGoal } from '../../coaching/growth/create-goal.ts';
import { editGoal } from '../../coaching/growth/edit-goal.ts';
import { endGoal, reopenGoal } from '../../coaching/growth/end-goal.ts';
import { goalStatuses, type GrowthGoal } from '../../coaching/growth/goal.ts';
import { ownerOf, type GrowthDeps } from '../../coaching/growth/growth-deps.ts';
import { nothingToUndo } from '../../coaching/growth/growth-errors.ts';
import type { GrowthWish } from '../../coaching/growth/read-growth-words.ts';
import { readTarget } from '../../coaching/growth/read-target.ts';
import { scheduleCheckIn, stopCheckIns } from '../../coaching/growth/schedule-check-in.ts';
import { undoGoal } from '../../coaching/growth/undo-goal.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { Message } from '../../messages/message.ts';
import { goalListView, goalSaidView, goalStartView, whichGoalView } from '../../messages/views/goal-list.ts';
import { goalHelp, goalView, scheduledText, tickedText } from '../../messages/views/goal.ts';
import { words } from '../../messages/words/en.ts';

const { said } = words.growth;

export interface GrowthTalk {
  actor: Actor;
  turnId: string;
  wish: GrowthWish;
  /** The goal that was chosen with a button; default: the words say which, or the one talked about last. */
  goalId?: string;
}

type ChangingWish = Exclude<GrowthWish, { kind: 'create' | 'list' | 'undo' }>;

/**
 * Does what words ask about one's own goals, and shows how things stand. Where it is not clear which goal is meant it asks,
 * and changes nothing.
 * @throws AppError GROWTH_*, each with its cure for the person
 */
export async function talkAboutGrowth(deps: GrowthDeps, talk: GrowthTalk): Promise<Message> {
  const { actor, turnId, wish } = talk;
  const { timezone } = actor;
  switch (wish.kind) {
    case 'create': {
      if (wish.text === '') return goalStartView();
      const goal = await createGoal(deps, { actor, words: wish.text, turnId });
      return goalView(goal, { timezone, said: `${said.created} ${goalHelp(goal) ?? ''}`.trim() });
    }
    case 'list':
      return listGoals(deps, actor);
    case 'undo':
      return undoLast(deps, actor, turnId);
    default: {
      const choice = await goalMeant(deps, talk, wish);
      if (choice.kind === 'none') return goalStartView(words.growth.none);
      return choice.kind === 'several'
        ? whichGoalView(choice.goals)
        : act(deps, { actor, turnId, goalId: choice.goal.id }, choice.goal, wish);
    }
  }
}

export async function listGoals({ growth }: Pick<GrowthDeps, 'growth'>, actor: Actor): Promise<Message> {
  const all = await growth.list(ownerOf(actor), goalStatuses);
  const open = all.filter(({ status }) => status === 'active');
  return goalListView(open, actor.timezone, all.length - open.length);
}

/** @param about what was just done about it. @throws AppError GROWTH_001 */
export async function showGoal(
  { growth, clock }: Pick<GrowthDeps, 'growth' | 'clock'>,
  actor: Actor,
  goalId: string,
  about?: string,
): Promise<Message> {
  const goal = requireGoal(await growth.find(ownerOf(actor), goalId));
  await growth.touch(ownerOf(actor), goalId, clock.now());
  const notes = await growth.notes(ownerOf(actor), goalId);
  return goalView(goal, { timezone: actor.timezone, notes, ...(about === undefined ? {} : { said: about }) });
}

/** Among those that the wish can be about: a goal that has ended is shown and reopened, and nothing else. */
async function goalMeant({ growth, clock }: GrowthDeps, { actor, goalId }: GrowthTalk, wish: ChangingWish) {
  const all = await growth.list(ownerOf(actor), goalStatuses);
  const chosen = all.find(({ id }) => id === goalId);
  if (chosen !== undefined) return { kind: 'chosen' as const, goal: chosen };
  const open = all.filter(({ status }) => status === 'active');
  const ended = all.filter(({ status }) => status !== 'active');
  const now = clock.now();
  if (wish.kind === 'reopen') return chooseGoal(wish.about, ended, now);
  const checked = open.filter(({ checkIn }) => checkIn?.nextAt !== undefined);
  // "Stop checking in" is about one that is checked in on.
  if (wish.kind === 'stop-check-ins' && checked.length > 0) return chooseGoal(wish.about, checked, now);
  const choice = chooseGoal(wish.about, open, now);
  const isNamedAmongEnded = wish.kind === 'show' && wish.about !== '' && choice.kind !== 'chosen';
  const other = isNamedAmongEnded ? chooseGoal(wish.about, ended, now) : choice;
  return other.kind === 'chosen' ? other : choice;
}

async function act(
  deps: GrowthDeps,
  of: { actor: Actor; turnId: string; goalId: string },
  goal: GrowthGoal,
  wish: ChangingWish,
): Promise<Message> {
  const { actor, goalId } = of;
  const shown = (about?: string) => showGoal(deps, actor, goalId, about);
  switch (wish.kind) {
    case 'show':
      return shown();
    case 'add-step':
      await addStep(deps, { ...of, words: wish.text });
      return shown(said.stepAdded);
    case 'step': {
      // The same turn again finds the step changed already, and must not take the next one.
      if (goal.lastTurn?.turnId === of.turnId) return shown();
      const { id: stepId } = stepNamed(goal, wish.which, wish.doing);
      const changed = await changeStep(deps, { ...of, stepId, doing: wish.doing });
      return shown({ tick: tickedText(changed), untick: said.unticked, remove: said.removed }[wish.doing]);
    }
    case 'note':
      await addProgressNote(deps, { ...of, words: wish.text });
      return shown(said.noted);
    case 'check-in':
      return shown(scheduledText(await scheduleCheckIn(deps, { ...of, words: wish.when }), actor.timezone));
    case 'stop-check-ins':
      await stopCheckIns(deps, of);
      return shown(said.stopped);
    case 'edit': {
      const today = dayIn(deps.clock.now(), actor.timezone);
      const edit =
        wish.what === 'title'
          ? { title: wish.text }
          : { targetOn: readTarget(`x by ${wish.text}`, deps.dates, today).day ?? null };
      await editGoal(deps, of, edit);
      return shown(said.edited);
    }
    case 'end':
      await endGoal(deps, { ...of, how: wish.how });
      return shown(said[wish.how]);
    case 'reopen':
      await reopenGoal(deps, of);
      return shown(said.reopened);
  }
}

/**
 * Of the goal that was changed last. That a goal was made is taken back by its button alone: once it is gone nothing would
 * tell a turn that is tried again from a second wish, and the change before would go, too.
 */
async function undoLast(deps: GrowthDeps, actor: Actor, turnId: string): Promise<Message> {
  const all = await deps.growth.list(ownerOf(actor), goalStatuses);
  const again = all.find(({ lastTurn }) => lastTurn?.turnId === turnId);
  if (again !== undefined) return showGoal(deps, actor, again.id, said.undone);
  const [last] = all
    .filter(({ undoable }) => undoable !== undefined)
    .sort((one, other) => (other.talkedAt?.getTime() ?? 0) - (one.talkedAt?.getTime() ?? 0));
  if (last?.undoable === undefined) throw nothingToUndo();
  if (last.lastTurn?.did === 'make') return showGoal(deps, actor, last.id, said.undoMaking);
  return undoChange(deps, { actor, turnId, goalId: last.id, change: last.undoable, title: last.title });
}

/** @throws AppError GROWTH_001, GROWTH_009 */
export async function undoChange(
  deps: Pick<GrowthDeps, 'growth' | 'clock'>,
  input: { actor: Actor; turnId: string; goalId: string; change: string; title: string },
): Promise<Message> {
  const undone = await undoGoal(deps, input);
  return undone === undefined
    ? goalSaidView(said.gone(escapeMarkdown(input.title)))
    : showGoal(deps, input.actor, undone.id, said.undone);
}
