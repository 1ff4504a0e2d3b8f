import type { User } from './user.ts';

export type UserInput = Omit<User, 'id' | 'organizationId' | 'status'> & {
  /** For a person who is new: lets others in the same call name them as their leader. */
  id?: string;
  status?: User['status'];
};

/** People of one organisation; every call runs inside that tenant's scope. */
export interface UserRepository {
  findById(organizationId: string, id: string): Promise<User | undefined>;
  /** Those of the ids who are there and not terminated; in no order. */
  findByIds(organizationId: string, ids: readonly string[]): Promise<User[]>;
  /** `email` in any case. Terminated people are not found. */
  findByEmail(organizationId: string, email: string): Promise<User | undefined>;
  /** All who are not terminated, by name. */
  list(organizationId: string): Promise<User[]>;
  /** Ids of everyone above `userId` (team leader, manager, their managers), nearest first; stops at a cycle. */
  lineAbove(organizationId: string, userId: string): Promise<string[]>;
  /** Creates or updates by address, all or nothing; unchanged people are not written. */
  upsertMany(
    organizationId: string,
    people: readonly UserInput[],
  ): Promise<{ created: number; updated: number; unchanged: number }>;
}

/** Who a platform's user is in the organisation, as last verified by the platform's address. */
export interface IdentityRepository {
  /** User ids by platform user id, of those matched to a person and verified after `since`. */
  verifiedSince(
    organizationId: string,
    platform: string,
    installationId: string,
    platformUserIds: readonly string[],
    since: Date,
  ): Promise<Map<string, string>>;
  /** `userId` undefined: looked up, and not a person of the organisation. */
  save(
    organizationId: string,
    platform: string,
    installationId: string,
    platformUserId: string,
    userId: string | undefined,
  ): Promise<void>;
}
