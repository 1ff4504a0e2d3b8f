import { AppError } from '../../shared/errors.ts';
import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';

const labelOf = (field: ProfileFieldKey): string => `“${definitionOf(field).label}”`;

export const valueFaulty = (field: ProfileFieldKey, fault: string): AppError =>
  new AppError({
    code: 'PROFILE_001',
    message: 'A value does not fit its field.',
    userMessage: `I couldn’t save ${labelOf(field)}. ${fault}`,
  });

export const tooWide = (field: ProfileFieldKey): AppError =>
  new AppError({
    code: 'PROFILE_002',
    message: 'The field may not be shown to that many.',
    userMessage:
      definitionOf(field).widest === 'private'
        ? `${labelOf(field)} is for you alone, so I don’t show it to anybody. Tell people yourself if you want them to know.`
        : `${labelOf(field)} is for you and your leaders at most, so I don’t show it to everyone.`,
  });

export const nothingThere = (field: ProfileFieldKey): AppError =>
  new AppError({
    code: 'PROFILE_003',
    message: 'The field is empty.',
    userMessage: `${labelOf(field)} is empty. Write it first, with **/profile**, and then say who may see it.`,
  });

export const notToHide = (field: ProfileFieldKey): AppError =>
  new AppError({
    code: 'PROFILE_004',
    message: 'What a leader wrote cannot be private to its subject.',
    userMessage: `Your leader wrote ${labelOf(field)}, so it can’t be hidden from them. You can write your own words in its place, and keep those to yourself.`,
  });

export const notYourField = (name: string): AppError =>
  new AppError({
    code: 'PROFILE_005',
    message: 'The actor may not write this about the subject.',
    userMessage: `Only ${name}’s own leaders can write this part of the profile. The rest is written by ${name}.`,
  });

export const editGone = (): AppError =>
  new AppError({
    code: 'PROFILE_006',
    message: 'No edit that could be undone.',
    userMessage: 'There is nothing to take back: only your last change of a profile can be undone, once.',
  });

export const onlyInChat = (): AppError =>
  new AppError({
    code: 'PROFILE_007',
    message: 'Private fields are out of the command line’s reach.',
    userMessage:
      'Private fields are their owner’s alone, so they are read and written in the chat, with /profile, not here. The same goes for who may see a field.',
  });

export const personUnknown = (): AppError =>
  new AppError({
    code: 'PROFILE_008',
    message: 'The subject is not in the organisation.',
    userMessage: 'I couldn’t find that person any more.',
  });

export const notForImport = (): AppError =>
  new AppError({
    code: 'PROFILE_009',
    message: 'Only admins and leaders import profiles.',
    userMessage:
      'Profiles are imported by admins, and by leaders for their own people. You write your own with /profile.',
  });

export const notAList = (field: ProfileFieldKey): AppError =>
  new AppError({
    code: 'PROFILE_013',
    message: 'Items are added to and taken from lists.',
    userMessage: `${labelOf(field)} isn’t a list. Say “set my …” to change it.`,
  });
