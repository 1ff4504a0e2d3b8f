import { AppError } from '../../shared/errors.ts';
import { goalLimits } from './goal.ts';

/** Also where it is somebody else's: nobody learns that it exists. */
export const goalNotFound = (): AppError =>
  new AppError({
    code: 'GROWTH_001',
    message: 'goal not found among those of the actor',
    userMessage: 'I can’t find that goal of yours any more. Say **my goals** to see those that are there.',
  });

export const stepNotFound = (): AppError =>
  new AppError({
    code: 'GROWTH_002',
    message: 'no such step',
    userMessage: 'I can’t tell which step you mean. Say it with its number, such as “I did the second step”.',
  });

export const scheduleUnreadable = (): AppError =>
  new AppError({
    code: 'GROWTH_003',
    message: 'a time for check-ins that cannot be read',
    userMessage:
      'When shall I check in? I can do it once, every week, every two weeks or every month. Say it like “every other Friday at 9”, “monthly on the 1st” or “tomorrow at 14:00”.',
  });

export const goalEnded = (): AppError =>
  new AppError({
    code: 'GROWTH_004',
    message: 'the goal has ended',
    userMessage: 'That goal has ended. Reopen it first, and then we go on.',
  });

export const goalWordsMissing = (what: 'goal' | 'step' | 'note'): AppError =>
  new AppError({
    code: 'GROWTH_005',
    message: `empty ${what}`,
    userMessage: {
      goal: 'What would you like to reach? Say it like “I want to set a goal: get better at closing calls by March”.',
      step: 'What is the step? Say it like “add a step: shadow Ana on Thursday”.',
      note: 'What shall I note? Say it like “note on my closing goal: two calls went well”.',
    }[what],
  });

export const goalWordsTooLong = (what: string, limit: number): AppError =>
  new AppError({
    code: 'GROWTH_006',
    message: `more than ${limit} characters`,
    userMessage: `Please keep ${what} under ${limit.toLocaleString('en')} characters.`,
  });

export const tooManyGoals = (): AppError =>
  new AppError({
    code: 'GROWTH_007',
    message: 'too many active goals',
    userMessage: `You have ${goalLimits.active} goals open, and more would help nobody. Finish or drop one first.`,
  });

export const tooManySteps = (): AppError =>
  new AppError({
    code: 'GROWTH_008',
    message: 'too many steps',
    userMessage: `A goal has up to ${goalLimits.steps} steps. Finish or remove one first, or make it two goals.`,
  });

export const nothingToUndo = (): AppError =>
  new AppError({
    code: 'GROWTH_009',
    message: 'nothing to undo',
    userMessage: 'There is nothing to take back: something changed since, or it is taken back already.',
  });

/** Outside the demo, whoever holds the command line could say any `--as`. */
export const goalsArePrivate = (): AppError =>
  new AppError({
    code: 'GROWTH_010',
    message: 'goals are opened on the command line in the demo only',
    userMessage:
      'Goals belong to the person alone, and the command line cannot know who is typing. Outside the demo they open only in the person’s direct message: /goals.',
  });
