import { z } from 'zod';
import { isTimeZone } from '../../shared/time-zone.ts';
import { AppError } from '../../shared/errors.ts';
import { newId } from '../../shared/ids.ts';
import type { UserInput, UserRepository } from './ports.ts';
import { jobFamilies, roles, type User } from './user.ts';

const optionalText = z
  .string()
  .trim()
  .nullish()
  .transform((value) => (value === '' || value == null ? undefined : value));

/** One person of an import file; leaders and managers are named by address. */
export const personRecord = z.object({
  email: z.email({ message: 'is not an e-mail address' }).transform((value) => value.toLowerCase()),
  name: z.string().trim().min(1, 'is missing'),
  role: z
    .string()
    .transform((value) => value.trim().toUpperCase().replaceAll(' ', '_'))
    .pipe(z.enum(roles, { message: `must be one of ${roles.join(', ')}` })),
  jobFamily: optionalText
    .transform((value) => (value ?? 'OTHER').toUpperCase().replaceAll(' ', '_'))
    .pipe(z.enum(jobFamilies, { message: `must be one of ${jobFamilies.join(', ')}` })),
  teamLeader: optionalText.transform((value) => value?.toLowerCase()),
  manager: optionalText.transform((value) => value?.toLowerCase()),
  department: optionalText,
  employeeId: optionalText,
  timezone: optionalText
    .transform((value) => value ?? 'UTC')
    .refine(isTimeZone, { message: 'is not a time zone, such as Europe/London' }),
  shiftPattern: optionalText,
  hireDate: optionalText.pipe(z.iso.date({ message: 'must look like 2026-11-20' }).optional()),
  phone: optionalText,
});
export type PersonRecord = z.output<typeof personRecord>;

export interface ImportReport {
  created: number;
  updated: number;
  unchanged: number;
}

/** @param line 1-based line or position in the file, for the message */
function parseRecord(record: unknown, line: number, faults: string[]): PersonRecord | undefined {
  const parsed = personRecord.safeParse(record);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues)
    faults.push(`line ${line}: ${issue.path.join('.')} ${issue.message}`);
  return undefined;
}

function faultsBetween(
  people: readonly { line: number; person: PersonRecord }[],
  existing: readonly User[],
): string[] {
  const seen = new Map<string, number>();
  const imported = new Set(people.map(({ person }) => person.email));
  const emails = new Set([...existing.map(({ email }) => email), ...imported]);
  // Of those in the file the file decides.
  const holders = new Map(
    existing.filter(({ email }) => !imported.has(email)).map(({ employeeId, email }) => [employeeId, email]),
  );
  return people.flatMap(({ line, person }) => {
    const before = seen.get(person.email);
    seen.set(person.email, line);
    const { employeeId } = person;
    const holder = employeeId === undefined ? undefined : holders.get(employeeId);
    holders.set(employeeId, person.email);
    const named = [person.teamLeader, person.manager].filter((email) => email !== undefined);
    return [
      ...(before === undefined ? [] : [`line ${line}: ${person.email} stands on line ${before} already`]),
      ...(holder !== undefined && holder !== person.email
        ? [`line ${line}: employeeId ${employeeId ?? ''} belongs to ${holder} already`]
        : []),
      ...(named.includes(person.email) ? [`line ${line}: ${person.email} cannot lead themselves`] : []),
      ...named
        .filter((email) => !emails.has(email))
        .map((email) => `line ${line}: ${email} is neither in the file nor in the organisation`),
    ];
  });
}

/** What an import may change of a person who is there already. */
function knownFields(user: User | undefined): Partial<UserInput> {
  if (user === undefined) return {};
  const fields: Partial<User> = { ...user };
  delete fields.id;
  delete fields.organizationId;
  delete fields.status;
  return fields;
}

/** The fields that the file speaks of: a column that is not there leaves what is known as it is. */
const namedFields = (record: unknown): ReadonlySet<string> =>
  new Set(typeof record === 'object' && record !== null ? Object.keys(record) : []);

/**
 * Adds and updates people, all or nothing. Importing the same file again changes nothing.
 * @param records with the line each stands on
 * @throws AppError PEOPLE_001 listing every faulty line (at most twenty); nothing is written then
 */
export async function importPeople(
  deps: { users: UserRepository },
  organizationId: string,
  records: readonly { line: number; record: unknown }[],
): Promise<ImportReport> {
  const faults: string[] = [];
  const people = records.flatMap(({ line, record }) => {
    const person = parseRecord(record, line, faults);
    return person === undefined ? [] : [{ line, person, named: namedFields(record) }];
  });
  const existing = await deps.users.list(organizationId);
  const ids = new Map(existing.map((user) => [user.email, user.id]));
  faults.push(...faultsBetween(people, existing));
  if (faults.length > 0) {
    const shown = faults.slice(0, 20).map((fault) => `  - ${fault}`);
    throw new AppError({
      code: 'PEOPLE_001',
      message: `${faults.length} faults in the import file.`,
      userMessage: `Nothing was imported, because the file has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${shown.join('\n')}${faults.length > 20 ? '\n  …' : ''}`,
    });
  }
  for (const { person } of people) if (!ids.has(person.email)) ids.set(person.email, newId());
  const idOf = (email: string | undefined) => (email === undefined ? undefined : ids.get(email));
  const before = new Map(existing.map((user) => [user.email, user]));
  const inputs = people.map(({ person: { teamLeader, manager, ...person }, named }) => {
    const known = knownFields(before.get(person.email));
    const said = Object.entries(person).filter(([field]) => named.has(field) || !(field in known));
    const leaders = {
      ...(named.has('teamLeader') ? { teamLeaderId: idOf(teamLeader) } : {}),
      ...(named.has('manager') ? { managerId: idOf(manager) } : {}),
    };
    const all = { ...known, ...Object.fromEntries(said), ...leaders, id: idOf(person.email) };
    // Each key of UserInput is set from the record's or the user's own type above; only the undefined ones are left out.
    return Object.fromEntries(
      Object.entries(all).filter(([, value]) => value !== undefined),
    ) as unknown as UserInput;
  });
  return deps.users.upsertMany(organizationId, inputs);
}
