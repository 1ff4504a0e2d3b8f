import { AppError } from '../../shared/errors.ts';

/** Also said of items that exist and are somebody else's. */
export const actionNotFound = (): AppError =>
  new AppError({
    code: 'ACTION_001',
    message: 'action item or line not found, or not visible to the actor',
    userMessage: 'I cannot find that action item among those you may see. It may have been changed since.',
  });

export const actionNotApproved = (): AppError =>
  new AppError({
    code: 'ACTION_002',
    message: 'the summary is not approved',
    userMessage:
      'This summary is open for changes again, so its action items are not tracked yet. Set owner and date in the summary, then approve it.',
  });

/** @param what `person` or `date` */
export const actionFieldInvalid = (what: 'person' | 'date'): AppError =>
  new AppError({
    code: 'ACTION_003',
    message: `the ${what} is not one of those offered`,
    userMessage:
      what === 'person'
        ? 'I can only give this to people who took part, work in your line, or are your clients. Choose one of the list.'
        : 'That is no day that I know. Write it as 2026-11-27.',
  });
