import { isTimeZone } from '../../../shared/time-zone.ts';
import type { User } from '../../people/user.ts';
import type { ProfileValue } from '../../profiles/profile.ts';
import { readValue } from '../../profiles/read-value.ts';
import { jobFamilyNames, roleNames, statusNames } from './person-fields.ts';
import { folded, type RowReader } from './row-reader.ts';

/** What a row says of one person. What it does not speak of stays as it is. */
export interface PersonRow {
  line: number;
  email: string;
  said: Partial<Omit<User, 'id' | 'organizationId' | 'email' | 'teamLeaderId' | 'managerId'>>;
  /** Addresses; null: nobody any more. */
  teamLeader?: string | null;
  manager?: string | null;
  learningStyle?: ProfileValue;
}

/** In place of an address: nobody. */
const nobody = /^(?:-|–|none|nobody|n\/a)$/i;

function leaderIn(row: RowReader, field: 'team_leader' | 'manager'): string | null | undefined {
  const said = row.text(field, 254);
  return said !== undefined && nobody.test(said) ? null : row.address(field);
}

function learningStyleIn(row: RowReader): ProfileValue | undefined {
  const said = row.text('learning_style', 120);
  if (said === undefined) return undefined;
  const read = readValue('learning_style', said);
  if (read.kind === 'value') return read.value;
  row.fault('IMPORT_052', read.fault, 'learning_style');
  return undefined;
}

function statusIn(row: RowReader): User['status'] | undefined {
  if (folded(row.text('status', 60) ?? '') !== 'pip') return row.choice('status', statusNames);
  row.fault(
    'IMPORT_055',
    'Nobody’s status says that they are on a plan: plans are kept apart, for those entitled. Write ACTIVE.',
    'status',
  );
  return undefined;
}

function timezoneIn(row: RowReader): string | undefined {
  const said = row.text('timezone', 60);
  if (said === undefined || isTimeZone(said)) return said;
  row.fault('IMPORT_056', `“${said}” is no time zone, such as Europe/London.`, 'timezone');
  return undefined;
}

/** Reads one row; what is wrong is with the reader then. Undefined: the row names nobody. */
export function readPerson(row: RowReader): PersonRow | undefined {
  const email = row.address('email');
  const said = {
    name: row.text('name', 200),
    role: row.choice('role', roleNames),
    jobFamily: row.choice('job_family', jobFamilyNames),
    department: row.text('department', 100),
    employeeId: row.text('employee_id', 50),
    hireDate: row.day('hire_date'),
    phone: row.text('phone', 40),
    status: statusIn(row),
    shiftPattern: row.text('shift_pattern', 50),
    timezone: timezoneIn(row),
  };
  const [teamLeader, manager] = [leaderIn(row, 'team_leader'), leaderIn(row, 'manager')];
  const learningStyle = learningStyleIn(row);
  if (email === undefined) {
    if (row.faults.every(({ code }) => code !== 'IMPORT_051'))
      row.fault('IMPORT_057', 'The address is missing.', 'email');
    return undefined;
  }
  return {
    line: row.line,
    email,
    // Each key keeps the type of its own value above; only those without one are left out.
    said: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)),
    ...(teamLeader === undefined ? {} : { teamLeader }),
    ...(manager === undefined ? {} : { manager }),
    ...(learningStyle === undefined ? {} : { learningStyle }),
  };
}
