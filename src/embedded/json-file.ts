import { readFile, rename, writeFile } from 'node:fs/promises';
import { newId } from '../shared/ids.ts';

/** The parsed file; undefined when it is missing or was never finished. */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step, so that a reader or a crash never meets half of it. Readable by its owner alone. */
export async function writeJsonFile(path: string, value: object): Promise<void> {
  const draft = `${path}.${newId()}`;
  await writeFile(draft, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(draft, path);
}

/** The number under `key`, if `value` is an object that has one. */
export function numberField(value: unknown, key: string): number | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'number' ? found : undefined;
}

/** The string under `key`, if `value` is an object that has one. */
export function stringField(value: unknown, key: string): string | undefined {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'string' ? found : undefined;
}
