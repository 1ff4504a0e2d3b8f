import { createHash, randomBytes, randomUUID } from 'node:crypto';

export const newId = (): string => randomUUID();

/** Crockford base 32 without I, L, O, U: can be read aloud over a phone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Short id that a person can quote to an admin, e.g. `TC-7F3K2QXW`; 40 random bits. */
export function newReferenceId(): string {
  return `TC-${[...randomBytes(8)].map((byte) => alphabet.charAt(byte & 31)).join('')}`;
}

/** UUID derived from the parts: the same parts give the same id in every process, so an effect can be made unique. */
export function deterministicId(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
