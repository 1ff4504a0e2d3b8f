import type { Command } from 'commander';
import { momentOf } from '../../messages/views/moment.ts';
import { addProgressNote } from '../../coaching/growth/add-progress-note.ts';
import { addStep } from '../../coaching/growth/add-step.ts';
import { changeStep, stepNamed } from '../../coaching/growth/change-step.ts';
import { requireGoal } from '../../coaching/growth/choose-goal.ts';
import { createGoal } from '../../coaching/growth/create-goal.ts';
import { goalStatuses, type GrowthGoal, type GrowthNote } from '../../coaching/growth/goal.ts';
import { ownerOf } from '../../coaching/growth/growth-deps.ts';
import { goalsArePrivate } from '../../coaching/growth/growth-errors.ts';
import { scheduleCheckIn, stopCheckIns } from '../../coaching/growth/schedule-check-in.ts';
import type { Actor } from '../../coaching/people/user.ts';
import type { Core } from '../../app/open-core.ts';
import { stepText } from '../../messages/views/goal.ts';
import { newId } from '../../shared/ids.ts';
import { withCore, type CliContext } from '../context.ts';
import { requireDemo } from '../demo-only.ts';
import { asHelp } from './options.ts';

interface AsOptions {
  as: string;
}

const toDocument = (goal: GrowthGoal, notes: readonly GrowthNote[]) => ({
  id: goal.id,
  title: goal.title,
  reason: goal.reason,
  targetOn: goal.targetOn,
  status: goal.status,
  steps: goal.steps.map(({ id, text, dueOn, doneAt }) => ({ id, text, dueOn, done: doneAt !== undefined })),
  checkIn: goal.checkIn && { every: goal.checkIn.every, nextAt: goal.checkIn.nextAt?.toISOString() },
  notes: notes.map(({ kind, text, at }) => ({ kind, text, at: at.toISOString() })),
});

const inWords = (goal: GrowthGoal, { timezone }: Actor): string =>
  [
    `${goal.title} (${goal.status}${goal.targetOn === undefined ? '' : `, by ${goal.targetOn}`})  ${goal.id}`,
    ...goal.steps.map((step, index) => `  ${index + 1}. ${stepText(step)}`),
    ...(goal.checkIn?.nextAt === undefined
      ? []
      : [`  next check-in: ${momentOf(goal.checkIn.nextAt, timezone)}`]),
  ].join('\n');

async function ownerIn(context: CliContext, email: string): Promise<Actor> {
  await requireDemo(context, goalsArePrivate);
  return context.actorOf(email);
}

/** Does it as the person of `--as`, and prints the goal as it stands. The audit log gets ids only. */
const onGoal = (command: Command, as: string, act: (core: Core, actor: Actor) => Promise<GrowthGoal>) =>
  withCore(command, async (context) => {
    const { core, output } = context;
    const actor = await ownerIn(context, as);
    const goal = await act(core, actor);
    await record(core, actor, 'change', goal.id);
    const notes = await core.growth.notes(ownerOf(actor), goal.id);
    output.result(toDocument(goal, notes), () => inWords(goal, actor));
  });

const record = ({ audit }: Core, actor: Actor, doing: 'list' | 'change', subjectId?: string): Promise<void> =>
  audit.record({
    organizationId: actor.organizationId,
    actorId: actor.id,
    action: `goal.${doing}`,
    surface: 'cli',
    ...(subjectId === undefined ? {} : { subjectType: 'growth_goal', subjectId }),
  });

/** Goals of the person of `--as`, in the demo. */
export function addGoalCommands(program: Command): void {
  const goal = program
    .command('goal')
    .description('Goals with steps, notes and check-ins (in the demo only)');
  goal
    .command('list')
    .description('Goals with their steps')
    .option('--all', 'achieved and dropped ones too')
    .requiredOption('--as <email>', asHelp)
    .action(({ as, all = false }: AsOptions & { all?: boolean }, command: Command) =>
      withCore(command, async (context) => {
        const { core, output } = context;
        const actor = await ownerIn(context, as);
        await record(core, actor, 'list');
        const goals = await core.growth.list(ownerOf(actor), all ? goalStatuses : ['active']);
        const notes = await Promise.all(goals.map(({ id }) => core.growth.notes(ownerOf(actor), id)));
        output.result(
          goals.map((one, index) => toDocument(one, notes[index] ?? [])),
          () => goals.map((one) => inWords(one, actor)).join('\n') || 'No goals.',
        );
      }),
    );
  goal
    .command('add <words>')
    .description('"get better at closing calls by March"')
    .option('--step <words...>', 'its steps, each with its day: "shadow Ana on Thursday"')
    .option('--reason <words>', 'why it matters')
    .requiredOption('--as <email>', asHelp)
    .action((said: string, options: AsOptions & { step?: string[]; reason?: string }, command: Command) =>
      onGoal(command, options.as, (core, actor) =>
        createGoal(core, {
          actor,
          words: said,
          steps: options.step ?? [],
          reason: options.reason ?? '',
          turnId: newId(),
        }),
      ),
    );
  goal
    .command('step <goal> [words]')
    .description('Adds a step, or ticks one')
    .option('--done <which>', 'a number, "last", or words of the step')
    .option('--undone <which>')
    .requiredOption('--as <email>', asHelp)
    .action(
      (
        goalId: string,
        said: string | undefined,
        options: AsOptions & { done?: string; undone?: string },
        command: Command,
      ) =>
        onGoal(command, options.as, async (core, actor) => {
          const input = { actor, goalId, turnId: newId() };
          const which = options.done ?? options.undone;
          if (which === undefined) return addStep(core, { ...input, words: said ?? '' });
          const doing = options.done === undefined ? 'untick' : 'tick';
          const found = requireGoal(await core.growth.find(ownerOf(actor), goalId));
          return changeStep(core, { ...input, stepId: stepNamed(found, which, doing).id, doing });
        }),
    );
  goal
    .command('note <goal> <words>')
    .description('Notes how it goes')
    .requiredOption('--as <email>', asHelp)
    .action((goalId: string, said: string, { as }: AsOptions, command: Command) =>
      onGoal(command, as, (core, actor) =>
        addProgressNote(core, { actor, goalId, turnId: newId(), words: said }),
      ),
    );
  goal
    .command('check-in <goal> [when]')
    .description('"every other Friday at 9", in the person’s zone')
    .option('--stop', 'no more check-ins')
    .requiredOption('--as <email>', asHelp)
    .action(
      (goalId: string, when: string | undefined, options: AsOptions & { stop?: true }, command: Command) =>
        onGoal(command, options.as, (core, actor) => {
          const input = { actor, goalId, turnId: newId() };
          return options.stop === true
            ? stopCheckIns(core, input)
            : scheduleCheckIn(core, { ...input, words: when ?? '' });
        }),
    );
}
