import { planTalk } from '../../src/agent/tools/plan-talk.ts';
import type { User } from '../../src/coaching/people/user.ts';
import { toActor } from '../../src/coaching/people/user.ts';
import type { MetricRepository, PlanRepository } from '../../src/coaching/performance/ports.ts';
import { draftPlan } from '../../src/coaching/plans/draft-plan.ts';
import type { PlanRecord } from '../../src/coaching/plans/plan-record.ts';
import type { PlanStore } from '../../src/coaching/plans/ports.ts';
import type { ActionId } from '../../src/messages/action-ids.ts';
import type { FormId } from '../../src/messages/form-ids.ts';
import type { Message } from '../../src/messages/message.ts';
import { createDateReader } from '../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../src/shared/ids.ts';
import { createDeliverer } from '../../src/turns/deliverer.ts';
import { drainConversation } from '../../src/turns/drain-conversation.ts';
import { createPlanPoster } from '../../src/turns/plans/plan-poster.ts';
import { createPlanTurns } from '../../src/turns/plans/plan-turns.ts';
import type { Turn } from '../../src/turns/turn.ts';
import { createFakeFigures } from './fakes/performance.ts';
import { createFakePlanStore } from './fakes/plans.ts';
import { actionTurn, channelThread, commandTurn, directPlace, formTurn, messageTurn } from './make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from './turn-scene.ts';
import { cast, type CastName } from './world.ts';

/** What a leader fills in. */
export const planValues = (fields: Record<string, string> = {}): Record<string, string> => ({
  reason: 'Quality fell behind (planted reason).',
  startOn: '2026-11-20',
  length: '60',
  targets: 'quality 90',
  mandatory: 'no absences\nTwo calls side by side',
  recommended: '',
  checkIn: 'weekly',
  ...fields,
});

export interface PlanScene {
  scene: TurnScene;
  planStore: PlanStore & Pick<PlanRepository, 'current'>;
  figures: MetricRepository;
  deps: Parameters<typeof createPlanTurns>[0];
  plans: ReturnType<typeof createPlanTurns>;
  people: Record<CastName, User>;
  /** One worker answers it. */
  answer(turn: Turn): Promise<void>;
  say(who: CastName, text: string, options?: { inChannel?: boolean }): Promise<void>;
  command(who: CastName, name: string, text?: string, options?: { inChannel?: boolean }): Promise<void>;
  press(who: CastName, action: ActionId, value: string): Promise<void>;
  send(who: CastName, form: FormId, context: string, values: Record<string, string>): Promise<void>;
  /** A draft that Theo wrote about Priya. */
  draft(fields?: Record<string, string>): Promise<PlanRecord>;
  /** As it is now. */
  now(plan: Pick<PlanRecord, 'id'>): Promise<PlanRecord>;
  value(plan: Pick<PlanRecord, 'id'>, more?: string): Promise<string>;
  /** The same, approved by Maya and running. */
  running(fields?: Record<string, string>): Promise<PlanRecord>;
  /** What stands in somebody's direct message, as text, and the newest of it. */
  told(who: CastName): Message[];
  talk(who: CastName, about: string): Promise<Message | undefined>;
}

const direct = (who: CastName) => directPlace(`dm-${platformIdOf(who)}`);

/** The turns of plans on a fake store and platform. Nobody but the cast is there; Theo leads Priya, and Maya Theo. */
export async function openPlanScene(): Promise<PlanScene> {
  const scene = await openTurnScene();
  const { clock, world, organizationId, people, platform } = scene;
  const planStore = createFakePlanStore(world.audit);
  const figures = createFakeFigures();
  const drain = scene.deps();
  const addresses = {
    of: (_organization: string, userId: string) => {
      const who = (Object.keys(cast) as CastName[]).find((one) => people[one].id === userId);
      const platformUserId = who === undefined ? [] : [platformIdOf(who)];
      return Promise.resolve(
        platformUserId.map((id) => ({ platform: 'slack', installationId: 'T1', platformUserId: id })),
      );
    },
    heardAt: () => Promise.resolve(new Map<string, Date>()),
  };
  const core = {
    planStore,
    actionPlans: planStore,
    figures,
    users: world.users,
    dates: createDateReader(),
    clock,
    logger: drain.logger,
    addresses,
    platforms: drain.turns.platforms,
    deliverer: createDeliverer({ deliveries: world.deliveries, logger: drain.logger }),
  };
  const deps = { ...core, people: drain.turns.people, planPoster: createPlanPoster(core) };
  const plans = createPlanTurns(deps);
  const { message } = drain.turns;
  const turns = {
    ...drain.turns,
    commands: new Map([...drain.turns.commands, ...plans.commands]),
    actions: { ...drain.turns.actions, ...plans.actions },
    forms: { ...drain.turns.forms, ...plans.forms },
    message: async (context: Parameters<typeof message>[0]) => {
      if (!(await plans.takeWords(context))) await message(context);
    },
  };
  const answer = async (turn: Turn): Promise<void> => {
    await scene.take(turn);
    await drainConversation({ ...drain, turns }, organizationId, turn.place.key);
  };
  const at = (who: CastName, inChannel = false) => ({
    platformUserId: platformIdOf(who),
    place: inChannel ? channelThread() : direct(who),
  });
  const now: PlanScene['now'] = async ({ id }) => {
    const plan = await planStore.find(organizationId, id);
    if (plan === undefined) throw new Error('The plan is gone.');
    return plan;
  };
  const value: PlanScene['value'] = async (plan, more) =>
    [plan.id, (await now(plan)).version, ...(more === undefined ? [] : [more])].join(':');
  const scenePress: PlanScene['press'] = (who, action, pressed) =>
    answer(actionTurn({ ...at(who), action, value: pressed, messageId: 'card' }));
  const draft: PlanScene['draft'] = (fields = {}) => {
    const { length = '', ...values } = planValues(fields);
    return draftPlan(deps, {
      actor: toActor(people.theo),
      personId: people.priya.id,
      fields: {
        reason: values['reason'] ?? '',
        startOn: values['startOn'] ?? '',
        length: Number(length),
        targets: values['targets'] ?? '',
        mandatory: values['mandatory'] ?? '',
        recommended: values['recommended'] ?? '',
        checkIn: values['checkIn'] ?? '',
      },
      turnId: newId(),
      surface: 'test',
    });
  };
  platform.setMembers('C1', [platformIdOf('theo'), platformIdOf('priya'), platformIdOf('daniel')]);
  return {
    ...{ scene, planStore, figures, deps, plans, people, answer, draft, now, value },
    say: (who, text, { inChannel } = {}) => answer(messageTurn({ ...at(who, inChannel), text })),
    command: (who, name, text = '', { inChannel } = {}) =>
      answer(commandTurn({ ...at(who, inChannel), name, text })),
    press: scenePress,
    send: (who, form, context, values) => answer(formTurn({ ...at(who), form, context, values })),
    async running(fields) {
      const plan = await draft(fields);
      await scenePress('maya', 'plan.approve', await value(plan));
      return now(plan);
    },
    told: (who) =>
      platform
        .seen()
        .filter(({ placeKey, onlyFor }) => placeKey.includes(platformIdOf(who)) && onlyFor === undefined)
        .flatMap(({ message: shown }) => shown ?? []),
    talk: (who, about) =>
      planTalk(deps, { actor: toActor(people[who]), wish: { kind: 'show', about, sure: true } }),
  };
}
