import type { ActionItem } from '../../src/coaching/actions/action-item.ts';
import type { Intervention, MethodResult } from '../../src/coaching/effectiveness/ports.ts';
import type { QuickNote } from '../../src/coaching/notes/quick-note.ts';
import type { OneOnOneRepository } from '../../src/coaching/one-on-ones/ports.ts';
import type { MetricRepository } from '../../src/coaching/performance/ports.ts';
import type { CoachingSession } from '../../src/coaching/sessions/session.ts';
import type { ActionId } from '../../src/messages/action-ids.ts';
import type { FormId } from '../../src/messages/form-ids.ts';
import type { Message } from '../../src/messages/message.ts';
import { chronoMomentReader } from '../../src/models/follow-ups/chrono-moment-reader.ts';
import { createDateReader } from '../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../src/shared/ids.ts';
import { createDeliverer } from '../../src/turns/deliverer.ts';
import { drainConversation } from '../../src/turns/drain-conversation.ts';
import { createMessageHandler } from '../../src/turns/handle-message.ts';
import { createMeetingTurns } from '../../src/turns/one-on-ones/meeting-turns.ts';
import { createPeopleResolver } from '../../src/turns/people-resolver.ts';
import { threadUnder } from '../../src/turns/place.ts';
import type { Place, Turn } from '../../src/turns/turn.ts';
import { createFakeFigures, createFakePlans, type FakePlans } from './fakes/performance.ts';
import { createFakeOneOnOnes } from './fakes/one-on-ones.ts';
import { actionTurn, channelThread, commandTurn, directPlace, formTurn, messageTurn } from './make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from './turn-scene.ts';
import type { CastName } from './world.ts';

/** 1:1s in chat, with all that others keep made up: the words of people go in, what each of them sees comes out. */
export interface MeetingScene {
  scene: TurnScene;
  meetings: OneOnOneRepository;
  figures: MetricRepository;
  actionPlans: FakePlans;
  /** Open notes about people, as somebody wrote them. */
  notes: QuickNote[];
  addressed: { meetingId: string; noteIds: readonly string[] }[];
  items: ActionItem[];
  interventions: Intervention[];
  worked: MethodResult[];
  /** People whom the bot never met. */
  strangers: Set<CastName>;
  /** Texts that nothing of 1:1s took. */
  asked: string[];
  command(name: string, text?: string, who?: CastName, inChannel?: boolean): Promise<string>;
  say(text: string, who?: CastName, place?: Place): Promise<string>;
  press(action: ActionId, value: string, who?: CastName, inChannel?: boolean): Promise<string>;
  submit(form: FormId, values: Record<string, string>, context: string, who?: CastName): Promise<string>;
  /** All that somebody's direct message with the bot shows. */
  seenBy(who: CastName): string[];
  /** The last message there. */
  last(who?: CastName): Message;
  text(who?: CastName): string;
  valueOf(action: ActionId, who?: CastName): string;
  /** The thread under the message that a running 1:1 was opened with. */
  threadOf(who?: CastName): Place;
}

/** The bot's own key for a direct message. */
export const directOf = (who: CastName): Place => directPlace(`dm-${platformIdOf(who)}`);

export async function openMeetingScene(): Promise<MeetingScene> {
  const scene = await openTurnScene();
  const { clock, world, platform, organizationId, people } = scene;
  const meetings = createFakeOneOnOnes(clock);
  const figures = createFakeFigures();
  const actionPlans = createFakePlans(clock);
  const notes: QuickNote[] = [];
  const addressed: MeetingScene['addressed'] = [];
  const items: ActionItem[] = [];
  const keys = new Map<string, ActionItem>();
  const interventions: Intervention[] = [];
  const worked: MethodResult[] = [];
  const strangers = new Set<CastName>();
  const asked: string[] = [];
  const threads = new Map<string, string>();
  const castOf = (userId: string) =>
    (Object.keys(people) as CastName[]).find((who) => people[who].id === userId);
  const turns = createMeetingTurns({
    meetings,
    figures,
    actionPlans,
    users: world.users,
    audit: world.audit,
    clock,
    moments: chronoMomentReader,
    dates: createDateReader(),
    people: createPeopleResolver({ users: world.users, identities: world.identities, clock }),
    deliverer: createDeliverer({ deliveries: world.deliveries, logger: silent }),
    platforms: new Map([[platform.platform, platform]]),
    addresses: {
      of(_organizationId, userId) {
        const who = castOf(userId);
        const known = who !== undefined && !strangers.has(who);
        return Promise.resolve(
          known ? [{ platform: 'slack', installationId: 'T1', platformUserId: platformIdOf(who) }] : [],
        );
      },
      heardAt: () => Promise.resolve(new Map()),
    },
    references: world.references,
    sessions: {
      bindThread(_organizationId, sessionId, key) {
        threads.set(key, sessionId);
        return Promise.resolve();
      },
      async findByThread(_organizationId, key) {
        const meeting = await meetings.find(organizationId, threads.get(key) ?? '');
        if (meeting === undefined) return undefined;
        const session: CoachingSession = {
          ...{ id: meeting.id, organizationId, facilitatorId: meeting.leaderId, type: meeting.type },
          ...{ title: meeting.title, date: '2026-11-20', processing: 'none', createdAt: clock.now() },
        };
        return session;
      },
    },
    actions: {
      listByOwner: (_organizationId, owner, states) =>
        Promise.resolve(items.filter((item) => item.owner?.id === owner.id && states.includes(item.state))),
    },
    itemMaker: {
      make(_organizationId, { key, title, owner, createdBy, sessionId, dueOn }) {
        const before = keys.get(key);
        if (before !== undefined) return Promise.resolve(before);
        const item: ActionItem = {
          ...{ id: newId(), organizationId, title, owner, createdBy, state: 'open' },
          ...(sessionId === undefined ? {} : { sessionId }),
          ...(dueOn === undefined ? {} : { dueOn }),
        };
        keys.set(key, item);
        items.push(item);
        return Promise.resolve(item);
      },
    },
    openNotes: {
      openAbout: (_organizationId, subjectId, authorIds, limit) =>
        Promise.resolve(
          notes
            .filter((note) => note.subjectId === subjectId && authorIds.includes(note.authorId))
            .slice(0, limit),
        ),
      addressIn(_organizationId, meetingId, noteIds) {
        addressed.push({ meetingId, noteIds });
        return Promise.resolve();
      },
    },
    journal: {
      begin(_organizationId, intervention) {
        interventions.push(intervention);
        return Promise.resolve();
      },
    },
    effectiveness: { worked: () => Promise.resolve(worked) },
    preferences: () => Promise.resolve([{ field: 'best_coaching_time', value: 'morning' }]),
  });
  const base = scene.deps();
  const deps = {
    ...base,
    turns: {
      ...base.turns,
      commands: new Map([...base.turns.commands, ...turns.commands]),
      actions: { ...base.turns.actions, ...turns.actions },
      forms: { ...base.turns.forms, ...turns.forms },
      message: createMessageHandler({
        first: turns.thread,
        async question(context) {
          if (!(await turns.takeWords(context))) asked.push(context.turn.text);
        },
        files: () => Promise.resolve(),
      }),
    },
  };
  const answer = async (turn: Turn): Promise<string> => {
    const id = await scene.take(turn);
    await drainConversation(deps, organizationId, turn.place.key);
    return id;
  };
  const placeOf = (who: CastName, inChannel: boolean) => (inChannel ? channelThread() : directOf(who));
  const seen = (who: CastName) => platform.seen(directOf(who).key);
  const last = (who: CastName = 'theo'): Message => {
    const message = seen(who).at(-1)?.message;
    if (message === undefined) throw new Error(`${who} has seen nothing`);
    return message;
  };
  return {
    ...{ scene, meetings, figures, actionPlans, notes, addressed, items, interventions, worked, strangers },
    asked,
    command: (name, text = '', who = 'theo', inChannel = false) =>
      answer(commandTurn({ name, text, platformUserId: platformIdOf(who), place: placeOf(who, inChannel) })),
    say: (text, who = 'theo', place = directOf(who)) =>
      answer(messageTurn({ text, platformUserId: platformIdOf(who), place })),
    press: (action, value, who = 'theo', inChannel = false) =>
      answer(
        actionTurn({
          action,
          value,
          platformUserId: platformIdOf(who),
          messageId: seen(who).at(-1)?.messageId ?? 'm0',
          place: placeOf(who, inChannel),
        }),
      ),
    submit: (form, values, context, who = 'theo') =>
      answer(formTurn({ form, values, context, platformUserId: platformIdOf(who), place: directOf(who) })),
    seenBy: (who) => seen(who).map(({ message }) => JSON.stringify(message)),
    last,
    text: (who) => JSON.stringify(last(who)),
    valueOf(action, who = 'theo') {
      const found = last(who)
        .blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []))
        .find(({ id }) => id === action);
      if (found === undefined) throw new Error(`no button ${action}`);
      return found.value;
    },
    threadOf(who = 'theo') {
      const root = seen(who).findLast(({ message }) => message?.view === 'meeting.thread');
      if (root === undefined) throw new Error('no thread was opened');
      return threadUnder('slack', directOf(who), root.messageId);
    },
  };
}

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};
