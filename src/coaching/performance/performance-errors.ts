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

/** The same whether there is nobody of that name or they are not in the line: who asks learns of neither. */
export const notInLine = (): AppError =>
  new AppError({
    code: 'METRIC_010',
    message: 'nobody of that name in the line of who asks',
    userMessage: 'I find nobody of that name in your line. I show figures of people whom you lead.',
  });

export const leadsNobody = (): AppError =>
  new AppError({
    code: 'METRIC_011',
    message: 'who asks leads nobody',
    userMessage:
      'Team figures are for people who lead others, and I know of nobody in your line. Your own are under “my scores”.',
  });

export const annotationInvalid = (): AppError =>
  new AppError({
    code: 'METRIC_012',
    message: 'an annotation without words, or of a day that cannot be',
    userMessage:
      'Tell me who, a day that has begun, and what happened, such as `@Priya 2026-11-12 training: new CRM`.',
  });

export const metricsAreForAdmins = (): AppError =>
  new AppError({
    code: 'METRIC_013',
    message: 'custom metrics are made by admins',
    userMessage: 'Only admins add, rename or retire figures of your organisation’s own.',
  });

export const customMetricInvalid = (why: string): AppError =>
  new AppError({
    code: 'METRIC_014',
    message: 'the definition of a custom metric is not whole',
    userMessage: why,
  });

export const customMetricTaken = (): AppError =>
  new AppError({
    code: 'METRIC_015',
    message: 'there is a figure of that key',
    userMessage: 'There is a figure of that name already. Rename that one, or choose another name.',
  });

export const customMetricGone = (): AppError =>
  new AppError({
    code: 'METRIC_016',
    message: 'there is no custom metric of that id or key',
    userMessage: 'I don’t know that figure. List them with `metrics`.',
  });
