import { AppError } from '../../shared/errors.ts';

export const metricUnknown = (known: readonly string[]): AppError =>
  new AppError({
    code: 'METRIC_001',
    message: 'no such metric',
    userMessage: `I do not know that figure. I keep: ${known.join(', ')}.`,
  });

export const periodInvalid = (): AppError =>
  new AppError({
    code: 'METRIC_002',
    message: 'the period is in the future, or ends before it begins',
    userMessage:
      'There are no figures for that time yet. Ask for days that have passed, such as “this month” or “the last 90 days”.',
  });
