import type { Command } from 'commander';
import type { Core } from '../../app/open-core.ts';
import { dayIn } from '../../coaching/people/day-in.ts';
import type { Actor } from '../../coaching/people/user.ts';
import { planCheckIns, planStatuses, type PlanCheckIn } from '../../coaching/performance/plan.ts';
import { activatePlan } from '../../coaching/plans/activate-plan.ts';
import { approvePlan } from '../../coaching/plans/approve-plan.ts';
import type { PlanInput } from '../../coaching/plans/change-plan.ts';
import { draftPlan } from '../../coaching/plans/draft-plan.ts';
import { endPlan } from '../../coaching/plans/end-plan.ts';
import { extendPlan } from '../../coaching/plans/extend-plan.ts';
import { holdCheckIn } from '../../coaching/plans/hold-check-in.ts';
import { listPlans, openStatuses } from '../../coaching/plans/list-plans.ts';
import { openPlan, type PlanDeps } from '../../coaching/plans/plan-access.ts';
import { planNotFound } from '../../coaching/plans/plan-errors.ts';
import { stageOf } from '../../coaching/plans/plan-machine.ts';
import type { PlanRecord } from '../../coaching/plans/plan-record.ts';
import { reopenPlan } from '../../coaching/plans/reopen-plan.ts';
import { sendBackPlan } from '../../coaching/plans/send-back-plan.ts';
import { showPlan } from '../../coaching/plans/show-plan.ts';
import { submitPlan } from '../../coaching/plans/submit-plan.ts';
import { updatePlan } from '../../coaching/plans/update-plan.ts';
import { planCardView } from '../../messages/views/plan-card.ts';
import { planListView } from '../../messages/views/plan-list.ts';
import { newId } from '../../shared/ids.ts';
import { withCore, type CliContext } from '../context.ts';
import { toPlainText } from '../plain-text.ts';
import { asHelp, calendarDay, oneOfOption, positiveInteger } from './options.ts';

interface AsOptions {
  as: string;
}

/** What a script needs of a plan; whose it is by address. */
const toDocument = (plan: PlanRecord, email: string) => ({
  id: plan.id,
  person: email,
  stage: stageOf(plan),
  reason: plan.reason,
  startOn: plan.startOn,
  targetEndOn: plan.targetEndOn,
  actualEndOn: plan.actualEndOn ?? null,
  targets: plan.targets,
  checkIn: plan.checkIn,
  nextCheckInOn: plan.nextCheckInOn ?? null,
  extensionCount: plan.extensionCount,
  outcome: plan.outcome ?? null,
  outcomeNotes: plan.outcomeNotes ?? null,
  lessons: plan.lessons ?? null,
  sentBack: plan.sentBack ?? null,
  score: plan.score ?? null,
  updates: plan.updates.map(({ at, text }) => ({ at, text })),
  version: plan.version,
});

/** Reading is recorded: whoever runs the command line can say any `--as`. */
const record = (
  { audit }: Core,
  { organizationId, id: actorId }: Actor,
  doing: 'list' | 'show',
  id?: string,
) =>
  audit.record({
    organizationId,
    actorId,
    action: `plan.${doing}`,
    surface: 'cli',
    ...(id === undefined ? {} : { subjectType: 'action_plan', subjectId: id }),
  });

async function print({ core, output }: CliContext, actor: Actor, planId: string): Promise<void> {
  const card = await showPlan(core, actor, planId);
  const { mandatory, recommended, checkIns, openCheckIns: due, progress, approvers } = card;
  output.result(
    {
      ...toDocument(card.plan, card.person.email),
      ...(progress === undefined ? {} : { targets: progress.targets, progress: progress.score ?? null }),
      criteria: { mandatory, recommended },
      checkIns,
      openCheckIns: due,
      approvers,
    },
    () => toPlainText(planCardView(card)),
  );
}

/** Changes the plan as it is now, as the person of `--as`, and prints it. */
const changing = (
  command: Command,
  as: string,
  planId: string,
  act: (deps: PlanDeps, input: PlanInput) => Promise<PlanRecord>,
) =>
  withCore(command, async (context) => {
    const { core, actorOf } = context;
    const actor = await actorOf(as);
    const { version } = (await openPlan(core, actor, planId)).plan;
    await act(core, { actor, planId, version, turnId: newId(), surface: 'cli' });
    await print(context, actor, planId);
  });

interface CreateOptions extends AsOptions {
  reason: string;
  start?: string;
  end?: string;
  days: number;
  target?: string[];
  must?: string[];
  should?: string[];
  checkIn: PlanCheckIn;
}

/** Plans to improve performance of people whom `--as` leads. The command line writes to nobody: tell the person yourself. */
export function addPlanCommands(program: Command): void {
  const plan = program
    .command('plan')
    .description('Plans to improve performance; nobody is written to from here');
  plan
    .command('list')
    .description('Open plans of the people whom you lead')
    .option('--all', 'those that ended too')
    .requiredOption('--as <email>', asHelp)
    .action(({ as, all = false }: AsOptions & { all?: boolean }, command: Command) =>
      withCore(command, async ({ core, output, actorOf }) => {
        const actor = await actorOf(as);
        await record(core, actor, 'list');
        const plans = await listPlans(core, actor, { statuses: all ? planStatuses : openStatuses });
        output.result(
          plans.map((listed) => toDocument(listed.plan, listed.person.email)),
          () => toPlainText(planListView(plans)),
        );
      }),
    );
  plan
    .command('show <plan>')
    .description('Targets, criteria, check-ins, updates')
    .requiredOption('--as <email>', asHelp)
    .action((planId: string, { as }: AsOptions, command: Command) =>
      withCore(command, async (context) => {
        const actor = await context.actorOf(as);
        await record(context.core, actor, 'show', planId);
        await print(context, actor, planId);
      }),
    );
  plan
    .command('create <person>')
    .description('A draft about somebody whom you lead, by address; they learn of it when it begins')
    .requiredOption('--reason <words>')
    .option('--start <day>', 'first day; default: today', calendarDay)
    .option('--end <day>', 'last day; default: by --days', calendarDay)
    .option('--days <number>', 'how long it runs', positiveInteger, 60)
    .option('--target <figure...>', '"quality 90", "handle time 300 s"')
    .option('--must <criterion...>', '"service_score >= 85", "no absences", or words')
    .option('--should <criterion...>')
    .option('--check-in <how-often>', planCheckIns.join(', '), oneOfOption(planCheckIns), 'weekly')
    .requiredOption('--as <email>', asHelp)
    .action((email: string, options: CreateOptions, command: Command) =>
      withCore(command, async (context) => {
        const { core, organizationId, actorOf } = context;
        const actor = await actorOf(options.as);
        const person = await core.users.findByEmail(organizationId, email);
        if (person === undefined) throw planNotFound();
        const { id } = await draftPlan(core, {
          actor,
          personId: person.id,
          turnId: newId(),
          surface: 'cli',
          fields: {
            reason: options.reason,
            startOn: options.start ?? dayIn(core.clock.now(), person.timezone),
            length: options.days,
            ...(options.end === undefined ? {} : { endOn: options.end }),
            targets: (options.target ?? []).join('\n'),
            mandatory: (options.must ?? []).join('\n'),
            recommended: (options.should ?? []).join('\n'),
            checkIn: options.checkIn,
          },
        });
        await print(context, actor, id);
      }),
    );
  const step = (
    name: string,
    description: string,
    act: (deps: PlanDeps, input: PlanInput) => Promise<PlanRecord>,
  ) =>
    plan
      .command(`${name} <plan>`)
      .description(description)
      .requiredOption('--as <email>', asHelp)
      .action((planId: string, { as }: AsOptions, command: Command) => changing(command, as, planId, act));
  step('submit', 'Hands a draft to those who may approve it', submitPlan);
  step('approve', 'By somebody above whoever wrote it, or an admin; it begins on its first day', approvePlan);
  step('activate', 'Begins an approved plan today', activatePlan);
  step('reopen', 'Takes an end back, within 14 days', reopenPlan);
  const withWords = (
    name: string,
    description: string,
    act: (deps: PlanDeps, input: PlanInput & { words: string }) => Promise<PlanRecord>,
  ) =>
    plan
      .command(`${name} <plan> <words>`)
      .description(description)
      .requiredOption('--as <email>', asHelp)
      .action((planId: string, said: string, { as }: AsOptions, command: Command) =>
        changing(command, as, planId, (deps, input) => act(deps, { ...input, words: said })),
      );
  withWords('send-back', 'Gives it back to whoever wrote it', sendBackPlan);
  withWords('update', 'Writes down how it goes', updatePlan);
  plan
    .command('extend <plan> <day>')
    .description('More time, until that day')
    .requiredOption('--reason <words>', 'why; the person reads it')
    .requiredOption('--as <email>', asHelp)
    .action((planId: string, day: string, { as, reason }: AsOptions & { reason: string }, command: Command) =>
      changing(command, as, planId, (deps, input) =>
        extendPlan(deps, { ...input, targetEndOn: day, reason }),
      ),
    );
  plan
    .command('check-in <plan> <words>')
    .description('Holds the check-in that is due, with what was said')
    .option('--met <criterion...>', 'criteria that no figure tells, in their own words')
    .option('--not-met <criterion...>')
    .requiredOption('--as <email>', asHelp)
    .action(
      (
        planId: string,
        notes: string,
        { as, met = [], notMet = [] }: AsOptions & { met?: string[]; notMet?: string[] },
        command: Command,
      ) =>
        changing(command, as, planId, (deps, input) => {
          const said = (texts: readonly string[], isMet: boolean) =>
            Object.fromEntries(texts.map((text) => [text, isMet]));
          return holdCheckIn(deps, {
            ...input,
            notes,
            marks: { ...said(met, true), ...said(notMet, false) },
          });
        }),
    );
  for (const how of ['complete', 'fail', 'cancel'] as const) {
    plan
      .command(`${how} <plan>`)
      .description({ complete: 'Targets were met', fail: 'They were not', cancel: 'It is put away' }[how])
      .option('--notes <words>', 'what came of it; the person reads it', '')
      .option('--lessons <words>', 'what to do otherwise next time', '')
      .option('--resigned', 'the person left')
      .requiredOption('--as <email>', asHelp)
      .action(
        (
          planId: string,
          {
            as,
            notes,
            lessons,
            resigned = false,
          }: AsOptions & { notes: string; lessons: string; resigned?: boolean },
          command: Command,
        ) =>
          changing(command, as, planId, (deps, input) =>
            endPlan(deps, { ...input, how, notes, lessons, resigned }),
          ),
      );
  }
}
