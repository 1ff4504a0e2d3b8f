import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { recordEntitlement } from '../records/entitlement.ts';
import { maskPersonalData } from '../records/mask-personal-data.ts';
import type { RecordStore } from '../records/ports.ts';
import type { AuditLog } from '../tenants/ports.ts';
import { exportSchemaVersion, type ExportedSummary } from './export-document.ts';
import type { ExportFilter, ExportSource } from './ports.ts';
import { formatOf, type ExportFormat } from './summary-writer.ts';

export interface ExportSummariesDeps {
  source: ExportSource;
  records: Pick<RecordStore, 'line'>;
  audit: AuditLog;
  clock: Clock;
}

/** What is to be exported. */
export interface ExportRequest {
  format: ExportFormat;
  filter: ExportFilter;
  /** Also summaries that are not approved; only whoever may see the whole session gets those. Default: false. */
  drafts?: boolean;
  /** With the words that each line rests on, personal data masked. Default: false. */
  evidence?: boolean;
}

export interface ExportCounts {
  sessions: number;
  summaries: number;
}

/** An export as it is made. */
export interface SummaryExport {
  /** e.g. `summaries-2026-11-20.csv`. */
  fileName: string;
  mimeType: string;
  /**
   * The file's text, piece by piece, in bounded memory; to be read once. Reading it is what makes the entry in the audit log,
   * also when it is broken off.
   */
  chunks: AsyncIterable<string>;
  /** So far; final once `chunks` has ended. */
  counts: () => ExportCounts;
}

/**
 * Exports summaries that the actor may see by the rules of `canSeeSummary`: of sessions led by the actor or by people below
 * them (admins: all), and one's own once it is approved. Never coaching conversations or notes.
 * @param surface `cli` or the platform, for the audit log
 * @throws AppError EXPORT_001 for an unknown format
 */
export function exportSummaries(
  deps: ExportSummariesDeps,
  { actor, surface, ...request }: ExportRequest & { actor: Actor; surface: string },
): SummaryExport {
  const { extension, mimeType, create } = formatOf(request.format);
  const { filter, drafts = false, evidence = false } = request;
  const generatedAt = deps.clock.now().toISOString();
  const sessions = new Set<string>();
  let summaries = 0;

  async function* write(): AsyncGenerator<string, void> {
    const writer = create();
    const { organizationId } = actor;
    const line = await deps.records.line(organizationId);
    const entitlement = recordEntitlement({ kind: 'direct', actor }, line);
    let complete = false;
    try {
      yield writer.start({ schemaVersion: exportSchemaVersion, generatedAt, includes: { drafts, evidence } });
      for await (const batch of deps.source.summaries(entitlement, filter, drafts)) {
        let text = '';
        for (const summary of batch) {
          sessions.add(summary.session.id);
          summaries += 1;
          text += writer.summary(evidence ? masked(summary) : withoutEvidence(summary));
        }
        if (text !== '') yield text;
      }
      yield writer.end();
      complete = true;
    } finally {
      await deps.audit.record({
        organizationId,
        actorId: actor.id,
        action: 'summary.export',
        subjectType: 'summaries',
        surface,
        detail: {
          format: request.format,
          drafts,
          evidence,
          ...audited(filter),
          sessions: sessions.size,
          summaries,
          complete,
        },
      });
    }
  }

  return {
    fileName: `summaries-${generatedAt.slice(0, 10)}.${extension}`,
    mimeType,
    chunks: write(),
    counts: () => ({ sessions: sessions.size, summaries }),
  };
}

/** A name that was typed is somebody's personal data, and no id: only that there was one is kept. */
const audited = ({ name, ...filter }: ExportFilter) => ({
  ...filter,
  ...(name === undefined ? {} : { byName: true }),
});

const withoutEvidence = (summary: ExportedSummary): ExportedSummary => ({
  ...summary,
  lines: summary.lines.map(({ evidence: _evidence, ...line }) => line),
});

/** Transcripts are masked when they come in; those from before that are masked here. */
const masked = (summary: ExportedSummary): ExportedSummary => ({
  ...summary,
  lines: summary.lines.map((line) => ({
    ...line,
    evidence: (line.evidence ?? []).map((from) => ({ ...from, quote: maskPersonalData(from.quote) })),
  })),
});
