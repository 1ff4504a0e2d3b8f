import type { Actor } from '../people/user.ts';
import { editProfile, type EditProfileDeps } from './edit-profile.ts';
import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import { isWider } from './field-access.ts';
import type { QuestionnaireRepository } from './ports.ts';
import { tooWide } from './profile-errors.ts';
import type { ProfileValue, Visibility } from './profile.ts';
import { nextField, state, toQuestion, type ProfileQuestion, type State } from './profile-question.ts';
import { questionWaitsMs, type Questionnaire } from './questionnaire.ts';
import { readValue } from './read-value.ts';
import { storedFields } from './show-profile.ts';

export interface AskProfileDeps extends EditProfileDeps {
  questionnaires: QuestionnaireRepository;
}

/** Where a move in the questions came from: its turn moves once, however often it is tried. */
export interface Move {
  turnId: string;
  conversationKey: string;
  surface: string;
}

async function save({ questionnaires }: AskProfileDeps, actor: Actor, now: State): Promise<void> {
  await questionnaires.save(actor.organizationId, actor.id, now);
}

/** The question that words in this conversation would answer now; undefined: none waits here. */
export async function waitingQuestion(
  deps: AskProfileDeps,
  actor: Actor,
  conversationKey: string,
  turnId?: string,
): Promise<(ProfileQuestion & { kind: 'question' }) | 'moved' | undefined> {
  const now = await deps.questionnaires.find(actor.organizationId, actor.id);
  if (now?.conversationKey !== conversationKey) return undefined;
  // Tried again after the move was made: its words were an answer, whatever waits now.
  if (turnId !== undefined && now.lastTurn === turnId) return 'moved';
  const isRecent = deps.clock.now().getTime() - now.updatedAt.getTime() < questionWaitsMs;
  if (now.state !== 'asking' || now.field === undefined || !isRecent) return undefined;
  const question = toQuestion(now, await storedFields(deps, actor, actor.id));
  return question.kind === 'question' ? question : undefined;
}

/** Where the questions stand, whether or not they wait. */
export async function currentQuestion(deps: AskProfileDeps, actor: Actor): Promise<ProfileQuestion> {
  const [now, stored] = await Promise.all([
    deps.questionnaires.find(actor.organizationId, actor.id),
    storedFields(deps, actor, actor.id),
  ]);
  return toQuestion(now ?? { conversationKey: '', state: 'finished', skipped: [], trail: [] }, stored);
}

/** Begins, or goes on where it was left. What the person wrote already is not asked; once through, skipped ones are. */
export async function startQuestions(
  deps: AskProfileDeps,
  actor: Actor,
  { conversationKey, turnId }: Move,
): Promise<ProfileQuestion> {
  const [before, stored] = await Promise.all([
    deps.questionnaires.find(actor.organizationId, actor.id),
    storedFields(deps, actor, actor.id),
  ]);
  if (before?.lastTurn === turnId) return toQuestion(before, stored);
  const goesOn = before !== undefined && before.state !== 'finished' && before.field !== undefined;
  const skipped = goesOn ? before.skipped : [];
  const field = goesOn ? before.field : nextField(stored, skipped);
  const now = state(
    {
      conversationKey,
      state: field === undefined ? 'finished' : 'asking',
      skipped,
      trail: goesOn ? before.trail : [],
    },
    { field, visibility: goesOn ? before.visibility : undefined, lastTurn: turnId },
  );
  await save(deps, actor, now);
  return toQuestion(now, stored);
}

export type MovedOn =
  | {
      kind: 'moved';
      answered?: { field: ProfileFieldKey; value: ProfileValue; visibility: Visibility };
      question: ProfileQuestion;
    }
  /** What was said does not answer the question: it stays. */
  | { kind: 'fault'; fault: string; question: ProfileQuestion }
  /** A button of an earlier question, or the move of an earlier try. */
  | { kind: 'stale'; question: ProfileQuestion };

/** Opens the questionnaire at `field`, else tells where it stands. */
async function openAt(deps: AskProfileDeps, actor: Actor, move: Move, field?: ProfileFieldKey) {
  const [before, stored] = await Promise.all([
    deps.questionnaires.find(actor.organizationId, actor.id),
    storedFields(deps, actor, actor.id),
  ]);
  if (
    before?.field === undefined ||
    before.lastTurn === move.turnId ||
    (field !== undefined && before.field !== field)
  )
    return { stale: { kind: 'stale', question: await currentQuestion(deps, actor) } as const };
  // Whoever presses a button of a paused question goes on with it.
  const open: Questionnaire & { field: ProfileFieldKey } = {
    ...before,
    field: before.field,
    state: 'asking',
  };
  return { before: open, stored };
}

/** Goes past the question that waits. */
async function moveOn(
  deps: AskProfileDeps,
  actor: Actor,
  { turnId }: Move,
  before: Questionnaire & { field: ProfileFieldKey },
  passed: { editId?: string; skipped?: true },
): Promise<ProfileQuestion> {
  const stored = await storedFields(deps, actor, actor.id);
  const { field, conversationKey } = before;
  const skipped = passed.skipped === true ? [...before.skipped, field] : before.skipped;
  const trail = [
    ...before.trail,
    { field, ...(passed.editId === undefined ? {} : { editId: passed.editId }) },
  ];
  const next = nextField(stored, skipped, field);
  const now = state(
    { conversationKey, state: next === undefined ? 'finished' : 'asking', skipped, trail },
    { field: next, lastTurn: turnId },
  );
  await save(deps, actor, now);
  return toQuestion(now, stored);
}

/**
 * Takes words as the answer to the question that waits, or to `field` if that still is the one.
 * The answer goes through no model.
 */
export async function answerQuestion(
  deps: AskProfileDeps,
  actor: Actor,
  text: string,
  move: Move,
  field?: ProfileFieldKey,
): Promise<MovedOn> {
  const { before, stale } = await openAt(deps, actor, move, field);
  if (before === undefined) return stale;
  const read = readValue(before.field, text);
  if (read.kind === 'fault')
    return { kind: 'fault', fault: read.fault, question: await currentQuestion(deps, actor) };
  const { value } = read;
  const { visibility } = before;
  const edit = {
    kind: 'set' as const,
    field: before.field,
    value,
    ...(visibility === undefined ? {} : { visibility }),
  };
  const { turnId: editId, surface } = move;
  await editProfile(deps, actor, actor.id, [edit], { editId, surface, source: 'questionnaire' });
  const stands = (await storedFields(deps, actor, actor.id)).get(before.field);
  const question = await moveOn(deps, actor, move, before, { editId });
  return {
    kind: 'moved',
    answered: {
      field: before.field,
      value: stands?.value ?? value,
      visibility: stands?.visibility ?? definitionOf(before.field).visibility,
    },
    question,
  };
}

/** Leaves a question out, for this time through. */
export async function skipQuestion(
  deps: AskProfileDeps,
  actor: Actor,
  move: Move,
  field?: ProfileFieldKey,
): Promise<MovedOn> {
  const { before, stale } = await openAt(deps, actor, move, field);
  if (before === undefined) return stale;
  return { kind: 'moved', question: await moveOn(deps, actor, move, before, { skipped: true }) };
}

/** Back to the question before; if its answer was the last change, it is taken back, else it is shown as it stands. */
export async function goBack(deps: AskProfileDeps, actor: Actor, move: Move): Promise<MovedOn> {
  const before = await deps.questionnaires.find(actor.organizationId, actor.id);
  const last = before?.trail.at(-1);
  if (before === undefined || last === undefined || before.lastTurn === move.turnId)
    return { kind: 'stale', question: await currentQuestion(deps, actor) };
  const { organizationId, id: viewerId } = actor;
  if (last.editId !== undefined) await deps.profiles.undo({ organizationId, viewerId }, last.editId);
  const now = state(
    {
      conversationKey: before.conversationKey,
      state: 'asking',
      skipped: before.skipped.filter((field) => field !== last.field),
      trail: before.trail.slice(0, -1),
    },
    { field: last.field, lastTurn: move.turnId },
  );
  await save(deps, actor, now);
  return { kind: 'moved', question: toQuestion(now, await storedFields(deps, actor, actor.id)) };
}

/** Waits no longer; `startQuestions` goes on here. Stopping twice is the same. */
export async function stopQuestions(
  deps: AskProfileDeps,
  actor: Actor,
  { turnId }: Move,
): Promise<ProfileQuestion> {
  const before = await deps.questionnaires.find(actor.organizationId, actor.id);
  if (before?.state === 'asking')
    await save(
      deps,
      actor,
      state(
        { ...before, state: 'paused' },
        { field: before.field, visibility: before.visibility, lastTurn: turnId },
      ),
    );
  return currentQuestion(deps, actor);
}

/**
 * Who is to see the answer of the question that waits.
 * @throws AppError PROFILE_002 wider than the field may be
 */
export async function chooseVisibility(
  deps: AskProfileDeps,
  actor: Actor,
  visibility: Visibility,
  move: Move,
  field?: ProfileFieldKey,
): Promise<MovedOn> {
  const { before, stale } = await openAt(deps, actor, move, field);
  if (before === undefined) return stale;
  if (isWider(visibility, definitionOf(before.field).widest)) throw tooWide(before.field);
  const now = state(before, { field: before.field, visibility, lastTurn: move.turnId });
  await save(deps, actor, now);
  return { kind: 'moved', question: toQuestion(now, await storedFields(deps, actor, actor.id)) };
}
