import { addProgressNote } from '../../coaching/growth/add-progress-note.ts';
import type { GrowthGoal } from '../../coaching/growth/goal.ts';
import { ownerOf } from '../../coaching/growth/growth-deps.ts';
import { readGrowthWords, type GrowthWish } from '../../coaching/growth/read-growth-words.ts';
import { postponeCheckIn } from '../../coaching/growth/schedule-check-in.ts';
import { goalSaidView } from '../../messages/views/goal-list.ts';
import { momentOf } from '../../messages/views/goal.ts';
import { words } from '../../messages/words/en.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import type { GrowthTurnDeps } from './growth-turns.ts';
import { isAnswerToCheckIn, putsOff } from './read-check-in-answer.ts';

const { growth: say } = words;

/** So long after a check-in was asked, what is said next is taken for its answer. */
const answeredWithinMs = 24 * 3_600_000;

/** Words about goals that name them plainly: elsewhere than in the direct message nothing else is taken for them. */
const plain: ReadonlySet<GrowthWish['kind']> = new Set([
  'list',
  'show',
  'create',
  'note',
  'check-in',
  'stop-check-ins',
  'end',
  'reopen',
]);

/**
 * What rules decide about before the agent: where others read along, goals are not talked about; and in the direct message
 * what is said after a check-in is its answer. What is asked about goals there goes to the agent and its tool.
 */
export function createGrowthWords(deps: GrowthTurnDeps): TextHandler {
  return async (context) => {
    if (context.turn.place.kind !== 'direct') return moveToDirect(deps, context);
    const waiting = await waitingFor(deps, context);
    if (waiting === undefined) return false;
    let taken = true;
    await refusing(async (same: ContextOf<'message'>) => {
      taken = await answer(deps, same, waiting);
    })(context);
    return taken;
  };
}

async function moveToDirect(
  { sessions }: GrowthTurnDeps,
  { actor, reply, turn }: ContextOf<'message'>,
): Promise<boolean> {
  const wish = readGrowthWords(turn.text);
  if (wish === undefined || !plain.has(wish.kind)) return false;
  // In a session's thread it is a line of its summary.
  const session = await sessions.findByThread(actor.organizationId, turn.place.key);
  if (session !== undefined) return false;
  await reply.sendPrivately(goalSaidView(say.toDirect));
  return true;
}

/** The goal whose check-in waits for an answer, or was answered by an earlier try of this turn. */
async function waitingFor(
  { growth, clock }: GrowthTurnDeps,
  { actor, event }: ContextOf<'message'>,
): Promise<GrowthGoal | undefined> {
  const since = clock.now().getTime() - answeredWithinMs;
  const asked = (goal: GrowthGoal): number => goal.askedAt?.getTime() ?? 0;
  const goals = await growth.list(ownerOf(actor));
  const before = event.attempts > 1 ? goals.find(({ lastTurn }) => lastTurn?.turnId === event.id) : undefined;
  return (
    before ?? goals.filter((goal) => asked(goal) > since).sort((one, other) => asked(other) - asked(one))[0]
  );
}

/** @returns false: it is no answer, and for the agent */
async function answer(
  deps: GrowthTurnDeps,
  { actor, event, reply, turn }: ContextOf<'message'>,
  { id: goalId }: GrowthGoal,
): Promise<boolean> {
  const input = { actor, goalId, turnId: event.id };
  if (putsOff(turn.text)) {
    const goal = await postponeCheckIn(deps, input);
    const at = goal.checkIn?.nextAt ?? deps.clock.now();
    await reply.send(goalSaidView(say.said.tomorrow(momentOf(at, actor.timezone)), goal));
    return true;
  }
  if (!isAnswerToCheckIn(turn.text)) return false;
  const goal = await addProgressNote(deps, { ...input, words: turn.text, kind: 'check_in' });
  await reply.send(goalSaidView(say.said.answered, goal));
  return true;
}
