import { AppError } from '../../shared/errors.ts';

/** Also said when it exists but is not the asker's to see: its existence is not given away. */
export const followUpNotFound = (): AppError =>
  new AppError({
    code: 'FOLLOWUP_001',
    message: 'follow-up not found or not visible to the actor',
    userMessage:
      'I cannot find that follow-up among those you may see. Please use the buttons in its thread.',
  });

export const summaryNotApproved = (participant: string): AppError =>
  new AppError({
    code: 'FOLLOWUP_002',
    message: 'follow-ups are drafted from approved summaries',
    userMessage: `Follow-ups say only what stands in an approved summary. Please approve ${participant}’s summary first.`,
  });

export const followUpStale = (newest: number): AppError =>
  new AppError({
    code: 'FOLLOWUP_003',
    message: `newest version is ${newest}`,
    userMessage: `This follow-up has moved on to version ${newest} since you looked at it, so I changed nothing. Please look at the newest version, then tell me again.`,
  });

export const followUpLocked = (): AppError =>
  new AppError({
    code: 'FOLLOWUP_004',
    message: 'the follow-up is sent or being sent',
    userMessage: 'This one is sent, or on its way, so it can’t be changed any more. I can draft a new one.',
  });

export const notForSending = (): AppError =>
  new AppError({
    code: 'FOLLOWUP_005',
    message: 'text messages and call scripts are not sent',
    userMessage: 'Text messages and call scripts are for you to copy; I don’t send them.',
  });

/** @param cure who can mend it, in a sentence */
export const noAddress = (recipient: string, cure: string): AppError =>
  new AppError({
    code: 'FOLLOWUP_006',
    message: 'the recipient has no address',
    userMessage: `I have no e-mail address of ${recipient}, so I can’t send this. ${cure}`,
  });

export const timeIsPast = (): AppError =>
  new AppError({
    code: 'FOLLOWUP_007',
    message: 'the chosen moment is past',
    userMessage: 'That moment is past already. Please choose a later one, or send it now.',
  });

export const timeUnreadable = (): AppError =>
  new AppError({
    code: 'FOLLOWUP_008',
    message: 'no moment was named',
    userMessage: 'When shall it go? Say it like “tomorrow at 9” or “Monday 8:30”.',
  });

export const tooLate = (): AppError =>
  new AppError({
    code: 'FOLLOWUP_009',
    message: 'the follow-up is being sent, sent, or has moved on',
    userMessage: 'It is too late for that: this one is sent or on its way. Its card shows how it stands.',
  });

export const addressInvalid = (userMessage: string): AppError =>
  new AppError({ code: 'FOLLOWUP_010', message: 'not an e-mail address that can be kept', userMessage });

export const textTooLong = (limit: number): AppError =>
  new AppError({
    code: 'FOLLOWUP_011',
    message: 'the follow-up would be too long or empty',
    userMessage: `A follow-up has a text of up to ${limit.toLocaleString('en')} characters, so I changed nothing.`,
  });

export const mailNotConfigured = (): AppError =>
  new AppError({
    code: 'MAIL_001',
    message: 'SMTP_URL and SMTP_FROM are not set',
    userMessage:
      'I can’t send mail yet: your admin would set SMTP_URL and SMTP_FROM. Until then you can copy the text from here.',
  });
