import type { Actor } from '../people/user.ts';
import { findInTranscript } from '../sessions/find-in-transcript.ts';
import type { SessionRepository, TranscriptHit } from '../sessions/ports.ts';
import { diffLines } from './diff-lines.ts';
import { openSummary, type OpenSummaryDeps } from './open-summary.ts';
import { readTargets } from './line-targets.ts';
import { isQuestion, lineNamedIn, refersBack, withName } from './read-question.ts';
import { summarySections, type Summary, type SummaryLine, type SummaryVersion } from './summary.ts';

export interface AskSummaryDeps extends OpenSummaryDeps {
  sessions: Pick<SessionRepository, 'find' | 'participants' | 'segments'>;
}

export interface AskSummary {
  actor: Actor;
  summaryId: string;
  question: string;
  /** What people said before in this thread, newest first; gives "that" its meaning. */
  saidBefore: readonly string[];
}

export type SummaryAnswer =
  /** A line and the words that it rests on. */
  | {
      kind: 'lines';
      summary: Summary;
      lines: readonly SummaryLine[];
      /** Whether times were measured: else evidence names the line of the file. */
      timed: boolean;
      /** For lines without evidence: the version that brought them. */
      broughtBy: ReadonlyMap<string, SummaryVersion>;
    }
  /** Places in the transcript, best first; empty: nothing like that was said. */
  | { kind: 'hits'; summary: Summary; hits: readonly TranscriptHit[] }
  /** It is not clear which line is meant. */
  | { kind: 'ask'; summary: Summary; question: string };

const placesShown = 3;
/** More lines than these changed at once are no "that". */
const linesMeantAtMost = 3;

/**
 * Answers a question about a summary with quotes and times, and changes nothing. `that` means the line that was changed
 * last, or what was asked about last; `she` and `he` the summary's participant.
 * @throws AppError SUMMARY_NOT_FOUND
 */
export async function askSummary(
  deps: AskSummaryDeps,
  { actor, summaryId, question, saidBefore }: AskSummary,
): Promise<SummaryAnswer> {
  const { organizationId } = actor;
  const { summary, session, participants } = await openSummary(deps, actor, summaryId, 'write');
  const inOrder = summarySections.flatMap((section) =>
    summary.lines.filter((line) => line.section === section),
  );
  const show = async (lines: readonly SummaryLine[]): Promise<SummaryAnswer> => ({
    kind: 'lines',
    summary,
    lines,
    timed: participants.some(({ speakingMs }) => speakingMs !== undefined),
    broughtBy: await broughtBy(deps, organizationId, summary.id, lines),
  });
  const find = async (words: string): Promise<SummaryAnswer> => ({
    kind: 'hits',
    summary,
    hits: findInTranscript(
      await deps.sessions.segments(organizationId, session.id),
      withName(words, summary.participant),
      placesShown,
    ),
  });

  const named = lineNamedIn(question);
  if (named !== undefined) {
    const targets = readTargets(named, { lines: inOrder });
    if (targets.kind === 'lines') return show(targets.lines);
    if (targets.kind === 'unclear') return { kind: 'ask', summary, question: targets.question };
  }
  if (!refersBack(question)) return find(question);

  const [before] = saidBefore;
  if (before !== undefined && isQuestion(before) && !refersBack(before)) return find(`${before} ${question}`);
  const [only] = summary.lines;
  const meant =
    summary.lines.length === 1 && only !== undefined
      ? [only]
      : await lastChanged(deps, organizationId, summary);
  return meant.length > 0
    ? show(meant)
    : {
        kind: 'ask',
        summary,
        question: 'Which line do you mean? Name its section and number, such as “the second win”.',
      };
}

/** The lines that the newest version changed, if they are few enough to be meant by "that". */
async function lastChanged(
  { summaries }: AskSummaryDeps,
  organizationId: string,
  { id, version }: Summary,
): Promise<readonly SummaryLine[]> {
  const versions = await summaries.versions(organizationId, id);
  const after = versions.find((candidate) => candidate.version === version);
  const before = versions.find((candidate) => candidate.version === version - 1);
  if (after === undefined || before === undefined) return [];
  const lines = diffLines(before.lines, after.lines).map(({ line }) => line);
  return lines.length <= linesMeantAtMost ? lines : [];
}

/** By line id the version in which a line without evidence first stood. */
async function broughtBy(
  { summaries }: AskSummaryDeps,
  organizationId: string,
  summaryId: string,
  lines: readonly SummaryLine[],
): Promise<ReadonlyMap<string, SummaryVersion>> {
  const own = lines.filter(({ evidence }) => evidence.length === 0);
  if (own.length === 0) return new Map();
  const versions = await summaries.versions(organizationId, summaryId);
  return new Map(
    own.flatMap(({ id }) => {
      const first = versions.find((version) => version.lines.some((line) => line.id === id));
      return first === undefined ? [] : [[id, first] as const];
    }),
  );
}
