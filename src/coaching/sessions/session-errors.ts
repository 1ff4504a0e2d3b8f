import { AppError } from '../../shared/errors.ts';

/** Also said when the session exists but is not the asker's to see: its existence is not given away. */
export function sessionNotFound(): AppError {
  return new AppError({
    code: 'SESSION_001',
    message: 'session not found or not visible to the actor',
    userMessage:
      'I cannot find that session among those you may see. Ask for your sessions to get the list, or ask the coach who led it.',
  });
}

export const planNotFound = (): AppError =>
  new AppError({
    code: 'SESSION_010',
    message: 'no planned session of the actor has this id, or it has a transcript already',
    userMessage:
      'I cannot find that among your planned sessions; perhaps it has its transcript already. List your sessions to see them, or upload without naming one.',
  });

export const participantNotFound = (): AppError =>
  new AppError({
    code: 'SESSION_011',
    message: 'participant not found, or in a session that is not visible to the actor',
    userMessage: 'I cannot find that person among the sessions you may see. Please use a newer message.',
  });

/** Confirmed, both would get summaries and access under one name. */
export const alreadyAnother = (person: string): AppError =>
  new AppError({
    code: 'SESSION_012',
    message: 'another speaker of the session is matched to this person',
    userMessage: `Another speaker of this session is ${person} already. Change that one first, or say that this is somebody else.`,
  });

export const personUnknown = (name: string): AppError =>
  new AppError({
    code: 'SESSION_013',
    message: 'no such user or client, or not one the actor may see',
    userMessage: `I know nobody as ${name} among the people and clients you may see. Check the address, or add a client first.`,
  });

export const ledTheSession = (name: string): AppError =>
  new AppError({
    code: 'SESSION_014',
    message: 'the speaker is the facilitator',
    userMessage: `${name} led this session, so there is nobody to ask about.`,
  });
