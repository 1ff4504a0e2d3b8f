import { newId } from '../../../shared/ids.ts';
import type { User } from '../../people/user.ts';
import type { PersonRow } from './read-person.ts';

/** What is wrong with a row once the others are known. */
export interface PlanFault {
  line: number;
  code: `IMPORT_${string}`;
  message: string;
  /** Key of the field. */
  field?: string;
}

export interface PeoplePlan {
  /** Good rows with their person as it shall be; those that change nothing too. */
  planned: readonly { row: PersonRow; user: User; before?: User }[];
  faults: readonly PlanFault[];
}

interface Draft {
  row: PersonRow;
  user: User;
  before?: User;
}

const isAdmin = (user: User | undefined): boolean => user?.role === 'ADMIN' && user.status !== 'TERMINATED';

/** As the row wants it; leaders come after, once everybody has an id. */
function draftOf(organizationId: string, row: PersonRow, before: User | undefined): Draft {
  const usual = {
    ...{ id: newId(), organizationId, email: row.email, name: '', role: 'AGENT' as const },
    ...{ jobFamily: 'OTHER' as const, timezone: 'UTC', status: 'ACTIVE' as const },
  };
  return { row, user: { ...(before ?? usual), ...row.said }, ...(before === undefined ? {} : { before }) };
}

/** Whether somebody stands above themself, going up from `id`. */
function isInCycle(id: string, aboveOf: (id: string) => readonly string[]): boolean {
  const seen = new Set<string>();
  const waiting = [...aboveOf(id)];
  for (let above = waiting.pop(); above !== undefined; above = waiting.pop()) {
    if (above === id) return true;
    if (seen.has(above)) continue;
    seen.add(above);
    waiting.push(...aboveOf(above));
  }
  return false;
}

/**
 * What rows do to the people of an organisation. A row that is wrong is left out, and with it those that rest on it: each
 * round looks at what is left.
 * @param actorId who imports: they cannot take their own rights away
 * @param faulty lines of people whose rows were left out before
 */
export function planPeople(
  rows: readonly PersonRow[],
  existing: readonly User[],
  {
    organizationId,
    actorId,
    faulty,
  }: { organizationId: string; actorId: string; faulty: ReadonlyMap<string, number> },
): PeoplePlan {
  const known = new Map(existing.map((user) => [user.email, user]));
  const leftOut = new Map(faulty);
  const faults: PlanFault[] = [];
  let drafts = rows.map((row) => draftOf(organizationId, row, known.get(row.email)));
  for (;;) {
    const wrong = [...faultsOf(drafts, existing, actorId, leftOut)];
    if (wrong.length === 0) return { planned: drafts, faults };
    faults.push(...wrong);
    const lines = new Set(wrong.map(({ line }) => line));
    for (const { row } of drafts) if (lines.has(row.line)) leftOut.set(row.email, row.line);
    drafts = drafts.filter(({ row }) => !lines.has(row.line));
  }
}

function* faultsOf(
  drafts: Draft[],
  existing: readonly User[],
  actorId: string,
  leftOut: ReadonlyMap<string, number>,
): Generator<PlanFault> {
  const after = new Map(existing.map((user) => [user.id, user]));
  for (const { user } of drafts) after.set(user.id, user);
  const byEmail = new Map([...after.values()].map((user) => [user.email, user]));
  const inFile = new Set(drafts.map(({ row }) => row.email));
  const holders = new Map(
    existing
      .filter(({ email, employeeId }) => employeeId !== undefined && !inFile.has(email))
      .map(({ employeeId, email }) => [employeeId, email]),
  );
  for (const draft of drafts) {
    const { row, user, before } = draft;
    const at = (code: PlanFault['code'], message: string, field?: string): PlanFault => ({
      ...{ line: row.line, code, message },
      ...(field === undefined ? {} : { field }),
    });
    if (before === undefined && (row.said.name === undefined || row.said.role === undefined))
      yield at('IMPORT_058', 'Somebody who is new needs a name and a role.');
    const { employeeId } = user;
    const holder = employeeId === undefined ? undefined : holders.get(employeeId);
    if (holder !== undefined)
      yield at('IMPORT_059', `The employee id belongs to ${holder} already.`, 'employee_id');
    if (employeeId !== undefined) holders.set(employeeId, user.email);
    yield* leaderFaults(draft, byEmail, leftOut, at);
    if (user.id === actorId && isAdmin(before) && !isAdmin(user))
      yield at('IMPORT_060', 'You cannot take your own admin rights away: ask another admin to.');
  }
  yield* cycleFaults(drafts, after);
  if (existing.some(isAdmin) && ![...after.values()].some(isAdmin)) {
    for (const { row, user, before } of drafts)
      if (isAdmin(before) && !isAdmin(user) && user.id !== actorId)
        yield { line: row.line, code: 'IMPORT_060', message: 'Nobody would be an admin any more.' };
  }
}

const leaderColumns = [
  { field: 'team_leader', named: 'teamLeader', id: 'teamLeaderId' },
  { field: 'manager', named: 'manager', id: 'managerId' },
] as const;

/** Also puts the ids of leaders in place. */
function* leaderFaults(
  { row, user }: Draft,
  byEmail: ReadonlyMap<string, User>,
  leftOut: ReadonlyMap<string, number>,
  at: (code: PlanFault['code'], message: string, field?: string) => PlanFault,
): Generator<PlanFault> {
  for (const { field, named, id } of leaderColumns) {
    const email = row[named];
    if (email === undefined) continue;
    // Each round anew: whom the last one named may be left out by now.
    Reflect.deleteProperty(user, id);
    if (email === null) continue;
    const leader = byEmail.get(email);
    const line = leftOut.get(email);
    if (email === row.email) yield at('IMPORT_061', 'Nobody leads themselves.', field);
    else if (leader !== undefined && leader.status !== 'TERMINATED') user[id] = leader.id;
    else if (leader !== undefined)
      yield at('IMPORT_062', `${email} is no longer with the organisation.`, field);
    else if (line !== undefined)
      yield at('IMPORT_062', `${email} stands on line ${line}, which has a fault itself.`, field);
    else yield at('IMPORT_062', `${email} is neither in the file nor in the organisation.`, field);
  }
}

function* cycleFaults(drafts: readonly Draft[], after: ReadonlyMap<string, User>): Generator<PlanFault> {
  const aboveOf = (id: string): string[] => {
    const user = after.get(id);
    return [user?.teamLeaderId, user?.managerId].filter((above) => above !== undefined);
  };
  for (const { row, user } of drafts) {
    const names = [row.teamLeader, row.manager].some((email) => email != null && email !== row.email);
    if (names && isInCycle(user.id, aboveOf))
      yield {
        line: row.line,
        code: 'IMPORT_063',
        message: 'The line goes round in a circle: through others, this person would be above themself.',
      };
  }
}
