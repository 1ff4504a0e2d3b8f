import type {
  BackupCatalog,
  BackupStorage,
  KnowledgeRestorer,
  KnowledgeSource,
  RestoreTarget,
} from '../../coaching/knowledge/backup-ports.ts';
import {
  openExport,
  readDocumentParts,
  readEntries,
  toExportRecord,
  type OpenExport,
} from './read-export.ts';
import { planRestore, type RestorePlan } from './plan-restore.ts';
import { verifyExport } from './verify-export.ts';

export interface RestoreDeps {
  storage: BackupStorage;
  source: KnowledgeSource;
  restorer: KnowledgeRestorer;
  catalog: BackupCatalog;
}

export interface RestoreReport {
  exportId: string;
  /** Nothing later than this is in the export. */
  until: string;
  dryRun: boolean;
  documents: { inserted: number; rewritten: number; retired: number; vectors: number; same: number };
  entries: number;
  /** Namespaces whose counters were wrong; 0 in a dry run, which does not count. */
  counters: number;
  /** What was left alone, because the database has it newer, under another id, or is loading it. */
  kept: RestorePlan['kept'];
}

function toReport(
  { manifest }: OpenExport,
  plan: RestorePlan,
  { dryRun, counters }: { dryRun: boolean; counters: number },
): RestoreReport {
  const actions = [...plan.documents.values()];
  return {
    exportId: manifest.id,
    until: manifest.until,
    dryRun,
    documents: {
      inserted: actions.filter(({ action }) => action === 'insert').length,
      rewritten: actions.filter(({ action }) => action === 'rewrite').length,
      retired: plan.retire.size + plan.discard.size,
      vectors: plan.vectors.size,
      same: plan.same,
    },
    entries: plan.entries.size,
    counters,
    kept: plan.kept,
  };
}

/** Writes what the plan says, reading one part of one export at a time. */
async function apply(
  storage: BackupStorage,
  { manifest, inventory, holders }: OpenExport,
  plan: RestorePlan,
  target: RestoreTarget,
): Promise<void> {
  await target.discard([...plan.discard]);
  await target.retire([...plan.retire]);
  const holderOf = new Map(inventory.map(({ kind, id, heldIn }) => [`${kind}/${id}`, heldIn]));
  for (const [holder, held] of holders) {
    const isMine = (kind: string, id: string): boolean => holderOf.get(`${kind}/${id}`) === holder;
    const wanted = [...plan.documents.keys(), ...plan.vectors].some((id) => isMine('document', id));
    if (wanted) {
      for await (const part of readDocumentParts(storage, held)) {
        for (const document of part.documents) {
          const decision = plan.documents.get(document.id);
          if (decision === undefined || !isMine('document', document.id)) continue;
          const retiredAt =
            decision.as === 'current' ? null : (document.retiredAt ?? new Date(manifest.until));
          await target.putDocument({ ...document, retiredAt });
        }
        const hasChunks = (id: string): boolean =>
          plan.documents.get(id)?.as === 'current' && isMine('document', id);
        await target.putChunks(part.chunks.filter(({ documentId }) => hasChunks(documentId)));
        await target.putEmbeddings(
          part.embeddings.filter(
            ({ documentId: id }) => hasChunks(id) || (plan.vectors.has(id) && isMine('document', id)),
          ),
        );
      }
    }
    if ([...plan.entries].some((id) => isMine('entry', id))) {
      const { entries, versions } = await readEntries(storage, held);
      const chosen = (id: string): boolean => plan.entries.has(id) && isMine('entry', id);
      await target.retireEntries([...plan.retireEntries]);
      await target.putEntries(
        entries.filter(({ id }) => chosen(id)),
        versions.filter(({ entryId }) => chosen(entryId)),
      );
    }
  }
  await target.putModels(manifest.models);
}

/**
 * Brings an organisation's knowledge back from an export: documents with their versions, curated entries, chunks, postings,
 * vectors and counters. Everything is read and checked first, and then happens at once or not at all. The vector store
 * is not touched: `reconcileIndex` follows.
 *
 * @param options.wanted id of an export, or `latest`
 * @param options.dryRun only says what would change
 * @param options.force takes the export's word over newer versions
 * @throws AppError KNOWLEDGE_041 to KNOWLEDGE_047, KNOWLEDGE_049
 */
export async function restoreKnowledge(
  deps: RestoreDeps,
  organizationId: string,
  { wanted, dryRun = false, force = false }: { wanted: string; dryRun?: boolean; force?: boolean },
): Promise<RestoreReport> {
  const opened = await openExport(deps.storage, organizationId, wanted);
  await verifyExport(deps.storage, opened);
  if (dryRun) {
    const stored = await deps.source.read(organizationId, (snapshot) => snapshot.units());
    return toReport(opened, planRestore(opened.inventory, stored, { force }), { dryRun, counters: 0 });
  }
  const report = await deps.restorer.write(organizationId, async (target) => {
    const plan = planRestore(opened.inventory, await target.units(), { force });
    await apply(deps.storage, opened, plan, target);
    return toReport(opened, plan, { dryRun, counters: await target.recount() });
  });
  await adoptAll(deps, organizationId, opened);
  return report;
}

/** A new database knows of no exports: those that were read are taken in, so that the next one can continue them. */
async function adoptAll(
  { storage, catalog }: RestoreDeps,
  organizationId: string,
  { holders }: OpenExport,
): Promise<void> {
  const oldestFirst = [...holders.values()].sort((x, y) => x.until.localeCompare(y.until));
  for (const manifest of oldestFirst) {
    await catalog.adopt(toExportRecord(manifest, organizationId, storage.location));
  }
}
