import { belowOf } from '../../people/line.ts';
import type { UserRepository } from '../../people/ports.ts';
import type { Actor, User } from '../../people/user.ts';
import {
  definitionOf,
  isProfileField,
  profileFieldKeys,
  type ProfileFieldKey,
} from '../../profiles/field-catalogue.ts';
import { namesOf } from '../../profiles/field-names.ts';
import type { Visibility } from '../../profiles/profile.ts';
import { readValue } from '../../profiles/read-value.ts';
import type { ImportField, ImportRun, RowFault } from '../import.ts';
import type { ImportKind, ImportWriter } from '../ports.ts';
import type { ProfileFieldWrite, ProfileImportStore } from './ports.ts';
import { createRowReader, type RowReader } from './row-reader.ts';

export interface ProfileKindDeps {
  store: ProfileImportStore;
  users: Pick<UserRepository, 'list'>;
  /** Whose profiles were written or taken back. Default: nobody is told. */
  profilesChanged?: ((organizationId: string, userIds: readonly string[]) => Promise<void>) | undefined;
}

/** What is its owner's alone comes by no file. */
const importable = profileFieldKeys.filter((key) => definitionOf(key).widest !== 'private');

const fields: readonly ImportField[] = [
  {
    key: 'email',
    label: 'E-mail address',
    aliases: [
      'e-mail',
      'mail',
      'email address',
      'work email',
      'user email',
      'agent email',
      'agent',
      'user',
      'person',
    ],
    required: true,
    holds: 'person',
  },
  ...importable.map((key) => ({
    key,
    label: definitionOf(key).label,
    aliases: namesOf(key),
    required: false,
  })),
];

/** Longest cell that is looked at; what a field may hold is checked after. Characters. */
const longestCell = 4_000;

/** Nothing is private by import: what is by default, the person's leaders see. */
const visibilityOf = (key: ProfileFieldKey): ProfileFieldWrite['visibility'] => {
  const usual: Visibility = definitionOf(key).visibility;
  return usual === 'private' ? 'line' : usual;
};

function readFields(row: RowReader, mapped: readonly ProfileFieldKey[], userId: string): ProfileFieldWrite[] {
  return mapped.flatMap((field): ProfileFieldWrite[] => {
    const cell = row.prose(field, longestCell);
    if (cell === undefined) return [];
    const read = readValue(field, cell);
    if (read.kind === 'value') return [{ userId, field, value: read.value, visibility: visibilityOf(field) }];
    row.fault('IMPORT_065', read.fault, field);
    return [];
  });
}

/** By address: everybody for admins, else those below. */
async function within({ users }: ProfileKindDeps, actor: Actor) {
  const people = await users.list(actor.organizationId);
  const mine = new Set(
    (actor.role === 'ADMIN' ? people : belowOf(people, actor.id)).map(({ id }: User) => id),
  );
  return { byEmail: new Map(people.map((user) => [user.email, user])), mine };
}

async function beginProfiles(deps: ProfileKindDeps, run: ImportRun): Promise<ImportWriter> {
  const { organizationId } = run.actor;
  const scope = { organizationId, importId: run.importId, actorId: run.actor.id };
  const { byEmail, mine } = await within(deps, run.actor);
  const read = createRowReader(run);
  const mapped = run.columns.filter((key) => key !== undefined).filter(isProfileField);
  const lines = new Map<string, number>();
  const writes: ProfileFieldWrite[] = [];
  let good = 0;

  /** Whose profile a row is; undefined with a fault. */
  function subjectOf(row: RowReader): User | undefined {
    const email = row.address('email');
    if (email === undefined) {
      if (row.faults.length === 0) row.fault('IMPORT_057', 'The address is missing.', 'email');
      return undefined;
    }
    const before = lines.get(email);
    lines.set(email, before ?? row.line);
    const user = byEmail.get(email);
    if (before !== undefined) row.fault('IMPORT_064', `${email} stands on line ${before} already.`, 'email');
    else if (user === undefined)
      row.fault('IMPORT_066', `Nobody here has the address ${email}. Import people first.`, 'email');
    else if (!mine.has(user.id))
      row.fault('IMPORT_067', `${email} is not in your line. Ask an admin, or their own leader.`, 'email');
    return user;
  }

  async function write(dryRun: boolean) {
    const { people } = await deps.store.write(scope, writes, { dryRun });
    if (!dryRun) await deps.profilesChanged?.(organizationId, people);
    return { written: people.length, unchanged: Math.max(0, good - people.length), faults: [] };
  }

  return {
    take(rows) {
      const faults = rows.flatMap((one): readonly RowFault[] => {
        const row = read(one);
        const subject = subjectOf(row);
        const values = subject === undefined ? [] : readFields(row, mapped, subject.id);
        if (row.faults.length === 0) {
          good += 1;
          writes.push(...values);
        }
        return row.faults;
      });
      return Promise.resolve(faults);
    },
    commit: () => write(false),
    tally: () => write(true),
    close: () => Promise.resolve(),
  };
}

/**
 * Profiles: each row whole or not at all. What somebody wrote by hand is never overwritten, an empty cell leaves a field as
 * it is, nobody is opted in to anything, and wellbeing is its owner's alone. Taking it back restores what stood before,
 * except where the person wrote since.
 */
export const createProfileKind = (deps: ProfileKindDeps): ImportKind => ({
  type: 'profiles',
  fields: () => Promise.resolve(fields),
  begin: (run) => beginProfiles(deps, run),
  async rollback({ organizationId, id }) {
    const undone = await deps.store.rollback(organizationId, id);
    if ('blockedBy' in undone) return undone;
    await deps.profilesChanged?.(organizationId, undone.people);
    return { rows: undone.rows };
  },
});
