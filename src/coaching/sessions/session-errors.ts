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
