import type { SessionType } from '../../coaching/sessions/session.ts';

/** Kinds of session as people read them. */
export const sessionTypeLabels: Readonly<Record<SessionType, string>> = {
  WORKSHOP: 'Workshop',
  INDIVIDUAL: 'Individual session',
  REGULAR: '1:1',
  FOLLOW_UP: 'Follow-up',
  PIP_CHECK: 'PIP check',
  URGENT: 'Urgent 1:1',
};
