import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { processSession } from '../../../src/coaching/sessions/process-session.ts';
import type { TranscriptSegment } from '../../../src/coaching/sessions/session.ts';
import type { SummaryDrafter } from '../../../src/coaching/summaries/ports.ts';
import { readTranscript } from '../../../src/files/transcripts/read-transcript.ts';
import { syntheticSession } from '../../../bench/transcript/synthetic-session.ts';
import { createOfflineDrafter } from '../../../src/models/summaries/offline-drafter.ts';
import { createSessionScene } from '../../support/session-scene.ts';

/** Meetings that are not part of the product; where they are not at hand, the made-up session stands alone. */
const meetings = join(process.env.TC_SHARED_DATA ?? '../shared/data', 'transcripts', 'qmsum-val-8.jsonl');

interface Meeting {
  meeting_transcripts: { speaker: string; content: string }[];
}

interface Counted {
  lines: number;
  quotes: number;
  verbatim: number;
}

/** Summarises everyone but the first who speaks, and counts the quotes that stand in the cue they name, to the letter. */
async function count(segments: readonly TranscriptSegment[], drafter?: SummaryDrafter): Promise<Counted> {
  const scene = await createSessionScene(drafter === undefined ? {} : { drafter });
  const { organizationId } = scene;
  const names = [...new Set(segments.map(({ speaker }) => speaker))];
  const { id: sessionId } = await scene.sessions.create({
    session: {
      organizationId,
      facilitatorId: scene.people.cleo.id,
      type: 'WORKSHOP',
      title: 'Meeting',
      date: '2026-11-20',
    },
    uploadKey: 'meeting',
    fileName: 'meeting.txt',
    contentHash: '',
    segments,
    participants: names.map((name, index) => ({ name, isFacilitator: index === 0, turns: 1 })),
  });
  const { summaries } = await processSession(scene, { organizationId, sessionId });
  expect(summaries).toHaveLength(names.length - 1);
  const textOf = new Map(segments.map(({ index, text }) => [index, text]));
  const lines = summaries.flatMap((summary) => summary.lines);
  const quotes = lines.flatMap(({ evidence }) => evidence);
  expect(lines.filter(({ evidence }) => evidence.length === 0)).toEqual([]);
  return {
    lines: lines.length,
    quotes: quotes.length,
    verbatim: quotes.filter(({ segment, quote }) => textOf.get(segment)?.includes(quote) === true).length,
  };
}

async function eightHours(): Promise<readonly TranscriptSegment[]> {
  const outcome = await readTranscript(new TextEncoder().encode(syntheticSession(8).vtt));
  if (outcome.kind !== 'transcript') throw new Error('The made-up transcript cannot be read.');
  return outcome.transcript.segments;
}

describe('every quote of every summary', () => {
  it('stands word for word in an eight-hour session', async () => {
    const { lines, quotes, verbatim } = await count(await eightHours());
    expect(lines).toBeGreaterThan(60);
    expect(verbatim).toBe(quotes);
  });

  it('does so though the drafter makes some up', async () => {
    const offline = createOfflineDrafter();
    const liar: SummaryDrafter = {
      ...offline,
      async draft(request, signal) {
        const lines = await offline.draft(request, signal);
        return lines.map((line, index) =>
          index % 2 === 0
            ? line
            : { ...line, evidence: line.evidence.map((one) => ({ ...one, quote: `Truly, ${one.quote}` })) },
        );
      },
    };
    const segments = (await eightHours()).slice(0, 900);
    const [honest, lying] = [await count(segments), await count(segments, liar)];
    expect(lying.quotes).toBeGreaterThan(0);
    expect(lying.quotes).toBeLessThan(honest.quotes);
    expect(lying.verbatim).toBe(lying.quotes);
  });

  it('stands word for word in real meetings, where they are at hand', async () => {
    if (!existsSync(meetings)) {
      process.stderr.write(`No meetings at ${meetings}: quotes were checked in the made-up session only.\n`);
      return;
    }
    const all = readFileSync(meetings, 'utf8').split('\n').filter(Boolean);
    for (const line of all) {
      const { meeting_transcripts: turns } = JSON.parse(line) as Meeting;
      const segments = turns.map(({ speaker, content }, index) => ({ index, speaker, text: content }));
      const { quotes, verbatim } = await count(segments);
      expect(quotes).toBeGreaterThan(0);
      expect(verbatim).toBe(quotes);
    }
  });
});
