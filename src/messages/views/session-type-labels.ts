import type { SessionType } from '../../coaching/sessions/session.ts';

/** Kinds of session as people read them. */
export const sessionTypeLabels: Readonly<Record<SessionType, string>> = {
  WORKSHOP: 'Workshop',
  INDIVIDUAL: 'Individual session',
  REGULAR: '1:1',
  FOLLOW_UP: 'Follow-up',
  // That a plan runs is told in direct message alone, and these labels stand in channels and files too.
  PIP_CHECK: '1:1',
  URGENT: 'Urgent 1:1',
};
