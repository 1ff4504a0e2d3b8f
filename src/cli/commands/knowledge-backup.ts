import { requireKnowledgeAdmin } from '../../coaching/knowledge/admins-only.ts';
import type { Command } from 'commander';
import type { ExportRecord } from '../../coaching/knowledge/backup-ports.ts';
import type { ReconcileReport } from '../../knowledge/backup/reconcile-index.ts';
import type { RestoreReport } from '../../knowledge/backup/restore-knowledge.ts';
import { withCore } from '../context.ts';
import { table } from '../output.ts';
import { asHelp } from './options.ts';

const size = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

const minute = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function exportKnowledge({ full = false }: { full?: boolean }, command: Command): Promise<void> {
  return withCore(command, async ({ core, output, organizationId }) => {
    output.progress('Exporting and testing the export…');
    const { id, kind, rows, bytes, verification } = await core.backup.export(organizationId, { full });
    await core.audit.record({
      organizationId,
      action: 'knowledge.export',
      subjectType: 'export',
      subjectId: id,
      surface: 'cli',
    });
    const { location } = core.backup;
    output.result({ id, kind, location, rows, bytes, verified: true, ...verification }, () =>
      [
        `Export ${id} (${kind}): ${rows} rows, ${size(bytes)}, at ${location}.`,
        `Read back: ${verification.files} files are whole, ${verification.compared} sections compared with the database.`,
      ].join('\n'),
    );
  });
}

const stateOf = ({ state, verifiedAt, failure }: ExportRecord): string => {
  if (state === 'verified' && verifiedAt !== undefined) return `verified ${minute(verifiedAt)}`;
  return failure === undefined ? state : `${state}: ${failure}`;
};

function listBackups(_options: unknown, command: Command): Promise<void> {
  return withCore(command, async ({ core, output, organizationId }) => {
    const exports = await core.backup.list(organizationId);
    output.result(
      exports.map(({ id, kind, until, rows, bytes, state, verifiedAt, failure, parentId, location }) => ({
        id,
        kind,
        until,
        rows,
        bytes,
        state,
        verifiedAt,
        failure,
        parentId,
        location,
      })),
      () =>
        exports.length === 0
          ? `No exports yet at ${core.backup.location}. Make one: npx threadcoach knowledge export`
          : table(
              ['Export', 'When', 'Kind', 'Rows', 'Size', 'State'],
              exports.map((record) => [
                record.id,
                minute(record.until),
                record.kind,
                String(record.rows),
                size(record.bytes),
                stateOf(record),
              ]),
            ),
    );
  });
}

/** The proof: what each namespace should hold, what it held, and what it holds now. */
function proof({ namespaces, foreignCollections, complete, dryRun, model }: ReconcileReport): string {
  const lines = table(
    ['Namespace', 'Expected', 'Found', 'Missing', 'Extra', 'Wrong', 'After', ''],
    namespaces.map(({ type, access, expected, found, missing, extra, wrong, after, complete: whole }) => [
      `${type}/${access}`,
      ...[expected, found, missing, extra, wrong].map(String),
      after === undefined ? '–' : String(after),
      whole ? 'complete' : 'INCOMPLETE',
    ]),
  );
  const foreign =
    foreignCollections.length === 0
      ? []
      : [`${foreignCollections.length} foreign collections ${dryRun ? 'found' : 'removed'}.`];
  return [lines, ...foreign, `The index of ${model} is ${complete ? 'complete' : 'not complete'}.`].join(
    '\n',
  );
}

const reasons = {
  newer: 'a newer version is in force',
  other: 'another one stands under the same name and number',
  loading: 'it is being loaded',
} as const;

function restoreWords({ exportId, until, dryRun, documents, entries, kept }: RestoreReport): string {
  const { inserted, rewritten, vectors, retired, same } = documents;
  const would = dryRun ? 'Would restore' : 'Restored';
  return [
    `${would} from export ${exportId} (as of ${minute(new Date(until))}):`,
    `${inserted} document versions brought back, ${rewritten} rewritten, ${vectors} with new vectors, ${retired} taken out of force; ${entries} entries; ${same} were right.`,
    ...kept.map(
      ({ name, version, reason }) =>
        `Kept: ${name}, version ${version}: ${reasons[reason]} (--force overrules).`,
    ),
  ].join('\n');
}

interface RestoreOptions {
  as: string;
  dryRun?: boolean;
  force?: boolean;
}

function restore(
  wanted: string,
  { as, dryRun = false, force = false }: RestoreOptions,
  command: Command,
): Promise<void> {
  return withCore(command, async ({ core, output, organizationId, actorOf }) => {
    const actor = await actorOf(as);
    requireKnowledgeAdmin(actor);
    output.progress('Checking the export…');
    const { restored, index } = await core.backup.restore(organizationId, { wanted, dryRun, force });
    if (!dryRun) {
      await core.audit.record({
        organizationId,
        actorId: actor.id,
        action: 'knowledge.restore',
        subjectType: 'export',
        subjectId: restored.exportId,
        surface: 'cli',
      });
    }
    output.result({ ...restored, index }, () =>
      [restoreWords(restored), ...(index === undefined ? [] : [proof(index)])].join('\n\n'),
    );
    if (index?.complete === false) process.exitCode = 1;
  });
}

function reconcile(options: { dryRun?: boolean; orphans?: boolean }, command: Command): Promise<void> {
  return withCore(command, async ({ core, output, organizationId }) => {
    const report = await core.backup.reconcile(organizationId, options);
    output.result(report, () => proof(report));
    if (!report.complete) process.exitCode = 1;
  });
}

/** Exports, recovery, and the proof that the index is complete. */
export function addKnowledgeBackup(knowledge: Command): void {
  knowledge
    .command('export')
    .description('Write what changed since the last export to BACKUP_LOCATION, read it back and compare it')
    .option('--full', 'write everything')
    .action(exportKnowledge);
  knowledge
    .command('backups')
    .description('Exports that there are: when, kind, size, and whether they were read back')
    .action(listBackups);
  knowledge
    .command('restore')
    .description('Bring the knowledge back from an export, and rebuild the vector index')
    .argument('[export]', 'id of an export, or latest', 'latest')
    .requiredOption('--as <email>', asHelp)
    .option('--dry-run', 'check the export and say what would change')
    .option('--force', 'take the export’s word over newer versions')
    .action(restore);
  knowledge
    .command('reconcile')
    .description(
      'Compare the vector index with the database, repair it, and prove it complete; exit code 1 if it is not',
    )
    .option('--dry-run', 'only compare')
    .option(
      '--orphans',
      'also remove collections of organisations that this database does not have (only where Chroma serves nobody else)',
    )
    .action(reconcile);
}
