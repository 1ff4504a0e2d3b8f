import type { User } from '../../people/user.ts';
import type { ImportRun, RowFault } from '../import.ts';
import type { ImportKind, ImportWriter } from '../ports.ts';
import { personFields } from './person-fields.ts';
import { planPeople, type PeoplePlan, type PlanFault } from './plan-people.ts';
import type { PeopleImportStore, ProfileFieldWrite } from './ports.ts';
import { readPerson, type PersonRow } from './read-person.ts';
import { createRowReader } from './row-reader.ts';

export interface PeopleKindDeps {
  store: PeopleImportStore;
  /** Whose profiles were written or taken back. Default: nobody is told. */
  profilesChanged?: ((organizationId: string, userIds: readonly string[]) => Promise<void>) | undefined;
}

const comparable = (user: User): string => JSON.stringify(Object.entries(user).sort());
const isChanged = ({ user, before }: PeoplePlan['planned'][number]): boolean =>
  before === undefined || comparable(user) !== comparable(before);

/** Learning style is a part of the profile; what its owner wrote stays. */
const styleOf = ({ user, row }: PeoplePlan['planned'][number]): ProfileFieldWrite[] =>
  row.learningStyle === undefined
    ? []
    : [{ userId: user.id, field: 'learning_style', value: row.learningStyle, visibility: 'line' }];

const people = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en')} people`);

/** What a person should know before they say yes. */
function notesOn({ planned }: PeoplePlan): string[] {
  const count = (test: (one: PeoplePlan['planned'][number]) => boolean): number =>
    planned.filter(test).length;
  const leaving = count(
    ({ user, before }) => user.status === 'TERMINATED' && before?.status !== 'TERMINATED',
  );
  const back = count(({ user, before }) => user.status !== 'TERMINATED' && before?.status === 'TERMINATED');
  const admins = count(({ user, before }) => user.role === 'ADMIN' && before?.role !== 'ADMIN');
  const demoted = count(({ user, before }) => user.role !== 'ADMIN' && before?.role === 'ADMIN');
  return [
    ...(leaving === 0 ? [] : [`${people(leaving)} would no longer get in (status TERMINATED).`]),
    ...(back === 0 ? [] : [`${people(back)} would get in again.`]),
    ...(admins === 0 ? [] : [`${people(admins)} would get admin rights.`]),
    ...(demoted === 0 ? [] : [`${people(demoted)} would lose admin rights.`]),
  ];
}

function beginPeople({ store, profilesChanged }: PeopleKindDeps, run: ImportRun): ImportWriter {
  const { organizationId } = run.actor;
  const scope = { organizationId, importId: run.importId, actorId: run.actor.id };
  const read = createRowReader(run);
  const headings = new Map(run.columns.map((field, index) => [field, run.header[index]] as const));
  const rows: PersonRow[] = [];
  /** By address, the line on which somebody stood first. */
  const lines = new Map<string, number>();
  const faulty = new Map<string, number>();

  const toFault = ({ field, ...fault }: PlanFault): RowFault => {
    const column = field === undefined ? undefined : headings.get(field);
    return { ...fault, ...(column === undefined ? {} : { column }) };
  };

  async function write(dryRun: boolean) {
    const existing = await store.people(organizationId);
    const plan = planPeople(rows, existing, { organizationId, actorId: run.actor.id, faulty });
    const written = await store.write(
      scope,
      plan.planned.filter(isChanged).map(({ user }) => user),
      plan.planned.flatMap(styleOf),
      { dryRun },
    );
    if (!dryRun) await profilesChanged?.(organizationId, written.profiles);
    const touched = new Set([...written.people, ...written.profiles]).size;
    return {
      written: touched,
      unchanged: Math.max(0, plan.planned.length - touched),
      faults: plan.faults.map(toFault),
      notes: notesOn(plan),
    };
  }

  return {
    take(batch) {
      const faults = batch.flatMap((one): readonly RowFault[] => {
        const row = read(one);
        const person = readPerson(row);
        if (person === undefined) return row.faults;
        const before = lines.get(person.email);
        if (before === undefined) lines.set(person.email, person.line);
        else row.fault('IMPORT_064', `${person.email} stands on line ${before} already.`, 'email');
        if (row.faults.length === 0) rows.push(person);
        else if (before === undefined) faulty.set(person.email, person.line);
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
 * People: by address, new or changed. What a file does not speak of, and an empty cell, stay as they are. Only admins import
 * them. Taking it back removes those whom it made, and brings the others back as they were.
 */
export const createPeopleKind = (deps: PeopleKindDeps): ImportKind => ({
  type: 'users',
  fields: () => Promise.resolve(personFields),
  begin: (run) => Promise.resolve(beginPeople(deps, run)),
  async rollback({ organizationId, id }) {
    const undone = await deps.store.rollback(organizationId, id);
    if ('blockedBy' in undone) return undone;
    await deps.profilesChanged?.(organizationId, undone.profiles);
    return { rows: undone.rows };
  },
});
