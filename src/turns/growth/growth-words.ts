import { momentOf } from '../../messages/views/moment.ts';
import { addProgressNote } from '../../coaching/growth/add-progress-note.ts';
import { ownerOf } from '../../coaching/growth/growth-deps.ts';
import { readGrowthWords, type GrowthWish } from '../../coaching/growth/read-growth-words.ts';
import { postponeCheckIn } from '../../coaching/growth/schedule-check-in.ts';
import { goalSaidView } from '../../messages/views/goal-list.ts';
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
    // Most messages are questions: about those the store is not asked.
    const { text } = context.turn;
    if (!putsOff(text) && !isAnswerToCheckIn(text)) return false;
    const since = new Date(deps.clock.now().getTime() - answeredWithinMs);
    const goalId = await deps.growth.waiting(ownerOf(context.actor), { since, turnId: context.event.id });
    if (goalId === undefined || (await coachAskedSince(deps, context, goalId))) return false;
    await refusing((same: ContextOf<'message'>) => answer(deps, same, goalId))(context);
    return true;
  };
}

/** Of two questions that wait for words, the newer one gets them. */
async function coachAskedSince(
  { growth, talks }: GrowthTurnDeps,
  { actor, conversation }: ContextOf<'message'>,
  goalId: string,
): Promise<boolean> {
  const [goal, talk] = await Promise.all([
    growth.find(ownerOf(actor), goalId),
    talks.findOpen(ownerOf(actor), conversation.conversationKey),
  ]);
  return goal?.askedAt !== undefined && talk !== undefined && talk.lastAt > goal.askedAt;
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

/** Keeps what was said with the goal, or asks again tomorrow. */
async function answer(
  deps: GrowthTurnDeps,
  { actor, event, reply, turn }: ContextOf<'message'>,
  goalId: string,
): Promise<void> {
  const input = { actor, goalId, turnId: event.id };
  if (putsOff(turn.text)) {
    const goal = await postponeCheckIn(deps, input);
    const at = goal.checkIn?.nextAt ?? deps.clock.now();
    await reply.send(goalSaidView(say.said.tomorrow(momentOf(at, actor.timezone)), goal));
    return;
  }
  const goal = await addProgressNote(deps, { ...input, words: turn.text, kind: 'check_in' });
  await reply.send(goalSaidView(say.said.answered, goal));
}
