import type { User } from '../../people/user.ts';
import type { ProfileFieldKey } from '../../profiles/field-catalogue.ts';
import type { ProfileValue, Visibility } from '../../profiles/profile.ts';
import type { MeetingStatus, SessionType } from '../../sessions/session.ts';

/** Which import writes, and for whom. */
export interface ImportScope {
  organizationId: string;
  importId: string;
  /** Who imports. */
  actorId: string;
}

export interface WriteOptions {
  /** Everything is checked and counted, and nothing stays. @default false */
  dryRun?: boolean;
}

export type RolledBack = { rows: number } | { blockedBy: string };

export interface ProfileFieldWrite {
  userId: string;
  field: ProfileFieldKey;
  value: ProfileValue;
  /** Where the field is new; one that is there keeps its own. Never `private`. */
  visibility: Exclude<Visibility, 'private'>;
}

/** Each call is one transaction. Written again by the same import, what it wrote before counts as its own. */
export interface ProfileImportStore {
  /**
   * Fields that somebody wrote by hand, or holds in private, stay as they are.
   * @returns whose profiles this import changed
   */
  write(
    scope: ImportScope,
    fields: readonly ProfileFieldWrite[],
    options?: WriteOptions,
  ): Promise<{ people: string[] }>;
  /** Fields that somebody wrote by hand since stay as they are. @returns `people`: whose profiles changed */
  rollback(
    organizationId: string,
    importId: string,
  ): Promise<{ rows: number; people: string[] } | { blockedBy: string }>;
}

export interface PeopleImportStore {
  /** Everybody, those who are gone too; not those who had themselves deleted. */
  people(organizationId: string): Promise<User[]>;
  /**
   * @param people new ones, and those who change, as they shall be
   * @param fields of their profiles, and of others'
   * @returns whom this import made or changed, and whose profiles
   */
  write(
    scope: ImportScope,
    people: readonly User[],
    fields: readonly ProfileFieldWrite[],
    options?: WriteOptions,
  ): Promise<{ people: string[]; profiles: string[] }>;
  rollback(
    organizationId: string,
    importId: string,
  ): Promise<{ rows: number; profiles: string[] } | { blockedBy: string }>;
}

/** A coaching session of the past, as a row of a file tells it. */
export interface PastSession {
  /** The same session of the same two has the same key, whatever file it stands in. */
  key: string;
  line: number;
  agentId: string;
  agentName: string;
  leaderId: string;
  leaderName: string;
  type: SessionType;
  meeting: Extract<MeetingStatus, 'held' | 'cancelled' | 'no_show'>;
  /** `YYYY-MM-DD` */
  date: string;
  title: string;
  minutes?: number;
  topics: readonly string[];
  notes?: string;
  commitments?: string;
  resources: readonly string[];
  /** 1 to 5. */
  engagement?: number;
  receptiveness?: number;
  understanding?: number;
  effectiveness?: number;
  achievements?: string;
  concerns?: string;
  followUpRequired: boolean;
  followUpOn?: string;
  followUpTopics: readonly string[];
  /** Why it did not take place. */
  reason?: string;
}

export interface HistoryImportStore {
  /**
   * Makes those that are not there. In one transaction.
   * @returns by key: `made`, the sessions that this import made; `different`, those that are there and say something else
   */
  write(
    scope: ImportScope,
    sessions: readonly PastSession[],
    options?: WriteOptions,
  ): Promise<{ made: ReadonlyMap<string, string>; different: ReadonlySet<string> }>;
  /** What was measured of its sessions goes with them. */
  rollback(organizationId: string, importId: string): Promise<RolledBack>;
}
