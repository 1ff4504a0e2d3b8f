import { strToU8, zipSync } from 'fflate';

/** Text files as one zip archive. Their names are plain, without folders. */
export const zipFiles = (files: readonly { name: string; text: string }[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])));
