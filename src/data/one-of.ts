/** A text column with a CHECK, as the union it is. @throws when the database holds something the code does not know */
export function oneOf<const T extends readonly string[]>(values: T, value: string): T[number] {
  const known = values.find((candidate) => candidate === value);
  if (known === undefined)
    throw new Error(`The database holds an unknown value where one of ${values.join(', ')} belongs.`);
  return known;
}
