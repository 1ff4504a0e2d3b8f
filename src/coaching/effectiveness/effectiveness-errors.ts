import { AppError } from '../../shared/errors.ts';

export const notALeader = (): AppError =>
  new AppError({
    code: 'EFFECT_001',
    message: 'the actor leads nobody',
    userMessage:
      'What coaching has done is counted for people who lead a team. Ask your leader what works in yours.',
  });

export const issueUnknown = (): AppError =>
  new AppError({
    code: 'EFFECT_002',
    message: 'the words name no figure that gets better or worse',
    userMessage:
      'Name a figure, such as `/threadcoach worked handle time`, quality, attendance, adherence or customer satisfaction.',
  });

export const caseNotFound = (): AppError =>
  new AppError({
    code: 'EFFECT_003',
    message: 'no such measured intervention, or not led by the actor',
    userMessage: 'I cannot find that among what you worked on. `/threadcoach worked review` lists it anew.',
  });
