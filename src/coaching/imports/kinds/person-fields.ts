import {
  jobFamilies,
  roles,
  userStatuses,
  type JobFamily,
  type Role,
  type UserStatus,
} from '../../people/user.ts';
import type { ImportField } from '../import.ts';

type Holds = NonNullable<ImportField['holds']>;
const field = (key: string, label: string, holds: Holds, aliases: readonly string[]): ImportField => ({
  ...{ key, label, aliases, holds },
  required: key === 'email',
});

/** What a file of people may say of each. A person who is there already needs the address alone. */
export const personFields: readonly ImportField[] = [
  field('email', 'E-mail address', 'person', [
    ...['e-mail', 'mail', 'email address', 'work email', 'user email', 'login'],
  ]),
  field('name', 'Name', 'text', ['full name', 'display name', 'employee name', 'person', 'agent name']),
  field('role', 'Role', 'text', ['user role', 'system role', 'account type']),
  field('job_family', 'Job family', 'text', ['family', 'job group']),
  field('team_leader', 'Team leader (address)', 'text', [
    ...['team leader email', 'leader', 'leader email', 'team lead', 'team lead email', 'supervisor'],
    ...['supervisor email', 'reports to'],
  ]),
  field('manager', 'Manager (address)', 'text', ['manager email', 'line manager', 'line manager email']),
  field('department', 'Department', 'text', ['dept', 'team', 'business unit']),
  field('employee_id', 'Employee id', 'text', [
    ...['employee number', 'employee no', 'staff id', 'personnel number', 'id'],
  ]),
  field('hire_date', 'Hired on', 'day', [
    ...['hired', 'start date', 'started', 'joined', 'joining date', 'employment date', 'date of hire'],
  ]),
  field('phone', 'Phone', 'text', ['phone number', 'telephone', 'mobile', 'mobile number']),
  field('status', 'Status', 'text', ['employment status', 'user status', 'state']),
  field('learning_style', 'How they learn best', 'text', ['learning preference', 'learns best']),
  field('shift_pattern', 'Shift', 'text', ['shift type', 'working pattern']),
  field('timezone', 'Time zone', 'text', ['tz', 'zone']),
];

const named = <T extends string>(
  keys: readonly T[],
  also: Readonly<Partial<Record<T, readonly string[]>>>,
): Readonly<Record<T, readonly string[]>> =>
  // Safe cast: made of exactly these keys.
  Object.fromEntries(keys.map((key) => [key, also[key] ?? []])) as Record<T, readonly string[]>;

export const roleNames: Readonly<Record<Role, readonly string[]>> = named(roles, {
  ADMIN: ['administrator'],
  TEAM_LEADER: ['team lead', 'leader', 'supervisor'],
  AGENT: ['rep', 'representative', 'employee', 'csr', 'sales rep'],
});
export const jobFamilyNames: Readonly<Record<JobFamily, readonly string[]>> = named(jobFamilies, {
  CSR: ['customer service', 'service', 'customer service representative'],
  SALES_REP: ['sales', 'sales representative'],
});
export const statusNames: Readonly<Record<UserStatus, readonly string[]>> = named(userStatuses, {
  LEAVE: ['on leave', 'leave of absence', 'parental leave', 'inactive'],
  TERMINATED: ['left', 'gone', 'former', 'resigned'],
});
