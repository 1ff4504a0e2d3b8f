import { parseText } from 'media-captions';
import { processSession } from '../../src/coaching/sessions/process-session.ts';
import type { TranscriptSegment } from '../../src/coaching/sessions/session.ts';
import { parseTranscript, readTranscript } from '../../src/files/transcripts/read-transcript.ts';
import { chronoDateReader } from '../../src/models/summaries/chrono-date-reader.ts';
import { createOfflineDrafter } from '../../src/models/summaries/offline-drafter.ts';
import { splitTranscript } from '../../src/models/summaries/transcript-parts.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { ManualClock } from '../../test/support/fakes/manual-clock.ts';
import { createFakeLedger } from '../../test/support/fakes/processing-ledger.ts';
import { createFakeWorld } from '../../test/support/fakes/repositories.ts';
import { createFakeSessions } from '../../test/support/fakes/sessions.ts';
import type { BenchReport } from '../main.ts';
import { median, rounded } from '../turn/stats.ts';
import { syntheticSession, type SyntheticSession } from './synthetic-session.ts';

const hours = 5;
const rounds = 15;
const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const start = performance.now();
  const value = await work();
  return { ms: performance.now() - start, value };
}

/**
 * `npm run bench -- transcript`: reading a five-hour WebVTT beside bare `media-captions` on the same text, turn about, with
 * and without the masking of personal data, and the seconds for the offline summaries of all its participants. The reader is
 * the function that runs in the worker thread, without the thread; the summaries go through `processSession` with
 * repositories and ledger in memory.
 */
export async function runTranscriptBench(): Promise<BenchReport> {
  const session = syntheticSession(hours);
  const bytes = new TextEncoder().encode(session.vtt);
  say(`${session.cues} cues, ${rounded(bytes.byteLength / 1e6)} MB, ${session.speakers.length + 1} speakers`);
  const [bare, parsed, read]: [number[], number[], number[]] = [[], [], []];
  for (let round = -2; round < rounds; round += 1) {
    // The first two only warm up; who begins alternates.
    const runs = [
      async () => {
        const { ms, value } = await timed(() => parseText(session.vtt, { type: 'vtt', strict: false }));
        if (value.cues.length !== session.cues) throw new Error('media-captions lost cues');
        if (round >= 0) bare.push(ms);
      },
      async () => {
        const { ms, value } = await timed(() => parseTranscript(bytes));
        if (value.segments.length !== session.cues) throw new Error('cues were lost');
        if (round >= 0) parsed.push(ms);
      },
      async () => {
        const { ms, value } = await timed(() => readTranscript(bytes));
        if (value.kind !== 'transcript') throw new Error('the transcript was refused');
        if (round >= 0) read.push(ms);
      },
    ];
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) await run();
  }
  const outcome = await readTranscript(bytes);
  if (outcome.kind !== 'transcript') throw new Error('the transcript was refused');
  const { ms, value: lines } = await timed(() => summarise(session, outcome.transcript.segments));
  say(`${lines} lines in ${session.speakers.length} summaries`);
  return {
    bench: 'transcript',
    rows: [
      {
        name: 'parse_ratio',
        value: rounded(median(parsed) / median(bare)),
        unit: 'times bare media-captions',
      },
      {
        name: 'read_ratio',
        value: rounded(median(read) / median(bare)),
        unit: 'times bare media-captions, personal data masked',
      },
      { name: 'offline_s', value: rounded(ms / 1_000), unit: 's for all summaries, offline' },
      {
        name: 'parts',
        value: splitTranscript(outcome.transcript.segments, session.facilitator).length,
        unit: 'prompts long',
      },
    ],
    raw: { media_captions: bare, parse_transcript: parsed, read_transcript: read, offline: [ms] },
  };
}

/** @returns how many lines the summaries have */
async function summarise(
  { facilitator, speakers }: SyntheticSession,
  segments: readonly TranscriptSegment[],
): Promise<number> {
  const clock = new ManualClock();
  const { sessions, summaries } = createFakeSessions(clock);
  const organizationId = 'bench';
  const { id: sessionId } = await sessions.create({
    session: { organizationId, facilitatorId: 'coach', type: 'WORKSHOP', title: 'Bench', date: '2026-11-20' },
    uploadKey: 'bench',
    fileName: 'bench.vtt',
    contentHash: '',
    segments,
    participants: [facilitator, ...speakers].map((name) => ({
      name,
      isFacilitator: name === facilitator,
      turns: 1,
    })),
  });
  const { summaries: written } = await processSession(
    {
      users: createFakeWorld(clock).users,
      sessions,
      summaries,
      ledger: createFakeLedger(sessions),
      drafter: createOfflineDrafter(),
      dates: chronoDateReader,
      logger: silentLogger,
    },
    { organizationId, sessionId },
  );
  return written.reduce((sum, summary) => sum + summary.lines.length, 0);
}
