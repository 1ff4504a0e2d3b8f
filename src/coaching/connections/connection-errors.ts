import { AppError } from '../../shared/errors.ts';

/** The same for what never was, is not this person's, and is over: nobody learns which. */
export const connectionGone = (): AppError =>
  new AppError({
    code: 'CONNECT_001',
    message: 'no such suggestion, or it is over',
    userMessage: 'That suggestion is no longer open. Ask me again whenever you like.',
  });

export const messageUnfit = (userMessage: string): AppError =>
  new AppError({ code: 'CONNECT_002', message: 'the message to the other does not fit', userMessage });

export const shareUnknown = (known: string): AppError =>
  new AppError({
    code: 'CONNECT_003',
    message: 'unknown setting of connections',
    userMessage: `I don’t know that. You can share: ${known}.`,
  });

/** Who takes part, and what they look for, is said by people themselves. */
export const onlyInChat = (): AppError =>
  new AppError({
    code: 'CONNECT_005',
    message: 'connections from the command line outside the demo',
    userMessage:
      'Connections are each person’s own: outside the demo they are set and asked for in chat only, with /connections.',
  });

/** The other has no place in chat that the bot could write to. */
export const notReachable = (): AppError =>
  new AppError({
    code: 'CONNECT_004',
    message: 'the other cannot be written to',
    userMessage: 'I can’t reach them in chat just now, so I haven’t asked. Please try again another day.',
  });
