import type { UserRepository } from '../people/ports.ts';
import type { Actor, User } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import { readColumns } from './import-columns.ts';
import type { FieldWrite, ProfileRepository } from './ports.ts';
import { notForImport } from './profile-errors.ts';
import { readValue } from './read-value.ts';
import { storedFields } from './show-profile.ts';

export interface ImportProfilesDeps {
  profiles: ProfileRepository;
  users: UserRepository;
  audit: AuditLog;
}

/** A table as it stands in a file: the names of its columns, and its rows with the line that each begins on. */
export interface ProfileTable {
  header: readonly string[];
  rows: readonly { line: number; cells: readonly string[] }[];
}

export interface ProfileImportReport {
  people: { changed: number; unchanged: number };
  /** Fields that were written, or with `dryRun` would be. */
  fields: number;
  /** Fields left alone, because the person or a leader wrote them by hand, with whose profile. */
  kept: readonly { line: number; email: string; fields: number }[];
  /** Rows of which nothing was taken. */
  faults: readonly { line: number; fault: string }[];
  /** Columns of which nothing was taken. */
  refused: readonly { column: string; reason: string }[];
}

/**
 * Writes the profiles of a table: row by row, each whole or not at all. What somebody wrote by hand is never overwritten;
 * an empty cell leaves a field as it is; the same table again changes nothing. Nothing is private: what is by default, is
 * seen by the person's leaders.
 * @param options.dryRun reads and checks everything, and writes nothing
 * @throws AppError PROFILE_009 not entitled to import, PROFILE_010 the table has no column of addresses
 */
export async function importProfiles(
  deps: ImportProfilesDeps,
  actor: Actor,
  table: ProfileTable,
  { dryRun = false, surface }: { dryRun?: boolean; surface: string },
): Promise<ProfileImportReport> {
  if (actor.role === 'AGENT' || actor.role === 'COACH') throw notForImport();
  const { organizationId } = actor;
  const columns = readColumns(table.header);
  const people = await deps.users.list(organizationId);
  const byEmail = new Map(people.map((user) => [user.email, user]));
  const lines = new Map<string, number>();
  const faults: { line: number; fault: string }[] = [];
  const kept: { line: number; email: string; fields: number }[] = [];
  const counts = { changed: 0, unchanged: 0, fields: 0 };
  for (const { line, cells } of table.rows) {
    const email = (cells[columns.email] ?? '').trim().toLowerCase();
    const before = lines.get(email);
    lines.set(email, line);
    const subject = byEmail.get(email);
    const row = readRow(columns.fields, cells);
    const wrong = [
      ...(await whyNot(deps, actor, email, subject)),
      ...(before === undefined || email === '' ? [] : [`${email} stands on line ${before} already.`]),
      ...row.faults,
    ];
    if (subject === undefined || wrong.length > 0) {
      faults.push({ line, fault: wrong.join(' ') });
      continue;
    }
    const written = await writeRow(deps, actor, subject, row.values, dryRun);
    if (written.kept > 0) kept.push({ line, email, fields: written.kept });
    counts[written.changed > 0 ? 'changed' : 'unchanged'] += 1;
    counts.fields += written.changed;
  }
  if (!dryRun) {
    const entry = { organizationId, actorId: actor.id, action: 'profile.import', surface };
    await deps.audit.record({ ...entry, detail: { people: counts.changed, fields: counts.fields } });
  }
  const { fields, ...changes } = counts;
  return { people: changes, fields, kept, faults, refused: columns.refused };
}

async function whyNot(
  { users }: ImportProfilesDeps,
  actor: Actor,
  email: string,
  subject: User | undefined,
): Promise<string[]> {
  if (email === '') return ['The address is missing.'];
  if (subject === undefined)
    return [`Nobody in the organisation has the address ${email}. Add them first: people import FILE.`];
  if (actor.role === 'ADMIN') return [];
  const line = await users.lineAbove(actor.organizationId, subject.id);
  return line.includes(actor.id)
    ? []
    : [`${email} is not in your line. Ask an admin, or their own leader, to import this row.`];
}

type Values = readonly (readonly [ProfileFieldKey, Exclude<FieldWrite['value'], undefined>])[];

function readRow(
  fields: readonly { field: ProfileFieldKey; column: string; index: number }[],
  cells: readonly string[],
): { values: Values; faults: string[] } {
  const faults: string[] = [];
  const values = fields.flatMap(({ field, column, index }): Values => {
    const cell = (cells[index] ?? '').trim();
    if (cell === '') return [];
    const read = readValue(field, cell);
    if (read.kind === 'value') return [[field, read.value]];
    faults.push(`${column}: ${read.fault}`);
    return [];
  });
  return { values, faults };
}

async function writeRow(
  { profiles }: ImportProfilesDeps,
  actor: Actor,
  subject: User,
  values: Values,
  dryRun: boolean,
): Promise<{ changed: number; kept: number }> {
  const stored = await storedFields({ profiles }, actor, subject.id);
  const mine = values.filter(([field]) => (stored.get(field)?.source ?? 'import') === 'import');
  const writes = mine.map(([field, value]): FieldWrite => {
    const { visibility: usual } = definitionOf(field);
    const visibility = stored.get(field)?.visibility ?? (usual === 'private' ? 'line' : usual);
    return { field, value, visibility, source: 'import' };
  });
  const byHand = values.length - mine.length;
  if (dryRun) {
    const changed = writes.filter(
      ({ field, value }) => JSON.stringify(stored.get(field)?.value) !== JSON.stringify(value),
    );
    return { changed: changed.length, kept: byHand };
  }
  const scope = { organizationId: actor.organizationId, viewerId: actor.id };
  const { changed, kept = [] } = await profiles.write(scope, subject.id, writes);
  return { changed: changed.length, kept: byHand + kept.length };
}
