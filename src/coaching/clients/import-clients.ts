import type { Actor } from '../people/user.ts';
import { canSeeClient, type ClientAccessDeps } from './can-see-client.ts';
import { clientImportFaulty } from './client-errors.ts';
import { clientFields, faultsOf, type ClientFields } from './client-fields.ts';
import type { Client } from './client.ts';
import type { ClientRepository } from './ports.ts';

export interface ImportClientsDeps extends ClientAccessDeps {
  clients: Pick<ClientRepository, 'create' | 'list' | 'update'>;
}

export interface ClientImportReport {
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Adds and updates clients of the actor. A client is known by the address, without one by the name. Importing the same file
 * again changes nothing.
 *
 * @param records with the line each stands on
 * @throws AppError CLIENT_004 listing every faulty line (at most twenty); nothing is written then
 */
export async function importClients(
  deps: ImportClientsDeps,
  actor: Actor,
  records: readonly { line: number; record: unknown }[],
): Promise<ClientImportReport> {
  const faults: string[] = [];
  const all = await deps.clients.list(actor.organizationId);
  const byEmail = new Map(
    all.flatMap((client) => (client.email === undefined ? [] : [[client.email, client] as const])),
  );
  const lines = new Map<string, number>();
  const rows: { fields: ClientFields; before: Client | undefined; named: ReadonlySet<string> }[] = [];
  for (const { line, record } of records) {
    const parsed = clientFields.safeParse(record);
    if (!parsed.success) {
      faults.push(...faultsOf(parsed.error).map((fault) => `line ${line}: ${fault}`));
      continue;
    }
    const fields = parsed.data;
    const key = fields.email ?? fields.name.toLowerCase();
    const earlier = lines.get(key);
    if (earlier !== undefined) faults.push(`line ${line}: ${key} stands on line ${earlier} already`);
    lines.set(key, line);
    const before =
      fields.email === undefined
        ? all.find(({ name, coachId }) => coachId === actor.id && name.toLowerCase() === key)
        : byEmail.get(fields.email);
    if (before !== undefined && !(await canSeeClient(deps, actor, before))) {
      faults.push(`line ${line}: ${key} is another coach’s client`);
    }
    rows.push({ fields, before, named: new Set(Object.keys(record as object)) });
  }
  if (faults.length > 0) throw clientImportFaulty(faults);

  const report = { created: 0, updated: 0, unchanged: 0 };
  for (const { fields, before, named } of rows) {
    const { name, email, phone, timezone, tags } = fields;
    const said = {
      name,
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    };
    if (before === undefined) {
      await deps.clients.create({
        organizationId: actor.organizationId,
        coachId: actor.id,
        ...said,
        timezone: timezone ?? actor.timezone,
        tags,
      });
      report.created += 1;
      continue;
    }
    const changes = {
      ...said,
      ...(timezone === undefined ? {} : { timezone }),
      // A file without the column says nothing about tags.
      ...(named.has('tags') ? { tags } : {}),
    };
    const isSame = Object.entries(changes).every(
      ([field, value]) => JSON.stringify(before[field as keyof Client]) === JSON.stringify(value),
    );
    if (!isSame) await deps.clients.update(actor.organizationId, before.id, changes);
    report[isSame ? 'unchanged' : 'updated'] += 1;
  }
  return report;
}
