/**
 * How a person is in every table, and what follows from it: the one list that export, forgetting and deletion go by. A
 * test compares it with the database's own catalogue: a new table, or a new column that names a person, has to be
 * thought about here before it ships.
 *
 * Conditions are SQL over one table `t`, with `:user` the person, `:before` the instant that it was asked for,
 * `:turns` and `:talk` what is forgotten, and `:direct` the keys of the person's direct conversations. Each runs in the
 * person's own scope.
 */
export interface PersonalTable {
  /** What it holds, in plain words; the heading in a person's export. */
  holds: string;
  /**
   * Columns that name a person, and what becomes of the row when that person is deleted: the row goes, the column is
   * emptied, or it stays and names the anonymous person that is left.
   */
  people?: Readonly<Record<string, 'delete' | 'clear' | 'keep'>>;
  /** Why it is not emptied of the person, where rows stay that name them or nobody is in it. */
  because?: string;
  /** Rows that go with a person besides. */
  erase?: string;
  /** Rows that go when one talk or exchange is forgotten, and when all conversations are. */
  forget?: { turns?: string; talk?: string; all: string };
  /** Rows that the person gets. Undefined: none, for the reason given. */
  export?: string;
  /** Columns that an export leaves out: what the database needs, not what it knows of the person. */
  omit?: readonly string[];
  /** Of rows for which `when` holds, an export leaves out these columns besides. */
  partly?: { when: string; omit: readonly string[] };
}

export const own = 't.user_id = :user';
export const ids = ['organization_id', 'user_id'];

/** The local page is a chat of our own: what it shows of a direct message is ours to delete. */
export const inOwnDirect = `t.channel_id IN (SELECT c.id FROM local_channels c WHERE c.kind = 'direct' AND c.name = :user::text)`;

/** Everything that is one person's alone, in a table with `user_id`. */
export const private_ = (holds: string, rest: Partial<PersonalTable> = {}): PersonalTable => ({
  holds,
  people: { user_id: 'delete' },
  export: own,
  omit: ids,
  ...rest,
});
/** Nobody is in it. */
export const nobody = (holds: string, because: string): PersonalTable => ({ holds, because });

/** What stays in an organisation's hands although somebody who is gone made it. */
export const workStays =
  'it is the organisation’s or another person’s; its author is shown as a former colleague';
