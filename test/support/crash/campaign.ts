import type { CrashRig } from './crash-rig.ts';
import type { Fate } from './doom.ts';
import { openScenes, refinementScene, type Scene, type SessionThread } from './scenes.ts';

/** A step that no work has: its fate is to come to its end. */
const never: Fate = { step: 'none', when: 'before' };

export interface Campaign {
  scenes: readonly Scene[];
  /** Undisturbed, once each: what people should see. */
  calm: ReadonlyMap<Scene, readonly string[]>;
  /** Names of the steps at which a worker was killed. */
  killedAt: ReadonlySet<string>;
  /** What was done in the rounds so far. */
  acts: readonly { scene: Scene; round: number }[];
  /**
   * Every scene once more, each killed after the step of this number. Those that have no such step take turns in being
   * killed before one of theirs, which is mostly the same.
   */
  round(number: number): Promise<void>;
  /** Steps of a session's summaries after which no worker was killed yet. */
  stepsLeft(): number;
}

/** The turn that feedback under an answer is about. */
const turnIds = /[0-9a-f-]{36}(?=","action":"answer\.)/g;

/** When a note was taken, to the minute. */
const noteTimes = /^When: .*, \d\d:\d\d$/gm;

/**
 * Without what differs from round to round anyway: a round's number, the coach's, the refined summary's, a turn's id, the
 * minute.
 */
const normal = (text: string): string =>
  text
    .replaceAll(turnIds, 'TURN')
    .replaceAll(noteTimes, 'When: THEN')
    .replaceAll(/\b(Coach|client) \d+\b/g, '$1 N')
    .replaceAll(/version \d+\)/g, 'version N)')
    .replaceAll(/\d+ action items/g, 'N action items');

export const seenIn = async (scene: Scene, round: number): Promise<string[]> =>
  (await scene.seen(round)).map(normal);

/** Does everything once undisturbed, and learns its steps. */
export async function openCampaign(rig: CrashRig): Promise<Campaign> {
  const scenes = await openScenes(rig);
  const steps = new Map<Scene, readonly string[]>();
  let summarySteps: readonly string[] = [];
  let sessionStep = 1;
  /** Rounds in which sessions came to their end without the step that was chosen for them. */
  let missed = 0;
  const stepsOf = (scene: Scene): readonly string[] => steps.get(scene) ?? [];
  /** Sessions that have met their fate. */
  const spared = new Set<string>();

  async function undisturbed(played: readonly Scene[]): Promise<void> {
    const keys = new Map<Scene, string>();
    for (const scene of played) keys.set(scene, await scene.act(0));
    const turns = Object.fromEntries([...keys.values()].map((key) => [key, never]));
    const { said } = await rig.live({ turns, sessions: never, spared: [...spared] });
    for (const one of said) {
      if (one.kind !== 'ended') continue;
      const scene = [...keys].find(([, key]) => key === one.key)?.[0];
      // Work that was put back or woken twice ends twice, each time with a part of its steps.
      if (scene !== undefined) steps.set(scene, together(stepsOf(scene), one.steps));
      if (!isSession(one.key)) continue;
      summarySteps = together(summarySteps, one.steps);
      spared.add(one.key);
    }
  }
  await undisturbed(scenes);
  const calm = new Map<Scene, readonly string[]>();
  for (const scene of scenes) calm.set(scene, await seenIn(scene, 0));

  const refinement = refinementScene(rig, await sessionOf(rig));
  await undisturbed([refinement]);
  scenes.push(refinement);

  calm.set(refinement, await seenIn(refinement, 0));

  const killedAt = new Set<string>();
  const acts: { scene: Scene; round: number }[] = [];
  const playsIn = (round: number) => (scene: Scene, index: number) =>
    round <= Math.max(stepsOf(scene).length, scene.isSession === true ? summarySteps.length : 0) ||
    (round + index) % 3 === 0;

  async function round(number: number): Promise<void> {
    const turns: Record<string, Fate> = {};
    // What the worker before left behind meets a second death now and then.
    const tired = await oftenTried(rig);
    for (const [index, key] of (await rig.openWork()).entries()) {
      if (!isSession(key) && !tired.has(key) && (number + index) % 2 === 0) {
        turns[key] = { step: ((number * 5 + index) % 12) + 1, when: 'after' };
      }
    }
    for (const scene of scenes.filter(playsIn(number))) {
      const key = await scene.act(number);
      // An upload that survives is followed by its session, which meets its own fate.
      if (scene.isSession !== true || number <= stepsOf(scene).length)
        turns[key] = fateOf(number, stepsOf(scene));
      acts.push({ scene, round: number });
    }
    // Sessions come when their upload is through: their steps are counted by themselves.
    const sessions = fateOf(sessionStep, summarySteps);
    const { said } = await rig.live({ turns, sessions, spared: [...spared] });
    let sessionsMet = 0;
    for (const one of said) {
      if (one.kind !== 'halted') continue;
      killedAt.add(`${isSession(one.key) ? 'summaries: ' : ''}${one.name}`);
      // A session whose thread is not there yet is let go at once: its fate is still to come.
      if (!isSession(one.key) || one.name.startsWith('inbox.release')) continue;
      spared.add(one.key);
      sessionsMet += 1;
    }
    if (sessionsMet === 0 && said.some((one) => one.kind === 'ended' && isSession(one.key))) missed += 1;
    // A step that only some runs have holds up none of the others.
    if (sessionsMet > 0 || missed > 1) {
      sessionStep += 1;
      missed = 0;
    }
  }

  const stepsLeft = (): number => Math.max(0, summarySteps.length - sessionStep + 1);
  return { scenes, calm, killedAt, acts, round, stepsLeft };
}

/** The thread of the session that was uploaded before all others. */
async function sessionOf({ query, slack }: CrashRig): Promise<SessionThread> {
  const [thread] = await query<{ key: string; user: string }>(
    `SELECT t.conversation_key AS key, i.platform_user_id AS user FROM session_threads t
       JOIN coaching_sessions s ON s.id = t.session_id JOIN chat_identities i ON i.user_id = s.facilitator_id
      ORDER BY s.created_at LIMIT 1`,
  );
  const [, , channel = '', ts = ''] = thread?.key.split(':') ?? [];
  if (thread === undefined || ts === '') throw new Error(`No session has a thread in ${slack.teamId}.`);
  return { user: thread.user, channel, ts };
}

/** Conversations with a turn that was tried so often that the product would soon give it up: those are let live. */
async function oftenTried({ query }: CrashRig): Promise<ReadonlySet<string>> {
  const rows = await query<{ key: string }>(
    `SELECT DISTINCT conversation_key AS key FROM inbox_events WHERE state IN ('waiting', 'running') AND attempts >= 3`,
  );
  return new Set(rows.map(({ key }) => key));
}

const together = (known: readonly string[], more: readonly string[]): readonly string[] => [
  ...new Set([...known, ...more]),
];

const isSession = (key: string): boolean => key.startsWith('session:');

/** After each step in turn, then before each. */
function fateOf(round: number, steps: readonly string[]): Fate {
  const step = steps[(round - 1) % steps.length] ?? 'none';
  return { step, when: round <= steps.length ? 'after' : 'before' };
}
