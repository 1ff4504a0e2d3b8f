import type { RecordEntitlement } from '../records/entitlement.ts';
import type { CoachingSession, MeetingStatus, ProcessingStatus, SessionType } from './session.ts';

/**
 * How far a session is: `working` its transcript is being read, `failed` it could not be, `draft` at least one summary waits
 * for approval, `approved` all are, `scheduled` and `missed` (cancelled, or nobody came) it did not take place.
 */
export const sessionStates = ['draft', 'approved', 'working', 'failed', 'scheduled', 'missed'] as const;
export type SessionState = (typeof sessionStates)[number];

/** Which sessions are meant. Everything given must hold; nothing given means all. */
export interface SessionFilter {
  /** Days of the session, inclusive, `YYYY-MM-DD`. */
  from?: string;
  to?: string;
  types?: readonly SessionType[];
  state?: SessionState;
  /** Each of these led the session or took part in it. */
  personIds?: readonly string[];
  /** Led by one of these. */
  ledByIds?: readonly string[];
  /** Somebody took part whose name contains this, in any case: clients, and speakers nobody knows. */
  name?: string;
  /** Only these sessions. */
  ids?: readonly string[];
}

/** A summary as a list names it. */
export interface ListedSummary {
  id: string;
  version: number;
  state: 'draft' | 'approved';
  /** Name of the participant. */
  participant: string;
}

/** A session as a list shows it, cut down to what the audience may see of it. */
export interface ListedSession extends Pick<
  CoachingSession,
  'id' | 'title' | 'date' | 'type' | 'facilitatorId'
> {
  processing: ProcessingStatus;
  meeting: MeetingStatus;
  /** Name of the one who led it. */
  facilitator: string;
  /** False: only the reader's own approved summary may be read, and the others who took part are not named. */
  whole: boolean;
  /** Who took part, without the one who led it. */
  participants: readonly string[];
  summaries: readonly ListedSummary[];
}

export interface SessionPage {
  /** Newest day first, of one day the newest upload first. */
  sessions: readonly ListedSession[];
  /** How many fit the filter, counted up to `countedAtMost`. */
  total: number;
  /** Given where more follow: what `after` asks for next. */
  next?: string;
}

/** More than so many is "many". */
export const countedAtMost = 1_000;

/** Lists of sessions from PostgreSQL. Each page is one statement, and sees nothing outside the entitlement. */
export interface SessionCatalog {
  /**
   * @param page.after id of the last session of the page before; one that is gone ends the list
   * @param page.limit sessions a page
   */
  page(
    entitlement: RecordEntitlement,
    filter: SessionFilter,
    page: { after?: string; limit: number },
  ): Promise<SessionPage>;
}
