import { AppError } from '../../shared/errors.ts';
import { meetingLimits } from './one-on-one.ts';

/** Also said where it exists and is not the asker's to see. */
export const meetingNotFound = (): AppError =>
  new AppError({
    code: 'MEETING_001',
    message: 'no such 1:1, or not one that the actor may see',
    userMessage: 'I cannot find that 1:1 among yours. `/1on1` lists them.',
  });

export const notTheirLeader = (): AppError =>
  new AppError({
    code: 'MEETING_002',
    message: 'the actor does not lead this person',
    userMessage: 'You plan and prepare 1:1s with people of your own line. For others, ask their team leader.',
  });

export const minutesOutOfRange = (): AppError =>
  new AppError({
    code: 'MEETING_003',
    message: 'planned minutes out of range',
    userMessage: `A 1:1 takes ${meetingLimits.minutes.min} to ${meetingLimits.minutes.max} minutes. Say how long in minutes, like “30 min”.`,
  });

export const noPlanRuns = (): AppError =>
  new AppError({
    code: 'MEETING_004',
    message: 'a plan check without a plan that runs',
    userMessage: 'No plan runs for this person, so there is nothing to check. Plan a regular 1:1 instead.',
  });

export const timeUnreadable = (): AppError =>
  new AppError({
    code: 'MEETING_005',
    message: 'no time could be read',
    userMessage: 'I could not read when. Say a day and a time, like “Thursday 15:00” or “26 Nov 9:30”.',
  });

export const meetingIsOver = (state: 'held' | 'cancelled' | 'no_show' | 'in_progress'): AppError => {
  const is = {
    held: 'was held already. Its card lets you correct what you wrote.',
    cancelled: 'was cancelled. Plan a new one.',
    no_show: 'is noted as a no-show. Plan a new one.',
    in_progress: 'is running. Complete it when you are done.',
  };
  return new AppError({
    code: 'MEETING_006',
    message: 'the 1:1 is in a state that does not allow this',
    userMessage: `This 1:1 ${is[state]}`,
  });
};

export const reasonMissing = (): AppError =>
  new AppError({
    code: 'MEETING_007',
    message: 'a cancellation or no-show without a reason',
    userMessage: 'Please say why in a few words.',
  });

export const ratingMissing = (): AppError =>
  new AppError({
    code: 'MEETING_008',
    message: 'a rating is missing or not 1 to 5',
    userMessage: 'Give engagement, receptiveness, understanding and effectiveness a number from 1 to 5.',
  });

export const wordsTooLong = (): AppError =>
  new AppError({
    code: 'MEETING_009',
    message: 'a text is longer than is kept',
    userMessage: `Please keep discussion notes under ${meetingLimits.discussion.toLocaleString('en')} characters, other texts under ${meetingLimits.text}, and lists to ${meetingLimits.list} lines.`,
  });

export const nothingToShare = (): AppError =>
  new AppError({
    code: 'MEETING_010',
    message: 'a recap of a 1:1 that is not completed, or has nothing in it',
    userMessage: 'There is nothing to send yet: no commitments, action items or follow-up are written down.',
  });

export const personUnreachable = (name: string): AppError =>
  new AppError({
    code: 'MEETING_011',
    message: 'the person has no direct message with the bot',
    userMessage: `I cannot write to ${name}: they never wrote to me. Please tell them yourself.`,
  });

export const followUpIncomplete = (): AppError =>
  new AppError({
    code: 'MEETING_012',
    message: 'the follow-up day is none',
    userMessage: 'Choose a day for the follow-up, or say that none is needed.',
  });
