import { isMail, isOpen, type FollowUp, type FollowUpKind } from '../../coaching/follow-ups/follow-up.ts';
import {
  mailNotConfigured,
  notForSending,
  timeUnreadable,
} from '../../coaching/follow-ups/follow-up-errors.ts';
import type { MomentReader } from '../../coaching/follow-ups/ports.ts';
import { requireAddress } from '../../coaching/follow-ups/recipient.ts';
import { refineFollowUp, type RefineFollowUpDeps } from '../../coaching/follow-ups/refine-follow-up.ts';
import { instantOf, wallTimeOf } from '../../coaching/follow-ups/wall-time.ts';
import { audienceMaySeeSession } from '../../coaching/sessions/can-see-session.ts';
import { foldName } from '../../coaching/sessions/names.ts';
import type { SessionRepository } from '../../coaching/sessions/ports.ts';
import { chooseSummary } from '../../coaching/summaries/choose-summary.ts';
import type { Summary } from '../../coaching/summaries/summary.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { Message } from '../../messages/message.ts';
import {
  followUpAskView,
  followUpChangedView,
  followUpWhichView,
} from '../../messages/views/follow-up-talk.ts';
import { sayView } from '../../messages/views/talk.ts';
import { words } from '../../messages/words/en.ts';
import { AppError } from '../../shared/errors.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf, TurnContext } from '../turn-context.ts';
import { cancelAndSay, draftAndShow, undoAndSay, type FollowUpChangeDeps } from './follow-up-changes.ts';
import { cardOf, sayAbout, sayAboutFollowUp } from './follow-up-cards.ts';
import { readFollowUpWords, type FollowUpWish } from './read-follow-up-words.ts';

export interface FollowUpTalkDeps extends FollowUpChangeDeps, Pick<RefineFollowUpDeps, 'editor'> {
  sessions: SessionRepository;
  moments: MomentReader;
}

/** So long after the last change of a draft, words such as "shorter" are about it. */
const workedOnMs = 24 * 3_600_000;

/**
 * Words in a session's thread that are about follow-ups.
 * @returns whether they were, and are answered; false: somebody else's to answer
 */
export function createFollowUpTalk(
  deps: FollowUpTalkDeps,
): (context: ContextOf<'message'>) => Promise<boolean> {
  return async (context) => {
    const draft = await draftMeant(deps, context);
    const said =
      draft === undefined ? context.turn.text : withoutAddress(context.turn.text, draft.recipient.name);
    const wish = readFollowUpWords(said, draft !== undefined);
    if (wish === undefined) return false;
    let answered = true;
    await refusing(async (same: ContextOf<'message'>) => {
      answered = await grant(deps, same, wish, draft);
    })(context);
    return answered;
  };
}

/** The draft that the person worked on here last, unless a summary was chosen since, or somebody else is addressed. */
async function draftMeant(
  deps: FollowUpTalkDeps,
  { actor, turn }: ContextOf<'message'>,
): Promise<FollowUp | undefined> {
  const { organizationId, id } = actor;
  const { key } = turn.place;
  const since = new Date(deps.clock.now().getTime() - workedOnMs);
  const draft = await deps.followUps.latestIn(organizationId, key, id, since);
  if (draft === undefined || !isOpen(draft)) return undefined;
  const address = /^@?(\p{L}[\p{L}\p{M}'’. -]{1,60}?)\s*[:,–—]\s/u.exec(turn.text.trim())?.[1];
  if (address !== undefined && isNameOf(address, draft.recipient.name)) return draft;
  const [chosenSince, session] = await Promise.all([
    deps.sessions.focus(organizationId, key, id, draft.updatedAt),
    deps.sessions.findByThread(organizationId, key),
  ]);
  if (chosenSince !== undefined) return undefined;
  if (address === undefined || session === undefined) return draft;
  const others = await deps.sessions.participants(organizationId, session.id);
  return others.some(({ name }) => isNameOf(address, name)) ? undefined : draft;
}

function isNameOf(said: string, name: string): boolean {
  const [wanted, whole] = [foldName(said), foldName(name)];
  return wanted !== '' && (whole === wanted || whole.split(' ').includes(wanted));
}

/** `Priya: shorter` without the name. */
function withoutAddress(text: string, name: string): string {
  const [, address = '', rest = ''] =
    /^@?(\p{L}[\p{L}\p{M}'’. -]{1,60}?)\s*[:,–—]\s*(.+)$/su.exec(text.trim()) ?? [];
  return rest !== '' && isNameOf(address, name) ? rest : text;
}

async function grant(
  deps: FollowUpTalkDeps,
  context: ContextOf<'message'>,
  wish: FollowUpWish,
  draft: FollowUp | undefined,
): Promise<boolean> {
  if (wish.kind === 'draft') return draftNamed(deps, context, wish.followUpKind, draft);
  if (draft === undefined) return false;
  const { id } = draft;
  switch (wish.kind) {
    case 'send':
      await sayAboutFollowUp(deps, context, id, await askToSend(deps, context, draft, wish.when));
      return true;
    case 'cancel':
      await cancelAndSay(deps, context, id);
      return true;
    case 'undo':
      await undoAndSay(deps, context, { id });
      return true;
    case 'refine':
      await refine(deps, context, draft, wish.instruction);
      return true;
  }
}

async function refine(
  deps: FollowUpTalkDeps,
  context: ContextOf<'message'>,
  { id }: FollowUp,
  instruction: string,
): Promise<void> {
  const { actor, event, reply, signal } = context;
  await reply.progress(words.progress.followUp);
  const result = await refineFollowUp(deps, { actor, id, instruction, turnId: event.id, signal });
  const { followUp } = result;
  if (result.kind === 'changed') await deps.poster.refresh(followUp);
  const say = (text: string): Message =>
    sayView('talk.follow-up-unchanged', `${text}\n\n${words.followUps.unchanged(followUp.version)}`);
  const message = await (async (): Promise<Message> => {
    switch (result.kind) {
      case 'changed': {
        const { notice } = result;
        const lead = { kind: 'changed' as const, ...(notice === undefined ? {} : { notice }) };
        return followUpChangedView(await cardOf(deps, followUp, actor.timezone), result.before, lead);
      }
      case 'ask':
        return say(escapeMarkdown(result.question));
      case 'cannot':
        return say(escapeMarkdown(result.reason));
      case 'invented':
        return say(words.followUps.invented);
      case 'nothing-changed':
        return say(words.followUps.nothingChanged);
    }
  })();
  await sayAboutFollowUp(deps, context, id, message);
}

/** Asks back with a button that sends: words alone never do. */
async function askToSend(
  deps: FollowUpTalkDeps,
  { actor }: TurnContext,
  draft: FollowUp,
  when: string,
): Promise<Message> {
  if (!isMail(draft.kind)) throw notForSending();
  if (deps.mail === undefined) throw mailNotConfigured();
  const card = await cardOf(deps, draft, actor.timezone);
  await requireAddress(deps, actor.organizationId, card.contact);
  if (when === 'now') return followUpAskView(card, 'now');
  const zone = card.contact.timezone;
  const read = deps.moments.read(when, wallTimeOf(deps.clock.now(), zone));
  if (read === undefined) throw timeUnreadable();
  return followUpAskView(card, instantOf(read, zone));
}

/** Drafts for whom the words name; a draft that is talked about already names them too. */
async function draftNamed(
  deps: FollowUpTalkDeps,
  context: ContextOf<'message'>,
  kind: FollowUpKind,
  draft: FollowUp | undefined,
): Promise<boolean> {
  const { actor, audience, turn } = context;
  const { organizationId } = actor;
  const session = await deps.sessions.findByThread(organizationId, turn.place.key);
  if (session === undefined || !(await audienceMaySeeSession(deps, audience, session))) return false;
  const summaries = await deps.summaries.listBySession(organizationId, session.id);
  const candidates = summaries.map(({ id, participant }) => ({ summaryId: id, participant }));
  const approved = summaries.filter(({ state }) => state === 'approved');
  const focus = draft?.summaryId ?? (approved.length === 1 ? approved[0]?.id : undefined);
  const choice = chooseSummary(turn.text, candidates, focus);
  const chosen: Summary | undefined =
    choice.kind === 'chosen' ? summaries.find(({ id }) => id === choice.summaryId) : undefined;
  if (chosen === undefined) {
    await sayAbout(deps, context, session, followUpWhichView(approved, kind));
    return true;
  }
  try {
    await draftAndShow(deps, context, { summaryId: chosen.id, kind });
  } catch (error) {
    // Nobody's to know that it exists: what they said is answered like any other words.
    if (error instanceof AppError && error.code === 'SUMMARY_NOT_FOUND') return false;
    throw error;
  }
  return true;
}
