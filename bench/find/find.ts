import { resolve } from 'node:path';
import { createTranscriptFinder } from '../../src/coaching/sessions/find-in-transcript.ts';
import { searchTerms } from '../../src/coaching/sessions/search-terms.ts';
import type { TranscriptSegment } from '../../src/coaching/sessions/session.ts';
import type { BenchReport } from '../main.ts';
import { rounded } from '../turn/stats.ts';
import { cutIntoCues, readMeetings, type Meeting } from './meetings.ts';
import { meanOf, scorePlaces, spreadOverMeetings, type QuestionScore } from './score-places.ts';

const defaultFile = '../shared/data/transcripts/qmsum-val-8.jsonl';
const places = 5;
/** A session of five hours, as subtitles. */
const longSessionCues = 9_000;

/**
 * `npm run bench -- find [--data FILE]`: how often "where was that said?" finds the place (hit@5: share of questions with a
 * returned turn inside the span that answers them; precision@5: share of the returned turns inside it), beside plain BM25
 * over turns in the same run; how far that may be luck; and how long it takes in a long session.
 */
export function runFindBench(options: readonly string[]): Promise<BenchReport> {
  const given = options.indexOf('--data');
  const file = resolve(given < 0 ? defaultFile : (options[given + 1] ?? ''));
  const meetings = readMeetings(file);
  if (meetings === undefined) {
    process.stderr.write(`There are no meetings at ${file}. Name a file with: -- find --data FILE\n`);
    process.exit(2);
  }
  const turns = score(meetings);
  const cues = scoreCues(meetings);
  const plain = scorePlain(meetings);
  const long = timeLongSession(meetings);
  return Promise.resolve({
    bench: 'find',
    rows: [
      ...rowsOf('', turns),
      ...rowsOf('_bm25', plain),
      ...rowsOf('_cues', cues),
      ...spreadRows(turns),
      { name: 'long_ms', value: rounded(Math.max(...long)), unit: 'ms for one question, five hours' },
    ],
    raw: {
      hit_by_meeting: byMeeting(meetings, turns, ({ hit }) => hit),
      precision_by_meeting: byMeeting(meetings, turns, ({ precision }) => precision),
      long_session: long.map(rounded),
    },
  });
}

function score(meetings: readonly Meeting[]): QuestionScore[] {
  const finders = meetings.map(({ turns }) => createTranscriptFinder(turns));
  return scorePlaces(
    meetings,
    (meeting, query) => finders[meeting]?.find(query, places).map(({ segment }) => segment) ?? [],
  );
}

function scoreCues(meetings: readonly Meeting[]): QuestionScore[] {
  const cut = meetings.map(({ turns }) => cutIntoCues(turns));
  const finders = cut.map(({ cues }) => createTranscriptFinder(cues));
  return scorePlaces(meetings, (meeting, query) =>
    (finders[meeting]?.find(query, places) ?? []).map(({ segment }) => cut[meeting]?.turnOf[segment] ?? -1),
  );
}

/** BM25 over single turns, as any search library does it. */
function scorePlain(meetings: readonly Meeting[]): QuestionScore[] {
  const [k1, b] = [1.2, 0.75];
  const indexes = meetings.map(({ turns }) => turns.map(({ text }) => searchTerms(text)));
  return scorePlaces(meetings, (meeting, query) => {
    const turns = indexes[meeting] ?? [];
    const average = meanOf(turns.map(({ length }) => length));
    const terms = [...new Set(searchTerms(query))].map((term) => {
      const having = turns.filter((words) => words.includes(term)).length;
      return { term, weight: Math.log(1 + (turns.length - having + 0.5) / (having + 0.5)) };
    });
    return turns
      .map((words, turn) => ({
        turn,
        fit: terms.reduce((sum, { term, weight }) => {
          const count = words.filter((word) => word === term).length;
          return sum + (weight * count * (k1 + 1)) / (count + k1 * (1 - b + (b * words.length) / average));
        }, 0),
      }))
      .filter(({ fit }) => fit > 0)
      .sort((one, other) => other.fit - one.fit)
      .map(({ turn }) => turn);
  });
}

function timeLongSession(meetings: readonly Meeting[]): number[] {
  const cues = meetings.flatMap(({ turns }) => cutIntoCues(turns).cues);
  const session = Array.from({ length: longSessionCues }, (_, index): TranscriptSegment => {
    const cue = cues[index % cues.length];
    return { index, speaker: cue?.speaker ?? '', text: cue?.text ?? '' };
  });
  return meetings.flatMap(({ questions }) =>
    questions.slice(0, 1).map(({ query }) => {
      const started = performance.now();
      createTranscriptFinder(session).find(query, places);
      return performance.now() - started;
    }),
  );
}

/** A question more or less is a hundredth and a half. */
const precise = (share: number): number => Math.round(share * 1000) / 1000;

const rowsOf = (suffix: string, scores: readonly QuestionScore[]): BenchReport['rows'] => [
  { name: `hit@5${suffix}`, value: precise(meanOf(scores.map(({ hit }) => hit))), unit: 'of questions' },
  {
    name: `precision@5${suffix}`,
    value: precise(meanOf(scores.map(({ precision }) => precision))),
    unit: 'of returned turns',
  },
];

function spreadRows(scores: readonly QuestionScore[]): BenchReport['rows'] {
  const [hitLow, hitHigh] = spreadOverMeetings(scores, ({ hit }) => hit);
  const [precisionLow, precisionHigh] = spreadOverMeetings(scores, ({ precision }) => precision);
  const unit = 'if meetings are drawn anew';
  return [
    { name: 'hit@5_p5', value: precise(hitLow), unit },
    { name: 'hit@5_p95', value: precise(hitHigh), unit },
    { name: 'precision@5_p5', value: precise(precisionLow), unit },
    { name: 'precision@5_p95', value: precise(precisionHigh), unit },
  ];
}

const byMeeting = (
  meetings: readonly Meeting[],
  scores: readonly QuestionScore[],
  of: (score: QuestionScore) => number,
): number[] =>
  meetings.map((_, meeting) => precise(meanOf(scores.filter((one) => one.meeting === meeting).map(of))));
