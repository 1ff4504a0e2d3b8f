import { formatDay, formatOwnerAndDue, formatTime, sectionTitles } from '../summaries/format-line.ts';
import { summarySections } from '../summaries/summary.ts';
import type { ExportedSummary } from './export-document.ts';
import type { SummaryWriter } from './summary-writer.ts';

/** A heading for each summary, a list for each of its sections; without evidence nothing stands under the lines. */
export function createMarkdownWriter(): SummaryWriter {
  return {
    start: ({ generatedAt }) =>
      `# Session summaries\n\nExported on ${formatDay(generatedAt.slice(0, 10))} (UTC), newest session first.\n`,
    summary: writeSummary,
    end: () => '',
  };
}

function writeSummary({
  participant,
  session,
  state,
  version,
  approvedBy,
  approvedAt,
  lines,
}: ExportedSummary): string {
  const approval =
    state === 'draft'
      ? `Draft, version ${version}: not approved`
      : `Approved${approvedBy === undefined ? '' : ` by ${plain(approvedBy)}`}${
          approvedAt === undefined ? '' : ` on ${formatDay(approvedAt.slice(0, 10))}`
        }`;
  const sections = summarySections.flatMap((section) => {
    const own = lines.filter((line) => line.section === section);
    return own.length === 0 ? [] : [`### ${sectionTitles[section]}`, own.map(writeLine).join('\n')];
  });
  return [
    '',
    `## ${plain(participant)}: ${plain(session.title)}`,
    `${formatDay(session.date)} · led by ${plain(session.facilitator)} · ${approval}`,
    ...(sections.length === 0 ? ['No lines.'] : sections),
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

function writeLine(line: ExportedSummary['lines'][number]): string {
  const detail = formatOwnerAndDue(given(line));
  const evidence = (line.evidence ?? []).map(
    ({ quote, speaker, startMs }) => `  - “${plain(quote)}” (${plain(speaker)}, ${formatTime(startMs)})`,
  );
  return [`- ${plain(line.text)}${detail === undefined ? '' : ` (${plain(detail)})`}`, ...evidence].join(
    '\n',
  );
}

const given = ({ section, owner, due }: ExportedSummary['lines'][number]) => ({
  section,
  ...(owner === undefined ? {} : { owner }),
  ...(due === undefined ? {} : { due }),
});

/** Words of people on one line, in which nothing becomes formatting, HTML or a link. */
const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/^([#+=-]|\d+[.)])/, '\\$1');
