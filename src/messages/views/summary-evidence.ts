import type { SummaryAnswer } from '../../coaching/summaries/ask-summary.ts';
import { formatLine, formatTime, sectionTitles } from '../../coaching/summaries/format-line.ts';
import type { SummaryLine } from '../../coaching/summaries/summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { summaryQuestionView } from './summary-diff.ts';
import { transcriptHitsView } from './transcript-hits.ts';

const { summaries: say } = words;

/** The answer to a question about a summary: quotes with their times. Nothing was changed. */
export function summaryAnswerView(answer: SummaryAnswer): Message {
  switch (answer.kind) {
    case 'ask':
      return summaryQuestionView(answer.summary, answer.question);
    case 'hits':
      return transcriptHitsView(answer.hits);
    case 'lines':
      return {
        view: 'summary.evidence',
        summary: `What the summary for ${answer.summary.participant} rests on`,
        blocks: answer.lines.flatMap((line) => lineBlocks(line, answer)),
        footer: say.unchanged,
      };
  }
}

function lineBlocks(
  line: SummaryLine,
  { timed, broughtBy }: Extract<SummaryAnswer, { kind: 'lines' }>,
): Block[] {
  const text = (markdown: string): Block => ({ kind: 'text', markdown });
  const title = text(say.evidence(sectionTitles[line.section], escapeMarkdown(formatLine(line))));
  if (line.evidence.length === 0) {
    const version = broughtBy.get(line.id);
    const known = version?.cause.kind === 'refine' ? version.cause : undefined;
    return [
      title,
      text(
        version === undefined || known === undefined
          ? say.byCoach
          : say.byCoachIn(version.version, escapeMarkdown(known.request)),
      ),
    ];
  }
  return [
    title,
    text(line.source === 'coach' ? `${say.reworded} ${say.restsOn}` : say.restsOn),
    ...line.evidence.map(({ quote, speaker, startMs, segment }): Block => ({
      kind: 'quote',
      text: quote,
      source: `${speaker}, ${timed || startMs > 0 ? formatTime(startMs) : `line ${segment + 1}`}`,
    })),
  ];
}
