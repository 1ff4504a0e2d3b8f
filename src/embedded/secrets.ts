import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { passwordsLost } from './errors.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** Passwords of the embedded database, by role. Generated once, kept in one file that only its owner may read. */
export type Secrets = Readonly<Record<(typeof secretNames)[number], string>>;

const secretNames = ['superuser', 'owner', 'app', 'dispatcher', 'queue'] as const;

const secretsSchema = z.record(z.enum(secretNames), z.string().min(16));

/** Undefined when there is no such file. @throws {AppError} EMBEDDED_007 when it is damaged. */
export async function readSecrets(file: string): Promise<Secrets | undefined> {
  const found = await readJsonFile(file);
  if (found === undefined) return undefined;
  const parsed = secretsSchema.safeParse(found);
  if (!parsed.success) throw passwordsLost(file);
  return parsed.data;
}

/** 192 random bits a password, in letters that need no escaping in a URL. */
export async function createSecrets(file: string): Promise<Secrets> {
  const fresh = secretsSchema.parse(
    Object.fromEntries(secretNames.map((name) => [name, randomBytes(24).toString('base64url')])),
  );
  await writeJsonFile(file, fresh);
  return fresh;
}
