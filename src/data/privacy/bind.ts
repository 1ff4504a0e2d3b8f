/** Everything that a condition of the personal data map may name, with the type that PostgreSQL is told. */
const types = {
  user: 'uuid',
  before: 'timestamptz',
  turns: 'uuid[]',
  talk: 'uuid',
  direct: 'text[]',
} as const;

export type BoundValues = Partial<Record<keyof typeof types, unknown>>;

/** `t.user_id = :user` as a statement of `pg`: only what is named is sent. A value that is missing matches nothing. */
export function bind(sql: string, values: BoundValues): { text: string; values: unknown[] } {
  const sent: unknown[] = [];
  const places = new Map<string, number>();
  const text = sql.replace(/(?<!:):(user|before|turns|talk|direct)\b/g, (_, name: keyof typeof types) => {
    let place = places.get(name);
    if (place === undefined) {
      place = sent.push(values[name] ?? null);
      places.set(name, place);
    }
    return `$${place}::${types[name]}`;
  });
  return { text, values: sent };
}
