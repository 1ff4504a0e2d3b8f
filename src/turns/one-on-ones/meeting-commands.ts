import { detailsOf, showMeetings, showPrepared } from '../../agent/tools/meeting-talk.ts';
import { instantOf } from '../../coaching/follow-ups/wall-time.ts';
import { nextMeeting } from '../../coaching/one-on-ones/list-meetings.ts';
import { timeUnreadable } from '../../coaching/one-on-ones/meeting-errors.ts';
import { prepareFor } from '../../coaching/one-on-ones/prepare-meeting.ts';
import { afterPerson, findPersonAtStart } from '../../coaching/people/find-person.ts';
import type { User } from '../../coaching/people/user.ts';
import type { Message } from '../../messages/message.ts';
import { meetingWhoView } from '../../messages/views/meeting-list.ts';
import { meetingSaidView } from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';
import type { Command } from '../commands/commands.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { isDirect, planAndTell } from './meeting-effects.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';

const { meetings: say } = words;

type Named = { kind: 'one'; user: User; rest: string } | { kind: 'unclear'; view: Message };

/** Whom a command begins with, as a mention or by name. A mention is never read as a name. */
async function personNamed(deps: MeetingTurnDeps, context: ContextOf<'command'>): Promise<Named> {
  const { turn, actor, platform, target } = context;
  const text = turn.text.trim();
  const mention = turn.mentions.find(({ name }) => text.startsWith(`@${name}`));
  if (mention !== undefined) {
    const person = await deps.people.person(actor.organizationId, platform, target, mention.platformUserId);
    return person.kind === 'known'
      ? { kind: 'one', user: person.user, rest: text.slice(mention.name.length + 1) }
      : { kind: 'unclear', view: meetingWhoView([]) };
  }
  const found = findPersonAtStart(text, await deps.users.list(actor.organizationId));
  if (found.kind === 'one') return { kind: 'one', user: found.user, rest: afterPerson(text, found.matched) };
  return { kind: 'unclear', view: meetingWhoView(found.kind === 'several' ? found.candidates : []) };
}

async function planOrList(deps: MeetingTurnDeps, context: ContextOf<'command'>): Promise<Message> {
  const { actor, turn, event } = context;
  if (/^(?:|list|all|mine|my)$/i.test(turn.text.trim())) return showMeetings(deps, actor);
  const named = await personNamed(deps, context);
  if (named.kind === 'unclear') return named.view;
  const { when, minutes, type } = detailsOf(deps, actor, named.rest);
  if (when === undefined) throw timeUnreadable();
  return planAndTell(deps, context, {
    agentId: named.user.id,
    at: instantOf(when, actor.timezone),
    key: event.id,
    ...(minutes === undefined ? {} : { minutes }),
    ...(type === undefined ? {} : { type }),
  });
}

async function prepare(deps: MeetingTurnDeps, context: ContextOf<'command'>): Promise<Message> {
  const { actor, turn } = context;
  const direct = isDirect(context);
  if (turn.text.trim() !== '') {
    const named = await personNamed(deps, context);
    if (named.kind === 'unclear') return named.view;
    return showPrepared({ actor, direct }, await prepareFor(deps, actor, named.user.id));
  }
  const next = await nextMeeting(deps, actor);
  return next === undefined
    ? meetingSaidView(say.prep.noNext)
    : showPrepared({ actor, direct }, await prepareFor(deps, actor, next.agentId));
}

/** `/1on1` and `/prep`, for the caller's eyes alone wherever they are typed. */
export function createMeetingCommands(deps: MeetingTurnDeps): (readonly [string, Command])[] {
  const saying = (make: typeof planOrList) =>
    refusing(async (context: ContextOf<'command'>) => {
      await context.reply.sendPrivately(await make(deps, context));
    });
  const plan: Command = { usage: say.commandUsage, description: say.command, run: saying(planOrList) };
  const prep: Command = { usage: say.prepUsage, description: say.prepCommand, run: saying(prepare) };
  return [
    ['1on1', plan],
    ['meet', plan],
    ['prep', prep],
  ];
}
