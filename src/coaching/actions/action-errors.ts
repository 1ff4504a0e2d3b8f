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

export const actionNotAllowed = (): AppError =>
  new AppError({
    code: 'ACTION_004',
    message: 'the actor may not give items to this person',
    userMessage:
      'You can give action items to yourself, to people you lead, and to people in sessions that you led. Ask their leader for others.',
  });

export const actionWordsMissing = (): AppError =>
  new AppError({
    code: 'ACTION_005',
    message: 'an action item without words',
    userMessage:
      'Say what is to be done, such as `/threadcoach action @Priya call back ACME by Friday`. Without a name it is yours.',
  });

/** @param state what it is by now */
export const actionStateChanged = (state: string): AppError =>
  new AppError({
    code: 'ACTION_006',
    message: 'the item is in another state by now',
    userMessage: `That item is ${state} by now, so I changed nothing. \`/threadcoach actions\` shows how things stand.`,
  });

export const actionNotByOwner = (): AppError =>
  new AppError({
    code: 'ACTION_007',
    message: 'the owner cannot verify or send back an item',
    userMessage: 'Somebody other than its owner checks an item. Your leader can do that.',
  });

export const actionOwnersOnly = (): AppError =>
  new AppError({
    code: 'ACTION_008',
    message: 'only the owner says how an item goes',
    userMessage: 'Only the person whose item it is says how far it is, or what blocks it.',
  });

export const actionPersonUnclear = (names: readonly string[]): AppError =>
  new AppError({
    code: 'ACTION_009',
    message: 'the words name nobody, or several people',
    userMessage:
      names.length === 0
        ? 'I know nobody of that name whom you lead. Mention the person, or write the whole name.'
        : `Whom do you mean: ${names.slice(0, 5).join(', ')}? Write the whole name.`,
  });

export const actionNobody = (): AppError =>
  new AppError({
    code: 'ACTION_010',
    message: 'the actor looks after nobody’s items',
    userMessage: 'You look after nobody’s action items. Yours are under `/threadcoach actions`.',
  });
