import type { User } from '../../people/user.ts';

const folded = (name: string): string =>
  name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** Whom a cell names: their position among `people`; or that nobody, or more than one, is called so. */
export type Named = number | 'nobody' | 'several';

/** Finds people by address, id, employee id, or name where only one has it. */
export class PeopleIndex {
  readonly people: readonly User[];
  readonly #by = new Map<string, Named>();
  readonly #byName = new Map<string, Named>();
  /** As cells write them, so that a person's second row is found at once. */
  readonly #seen = new Map<string, number>();

  constructor(people: readonly User[]) {
    this.people = people;
    for (const [at, { id, email, name, employeeId }] of people.entries()) {
      this.#by.set(id, at);
      this.#by.set(email.toLowerCase(), at);
      if (employeeId !== undefined) this.#by.set(employeeId.toLowerCase(), at);
      const key = folded(name);
      this.#byName.set(key, this.#byName.has(key) ? 'several' : at);
    }
  }

  find(cell: string): Named {
    const seen = this.#seen.get(cell);
    if (seen !== undefined) return seen;
    const found = this.#by.get(cell.trim().toLowerCase()) ?? this.#byName.get(folded(cell)) ?? 'nobody';
    if (typeof found === 'number') this.#seen.set(cell, found);
    return found;
  }
}
