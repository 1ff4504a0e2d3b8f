import { AppError } from '../../shared/errors.ts';

/** Also said when the summary exists but is not the asker's to see: its existence is not given away. */
export function summaryNotFound(): AppError {
  return new AppError({
    code: 'SUMMARY_NOT_FOUND',
    message: 'summary not found or not visible to the actor',
    userMessage:
      'I cannot find that summary among those you may see. Open the session’s thread and use the buttons there, or ask the coach who led it.',
  });
}

/** The person worked on an older version than the newest. */
export function summaryStale(newest: number, expected: number): AppError {
  return new AppError({
    code: 'SUMMARY_STALE',
    message: `expected version ${expected}, newest is ${newest}`,
    userMessage: `This summary has moved on to version ${newest} since you looked at it (you were on version ${expected}), so I changed nothing. Look at the newest version, then tell me again what to change.`,
  });
}

export function summaryApproved(): AppError {
  return new AppError({
    code: 'SUMMARY_APPROVED',
    message: 'the summary is approved and locked',
    userMessage: 'This summary is approved and locked, so I changed nothing.',
  });
}

export function versionNotFound(version: number, newest: number): AppError {
  return new AppError({
    code: 'SUMMARY_VERSION',
    message: `version ${version} does not exist, newest is ${newest}`,
    userMessage: `This summary has no version ${version}. Its versions go from 1 to ${newest}.`,
  });
}
