import { openCrashRig, type CrashRig } from '../../support/crash/crash-rig.ts';
import type { Fate } from '../../support/crash/doom.ts';
import { longTranscript, replyOf, subjectOf, talkers } from '../../support/crash/long-session.ts';
import { coachId } from '../../support/crash/seed.ts';
import { OpenAiServer } from '../../support/openai-server.ts';
import { botUserId } from '../../support/slack/emulated-workspace.ts';
import { visibleText } from '../../support/slack/message-log.ts';

interface Case {
  title: string;
  coach: string;
  /** Deaths that it is given, one a life. */
  fates: readonly Fate[];
  /** Steps at which it died. */
  died: string[];
}

/** Uploaded, and not begun. */
const atOnce: Fate = { step: 1, when: 'before' };
const partsEach = 2;
/** Deaths of each session. */
const lives = 3;
/** Letters only, after one that begins no day's or month's name: a title must not be read as a date. */
const titleOf = (index: number): string =>
  `Workshop x${String.fromCharCode(97 + Math.floor(index / 26))}${String.fromCharCode(97 + (index % 26))}`;

/** `slack.chat.update 2` is the second one. */
const kindOf = (step: string): string => step.replace(/ \d+$/, '');

describe('workers killed at every step of a session’s processing and posting', () => {
  let rig: CrashRig;
  let model: OpenAiServer;
  /** Requests by session, participant and part, over all lives. */
  const asked = new Map<string, number>();
  const cases: Case[] = [];
  let steps: readonly string[] = [];

  const open = (index: number, fates: readonly Fate[]): Case => {
    const one = { title: titleOf(index), coach: coachId(index), fates, died: [] };
    cases.push(one);
    return one;
  };
  const upload = async ({ coach, title }: Case) => {
    const channel = await rig.slack.direct(coach);
    await rig.slack.upload(coach, channel, { name: 'talk.txt', content: longTranscript, text: title });
  };
  const keys = async (): Promise<Map<string, Case>> => {
    const rows = await rig.query<{ id: string; title: string }>('SELECT id, title FROM coaching_sessions');
    return new Map(
      rows.flatMap(({ id, title }) => {
        const one = cases.find((candidate) => candidate.title === title);
        return one === undefined ? [] : [[`session:${id}`, one] as const];
      }),
    );
  };
  /** What a coach sees, without what differs from session to session. */
  const seen = async ({ coach, title }: Case): Promise<string[]> => {
    const channel = await rig.slack.direct(coach);
    return rig.slack
      .messages(channel)
      .filter(({ user }) => user === botUserId)
      .map((message) =>
        visibleText(message)
          .replaceAll(title, 'TITLE')
          .replaceAll(/Coach \d+/g, 'Coach N'),
      )
      .sort();
  };

  beforeAll(async () => {
    model = await OpenAiServer.start();
    model.play((request) => {
      const { title, participant, first } = subjectOf(request);
      const key = `${title}: ${participant} from ${first}`;
      asked.set(key, (asked.get(key) ?? 0) + 1);
      return replyOf(request);
    });
    rig = await openCrashRig({
      environment: {
        OPENAI_API_KEY: 'k',
        OPENAI_BASE_URL: model.baseUrl,
        OPENAI_MODEL: 'test-model',
      },
      processingSteps: true,
    });
    // Undisturbed, to learn the steps: uploaded in one life, and then known by a key that can be waited for.
    await upload(open(0, []));
    await rig.live({ sessions: atOnce });
    const [calm = ''] = (await keys()).keys();
    const { said } = await rig.live({ turns: { [calm]: { step: 'none', when: 'before' } } });
    steps = said.flatMap((one) => (one.kind === 'ended' && one.key === calm ? one.steps : []));

    // Each dies once a life, a stretch further on each time, so that all of them together died everywhere.
    const stretch = Math.ceil(steps.length / lives);
    for (let at = 0; at < stretch; at += 1) {
      const fates = Array.from({ length: lives }, (_unused, life): Fate => {
        const when = life > 0 && (at + life) % 3 === 0 ? 'before' : 'after';
        // The first life is counted by names; those after it begin with the lease and go on where the one before ended.
        const step = life === 0 ? (steps[at] ?? 'none') : stretch + 2;
        return { step, when };
      });
      open(cases.length, fates);
    }
    // What comes late those may miss, because how often the card is brought up to date depends on the machine's pace.
    const kinds = steps.map(kindOf);
    const late = steps.filter((step, at) => at >= stretch && kinds.indexOf(kindOf(step)) === at);
    for (const step of new Set([...late, ...steps.slice(-6)])) open(cases.length, [{ step, when: 'after' }]);
    for (const one of cases.slice(1)) await upload(one);
    // All are uploaded, and none is begun: from then on each has a key by which it meets its own fate.
    await rig.live({ sessions: atOnce });
    const byKey = await keys();
    for (let life = 0; life < lives; life += 1) {
      const turns: Record<string, Fate> = {};
      for (const [key, one] of byKey) {
        const fate = one.fates[life];
        if (fate !== undefined) turns[key] = fate;
      }
      const heard = await rig.live({ turns });
      for (const one of heard.said) if (one.kind === 'halted') byKey.get(one.key)?.died.push(one.name);
    }
    await rig.live();
  }, 600_000);
  afterAll(async () => {
    await rig.close();
    await model.close();
  });

  it('died at every write of it, with and without its effect', () => {
    const died = new Set(cases.flatMap((one) => one.died));
    for (const name of [
      'inbox.acquireLease',
      'sessions.setProcessing',
      'ledger.start',
      'drafter.draft',
      'ledger.finish',
      'summaries.create',
      'deliveries.claim',
      'deliveries.markSending',
      'slack.chat.postMessage',
      'deliveries.markSent',
      'slack.chat.update',
      'ledger.clear',
      'inbox.release',
    ]) {
      expect([...died]).toContain(`${name} (after)`);
    }
    expect([...died].filter((name) => name.endsWith('(before)')).length).toBeGreaterThan(4);
    expect(cases.reduce((sum, one) => sum + one.died.length, 0)).toBeGreaterThan(steps.length * 0.9);
  });

  it('leave every session completed', async () => {
    expect(await rig.openWork()).toEqual([]);
    const states = await rig.query<{ state: string; count: number }>(
      'SELECT processing_status AS state, count(*)::int AS count FROM coaching_sessions GROUP BY 1',
    );
    expect(states).toEqual([{ state: 'completed', count: cases.length }]);
  });

  it('leave one card and one message a summary, as there are without them', async () => {
    const [calm] = cases;
    const expected = calm === undefined ? [] : await seen(calm);
    expect(expected).toHaveLength(1 + talkers.length);
    const all = await Promise.all(cases.map(async (one) => ({ died: one.died, seen: await seen(one) })));
    expect(all).toEqual(cases.map(({ died }) => ({ died, seen: expected })));
  });

  it('have no part drafted again but the one in flight', () => {
    // The card is brought up to date while a part is drafted.
    const inFlight = /^(?:drafter\.draft|ledger\.finish|slack\.chat\.update)/;
    for (const { title, died } of cases) {
      const counts = [...asked].filter(([key]) => key.startsWith(`${title}: `)).map(([, count]) => count);
      expect([title, died, counts.length]).toEqual([title, died, talkers.length * partsEach]);
      const again = counts.reduce((sum, count) => sum + count - 1, 0);
      expect(again).toBeLessThanOrEqual(died.filter((name) => inFlight.test(name)).length);
    }
    // The stand-in does count: those that died with an answer in hand asked once more.
    expect(Math.max(...asked.values())).toBeGreaterThan(1);
  });

  it('leave no draft behind', async () => {
    const [left] = await rig.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM processing_jobs WHERE step = 'summarise' AND result IS NOT NULL`,
    );
    expect(left?.count).toBe(0);
  });
});
