import { AppError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { SessionRepository } from '../sessions/ports.ts';
import type { SummaryRepository } from '../summaries/ports.ts';
import type { Summary, SummaryLine, SummaryVersion } from '../summaries/summary.ts';
import type { VoiceLearner, VoiceRepository } from './ports.ts';
import { exampleKey, maxVoiceExamples, type VoiceContent, type VoiceExample } from './voice-profile.ts';
import { withoutPeople, namesAround } from './without-people.ts';
import { wordsOf } from './word-pieces.ts';

export interface LearnVoiceDeps {
  voices: VoiceRepository;
  sessions: Pick<SessionRepository, 'find'>;
  summaries: Pick<SummaryRepository, 'versions'>;
  clock: Clock;
  logger: Logger;
}

/** Longer lines are no lesson in style, and fifty of them would fill every prompt. Characters. */
const longestLine = 400;

type Lesson = Pick<VoiceExample, 'before' | 'after' | 'lineId'>;

/** Learns from what a coach dictates and approves in the coach's own sessions; pausing stops it. */
export function createVoiceLearner(deps: LearnVoiceDeps): VoiceLearner {
  const learn = async (
    personId: string,
    summary: Summary,
    lessonsOf: (versions: readonly SummaryVersion[]) => readonly Lesson[],
  ): Promise<void> => {
    const { organizationId, id: summaryId, participant, lines } = summary;
    try {
      const session = await deps.sessions.find(organizationId, summary.sessionId);
      if (session?.facilitatorId !== personId) return;
      const names = namesAround(participant, lines);
      const versions = await deps.summaries.versions(organizationId, summaryId);
      const lessons = lessonsOf(versions)
        .filter(isLesson)
        .map(({ lineId, before, after }) => ({
          lineId,
          before: withoutPeople(before, names),
          after: withoutPeople(after, names),
        }));
      if (lessons.length === 0) return;
      const at = deps.clock.now();
      await deps.voices.change(organizationId, personId, (content) =>
        withLessons(content, lessons, summaryId, at),
      );
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'unknown';
      deps.logger.warn('an edit could not be learnt from', { organizationId, summaryId, code });
    }
  };
  return {
    refined: ({ authorId, instruction, from, summary }) =>
      learn(authorId, summary, (versions) => {
        const before = versions.find(({ version }) => version === from)?.lines ?? [];
        const after = versions.find(({ version }) => version === from + 1)?.lines ?? [];
        return rewordedLines(before, after).filter((lesson) => isDictated(lesson, instruction));
      }),
    approved: ({ approverId, summary }) =>
      learn(approverId, summary, (versions) => approvedLines(versions, summary.lines, approverId)),
  };
}

/** The same summaries, whose changes and approvals teach the voice of their coach. */
export const learningSummaries = (summaries: SummaryRepository, voice: VoiceLearner): SummaryRepository => ({
  ...summaries,
  async addVersion(input) {
    const summary = await summaries.addVersion(input);
    const { cause, authorId, expected } = input;
    if (cause.kind === 'refine')
      await voice.refined({ authorId, instruction: cause.request, from: expected, summary });
    return summary;
  },
  async approve(input) {
    const summary = await summaries.approve(input);
    await voice.approved({ approverId: input.approvedBy, summary });
    return summary;
  },
});

/** Lines that live in both and read differently. */
function rewordedLines(from: readonly SummaryLine[], to: readonly SummaryLine[]): Lesson[] {
  const before = new Map(from.map((line) => [line.id, line.text]));
  return to.flatMap(({ id, text }) => {
    const old = before.get(id);
    return old === undefined || old === text ? [] : [{ lineId: id, before: old, after: text }];
  });
}

const isLesson = ({ before, after }: Lesson): boolean =>
  before.length <= longestLine && after.length <= longestLine && wordsOf(after).length > 0;

/**
 * Whether the coach's own words made the line: every word that it gained was dictated, or all that it lost was named. What a
 * model made of "shorter" or "warmer" is the model's wording; it counts once the coach approves it.
 */
function isDictated({ before, after }: Lesson, instruction: string): boolean {
  const fold = (text: string): string[] => wordsOf(text).map((word) => word.toLowerCase());
  const [old, fresh, said] = [fold(before), fold(after), new Set(fold(instruction))];
  const gained = fresh.filter((word) => !old.includes(word));
  const changed = gained.length > 0 ? gained : old.filter((word) => !fresh.includes(word));
  return changed.length > 0 && changed.every((word) => said.has(word));
}

/**
 * Lines of the first draft beside their approved text, where it was the coach who last reworded them: somebody else of the
 * coach's line may have had a hand in it too.
 */
function approvedLines(
  versions: readonly SummaryVersion[],
  lines: readonly SummaryLine[],
  coachId: string,
): Lesson[] {
  const [draft] = versions;
  if (draft?.cause.kind !== 'draft') return [];
  return rewordedLines(draft.lines, lines).filter(({ lineId }) => lastAuthor(versions, lineId) === coachId);
}

function lastAuthor(versions: readonly SummaryVersion[], lineId: string): string | undefined {
  const textIn = (version: SummaryVersion | undefined): string | undefined =>
    version?.lines.find(({ id }) => id === lineId)?.text;
  for (let at = versions.length - 1; at > 0; at -= 1)
    if (textIn(versions[at]) !== textIn(versions[at - 1])) return versions[at]?.authorId;
  return undefined;
}

/** Of one line the latest lesson stays, with the words that stood there first. */
function withLessons(
  content: VoiceContent,
  lessons: readonly Lesson[],
  summaryId: string,
  at: Date,
): VoiceContent | undefined {
  if (content.paused) return undefined;
  const byKey = new Map(content.examples.map((example) => [exampleKey(example), example]));
  let isNew = false;
  for (const { lineId, before, after } of lessons) {
    const key = exampleKey({ summaryId, lineId });
    const known = byKey.get(key);
    if (known?.after === after) continue;
    isNew = true;
    byKey.delete(key);
    const first = known?.before ?? before;
    // Back to the first wording: there was nothing to learn.
    if (first !== after) byKey.set(key, { summaryId, lineId, before: first, after, at });
  }
  if (!isNew) return undefined;
  const { ownWords, paused } = content;
  return { examples: [...byKey.values()].slice(-maxVoiceExamples), ownWords, paused };
}
