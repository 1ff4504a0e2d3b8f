export const roles = ['ADMIN', 'MANAGER', 'TEAM_LEADER', 'COACH', 'AGENT'] as const;
export type Role = (typeof roles)[number];

export const jobFamilies = ['CSR', 'SALES_REP', 'OTHER'] as const;
export type JobFamily = (typeof jobFamilies)[number];

export const userStatuses = ['ACTIVE', 'LEAVE', 'TERMINATED'] as const;
export type UserStatus = (typeof userStatuses)[number];

/** A person with an account in one organisation. The address is unique inside the organisation, in lower case. */
export interface User {
  id: string;
  organizationId: string;
  email: string;
  name: string;
  role: Role;
  jobFamily: JobFamily;
  /** For agents and coaches. */
  teamLeaderId?: string;
  /** For team leaders (and for those who report to a manager directly). */
  managerId?: string;
  department?: string;
  employeeId?: string;
  /** Calendar day `YYYY-MM-DD`. */
  hireDate?: string;
  phone?: string;
  shiftPattern?: string;
  /** IANA zone, e.g. `Europe/Zurich`; `UTC` when unknown. */
  timezone: string;
  status: UserStatus;
}

/** Who is asking: comes from the verified turn or the command line's `--as`, never from a model's arguments. */
export type Actor = Pick<
  User,
  'id' | 'organizationId' | 'email' | 'name' | 'role' | 'jobFamily' | 'timezone'
>;

export function toActor(user: User): Actor {
  const { id, organizationId, email, name, role, jobFamily, timezone } = user;
  return { id, organizationId, email, name, role, jobFamily, timezone };
}
