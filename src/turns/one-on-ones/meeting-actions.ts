import { showMeeting, showMeetings, showPrepared } from '../../agent/tools/meeting-talk.ts';
import { peopleOf, recordMeeting } from '../../coaching/one-on-ones/meeting-deps.ts';
import { personUnreachable } from '../../coaching/one-on-ones/meeting-errors.ts';
import { meetingTypes } from '../../coaching/one-on-ones/one-on-one.ts';
import { prepareMeeting } from '../../coaching/one-on-ones/prepare-meeting.ts';
import { recapOf } from '../../coaching/one-on-ones/share-recap.ts';
import { startMeeting } from '../../coaching/one-on-ones/start-meeting.ts';
import { escapeMarkdown } from '../../messages/markdown.ts';
import type { Message } from '../../messages/message.ts';
import { meetingPreviewView, meetingRecapView } from '../../messages/views/meeting-told.ts';
import { firstName } from '../../messages/views/meeting.ts';
import { words } from '../../messages/words/en.ts';
import { deterministicId } from '../../shared/ids.ts';
import type { ActionHandlers } from '../actions.ts';
import { refusing } from '../knowledge/refusing.ts';
import { oneId, partsOf } from '../sessions/summary-press.ts';
import { sayToActor } from '../say-to-actor.ts';
import type { ContextOf } from '../turn-context.ts';
import { isDirect, moveAndTell, planAndTell } from './meeting-effects.ts';
import { openThread } from './meeting-thread.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';
import { tellPerson } from './tell-person.ts';

type Pressed = ContextOf<'action'>;
export type MeetingActionId =
  | 'meeting.list'
  | 'meeting.plan'
  | 'meeting.show'
  | 'meeting.move-to'
  | 'meeting.start'
  | 'meeting.prep'
  | 'meeting.refresh'
  | 'meeting.preview'
  | 'meeting.send';

const { meetings: say } = words;
const id = '([0-9a-f-]{36})';
const minute = '([0-9a-z]{5,7})';
const planned = new RegExp(
  String.raw`^${id}:${minute}:(\d{1,3}):(${meetingTypes.join('|')}):([0-9a-f-]{36})$`,
  'i',
);
const movedTo = new RegExp(`^${id}:${minute}$`, 'i');
const instant = (minutes: string): Date => new Date(Number.parseInt(minutes, 36) * 60_000);

/** Buttons of 1:1s. Each looks anew whether whoever presses may; pressed twice it is done once. */
export function createMeetingActions(deps: MeetingTurnDeps): Pick<ActionHandlers, MeetingActionId> {
  const meetingOf = ({ turn }: Pressed): string => partsOf(turn.value, oneId)[0] ?? '';
  const showing = (make: (context: Pressed) => Promise<Message>, { anew = false } = {}) =>
    refusing(async (context: Pressed) => {
      const view = await make(context);
      await (anew ? context.reply.sendPrivately(view) : sayToActor(context, view));
    });
  const preparing = (refresh: boolean) =>
    showing(
      async (context) => {
        const { actor } = context;
        const prepared = await prepareMeeting(deps, actor, meetingOf(context), refresh);
        return showPrepared({ actor, direct: isDirect(context) }, prepared);
      },
      { anew: !refresh },
    );
  return {
    'meeting.list': showing(({ actor }) => showMeetings(deps, actor)),
    'meeting.show': showing(
      (context) => showMeeting(deps, { actor: context.actor, direct: isDirect(context) }, meetingOf(context)),
      { anew: true },
    ),
    'meeting.plan': showing((context) => {
      const [agentId = '', at = '', minutes = '', type = '', turnId = ''] = partsOf(
        context.turn.value,
        planned,
      );
      return planAndTell(deps, context, {
        agentId,
        at: instant(at),
        minutes: Number(minutes),
        type: meetingTypes.find((known) => known === type) ?? 'REGULAR',
        key: `${context.actor.id}:${turnId}`,
      });
    }),
    'meeting.move-to': showing((context) => {
      const [meetingId = '', at = ''] = partsOf(context.turn.value, movedTo);
      return moveAndTell(deps, context, meetingId, instant(at));
    }),
    'meeting.start': refusing(async (context) => {
      const { actor, turn } = context;
      const started = await startMeeting(deps, {
        actor,
        meetingId: meetingOf(context),
        surface: turn.platform,
      });
      await openThread(deps, context, started, (await peopleOf(deps, started)).agent);
    }),
    'meeting.prep': preparing(false),
    'meeting.refresh': preparing(true),
    'meeting.preview': showing(
      async (context) => {
        const { recap, ...people } = await recapOf(deps, context.actor, meetingOf(context));
        return meetingPreviewView(recap, people);
      },
      { anew: true },
    ),
    'meeting.send': showing(async (context) => {
      const { actor, turn } = context;
      const { recap, meeting, leader, agent } = await recapOf(deps, actor, meetingOf(context));
      const told = await tellPerson(deps, {
        near: context,
        person: agent,
        meetingId: meeting.id,
        // The same words are sent once; corrected ones again.
        key: `recap-${deterministicId(JSON.stringify(recap))}`,
        view: meetingRecapView(recap, leader, agent),
      });
      if (!told) throw personUnreachable(firstName(agent.name));
      await recordMeeting(deps, actor, 'share', meeting.id, turn.platform);
      const said = [say.completed.sent(escapeMarkdown(firstName(agent.name)))];
      return showMeeting(deps, { actor, direct: isDirect(context) }, meeting.id, { said });
    }),
  };
}
