import type { KnowledgeUnit } from '../../coaching/knowledge/backup-ports.ts';
import type { InventoryRow } from './export-tables.ts';

/** What a restore does, decided before anything is written. Ids are those of the export unless said otherwise. */
export interface RestorePlan {
  /** Versions to write whole. `retired`: they come back as history, for a newer version is in force. */
  documents: Map<string, { action: 'insert' | 'rewrite'; as: 'current' | 'retired' }>;
  /** Versions whose rows are right and whose vectors are missing or differ. */
  vectors: Set<string>;
  entries: Set<string>;
  /** Versions in the database that leave force, or go altogether. */
  retire: Set<string>;
  discard: Set<string>;
  retireEntries: Set<string>;
  /** What the database has newer, or under another id, and keeps. */
  kept: {
    kind: 'document' | 'entry';
    name: string;
    version: number;
    reason: 'newer' | 'other' | 'loading';
  }[];
  same: number;
}

const sameVectors = (exported: InventoryRow, stored: KnowledgeUnit): boolean =>
  // A model that was added since is no difference; one that lacks vectors is.
  Object.entries(exported.vectors).every(([model, digest]) => stored.vectors[model] === digest);

function groupByName<T extends { name: string }>(units: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const unit of units) {
    const group = groups.get(unit.name);
    if (group) group.push(unit);
    else groups.set(unit.name, [unit]);
  }
  return groups;
}

/**
 * Compares an export's inventory with what stands in the database, name by name. Brings back what is missing or differs
 * and retires what the export knows as retired; never removes what it does not know. A newer version, and another
 * document under the same name and number, stay unless `force` says otherwise.
 */
export function planRestore(
  inventory: readonly InventoryRow[],
  stored: readonly KnowledgeUnit[],
  { force = false }: { force?: boolean } = {},
): RestorePlan {
  const plan: RestorePlan = {
    documents: new Map(),
    vectors: new Set(),
    entries: new Set(),
    retire: new Set(),
    discard: new Set(),
    retireEntries: new Set(),
    kept: [],
    same: 0,
  };
  const exported = inventory.filter(({ state }) => state !== 'gone');
  const storedByName = groupByName(stored.filter(({ kind }) => kind === 'document'));
  for (const [name, rows] of groupByName(exported.filter(({ kind }) => kind === 'document')))
    planName(plan, rows, storedByName.get(name) ?? [], force);
  planEntries(
    plan,
    exported.filter(({ kind }) => kind === 'entry'),
    stored.filter(({ kind }) => kind === 'entry'),
    force,
  );
  return plan;
}

/** All versions of one document: at most one of them may be in force afterwards. */
function planName(
  plan: RestorePlan,
  rows: readonly InventoryRow[],
  stored: readonly KnowledgeUnit[],
  force: boolean,
): void {
  const byId = new Map(stored.map((unit) => [unit.id, unit]));
  const byVersion = new Map(stored.map((unit) => [unit.version, unit]));
  // A version never comes back into force by itself: what the export knows as retired was retired later than this.
  const retiredThere = new Set(rows.filter(({ state }) => state === 'retired').map(({ id }) => id));
  const inForce = stored.find(({ state, id }) => state === 'current' && !retiredThere.has(id));
  let comesIntoForce: string | undefined;
  for (const row of rows) {
    const mine = byId.get(row.id);
    const namesake = mine ? undefined : byVersion.get(row.version);
    const isNewer = inForce !== undefined && inForce.id !== row.id && inForce.version > row.version;
    const as = row.state === 'current' && (force || !isNewer) ? 'current' : 'retired';
    const keep = (reason: RestorePlan['kept'][number]['reason']): void => {
      plan.kept.push({ kind: 'document', name: row.name, version: row.version, reason });
    };
    if ((mine ?? namesake)?.fingerprint === row.fingerprint) {
      const unit = mine ?? namesake;
      if (unit && (sameVectors(row, unit) || !mine)) plan.same += 1;
      else plan.vectors.add(row.id);
    } else if (mine) {
      // The same version, retired by a newer one that the export does not know.
      if (row.state === 'current' && as === 'retired') keep('newer');
      else {
        plan.documents.set(row.id, { action: 'rewrite', as });
        if (as === 'current') comesIntoForce = row.id;
      }
    } else if (namesake?.state === 'loading') keep('loading');
    else if (namesake && namesake.state !== 'failed' && !force) keep('other');
    else {
      if (namesake) plan.discard.add(namesake.id);
      plan.documents.set(row.id, { action: 'insert', as });
      if (as === 'current') comesIntoForce = row.id;
    }
  }
  if (comesIntoForce === undefined) return;
  for (const unit of stored) {
    if (unit.state === 'current' && unit.id !== comesIntoForce && !plan.discard.has(unit.id))
      plan.retire.add(unit.id);
  }
}

function planEntries(
  plan: RestorePlan,
  rows: readonly InventoryRow[],
  stored: readonly KnowledgeUnit[],
  force: boolean,
): void {
  const byId = new Map(stored.map((unit) => [unit.id, unit]));
  const titles = new Map(
    stored.filter(({ state }) => state === 'current').map((unit) => [unit.name.toLowerCase(), unit]),
  );
  for (const row of rows) {
    const mine = byId.get(row.id);
    const namesake = row.state === 'current' ? titles.get(row.name.toLowerCase()) : undefined;
    if (mine?.fingerprint === row.fingerprint) plan.same += 1;
    else if (mine && mine.version > row.version && !force)
      plan.kept.push({ kind: 'entry', name: row.name, version: row.version, reason: 'newer' });
    else if (namesake && namesake.id !== row.id && !force)
      plan.kept.push({ kind: 'entry', name: row.name, version: row.version, reason: 'other' });
    else {
      if (namesake && namesake.id !== row.id) plan.retireEntries.add(namesake.id);
      plan.entries.add(row.id);
    }
  }
}
