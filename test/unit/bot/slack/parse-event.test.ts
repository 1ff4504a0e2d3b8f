import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseEvent } from '../../../../src/bot/slack/parse-event.ts';
import { turnSchema } from '../../../../src/turns/turn.ts';

interface Recorded {
  name: string;
  payload: Record<string, unknown>;
  becomes: Record<string, unknown>;
}
const replay = new URL('../../../replay/', import.meta.url);
const recorded = readdirSync(replay).flatMap((scenario) => {
  try {
    const entries = JSON.parse(readFileSync(new URL(`${scenario}/slack.json`, replay), 'utf8')) as Recorded[];
    return entries.map((entry) => [scenario, entry.name, entry] as const);
  } catch {
    return []; // A scenario of another platform.
  }
});
const context = { botUserId: undefined, receivedAt: new Date('2026-11-20T06:15:00.000Z') };
const parse = (payload: unknown) => parseEvent(payload, context);

describe('a request of Slack', () => {
  it('has recordings', () => expect(recorded.length).toBeGreaterThan(55));

  it.each(recorded)('%s: %s', (_scenario, _name, { payload, becomes }) => {
    expect(parse(payload)).toMatchObject(becomes);
  });

  it('becomes a turn that a worker can read back as it was', () => {
    for (const [, , { payload, becomes }] of recorded) {
      const parsed = parse(payload);
      expect(parsed.kind).toBe(becomes.kind);
      if (parsed.kind === 'turn') {
        expect(turnSchema.parse(JSON.parse(JSON.stringify(parsed.turn)))).toEqual(parsed.turn);
      }
    }
  });

  it('has a key that no other kind of doing has', () => {
    const kinds = new Map<string, string>();
    for (const [, name, { payload }] of recorded) {
      const parsed = parse(payload);
      if (parsed.kind !== 'turn') continue;
      const { dedupeKey, kind } = parsed.turn;
      expect([name, kinds.get(dedupeKey) ?? kind]).toEqual([name, kind]);
      kinds.set(dedupeKey, kind);
    }
  });

  it('knows its own name from the installation when the event does not say it', () => {
    const payload = {
      type: 'event_callback',
      team_id: 'T1',
      event_id: 'Ev1',
      event: {
        type: 'message',
        channel: 'C1',
        channel_type: 'channel',
        user: 'U1',
        ts: '1.000001',
        text: '<@UBOT> hi',
      },
    };
    expect(parseEvent(payload, { ...context, botUserId: 'UBOT' })).toMatchObject({
      addressed: true,
      turn: { text: 'hi' },
    });
    expect(parse(payload)).toMatchObject({ addressed: false });
  });

  it('never makes the parser fail, whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['turn', 'query', 'suggest', 'unsupported']).toContain(parse(value).kind);
      }),
    );
  });

  it('never makes the parser fail when one of its fields is something else', () => {
    const payloads = recorded.map(([, , { payload }]) => payload);
    fc.assert(
      fc.property(fc.constantFrom(...payloads), fc.nat(), fc.jsonValue(), (payload, which, value) => {
        const copy = structuredClone(payload);
        const spots = holders(copy);
        const [holder, key] = spots[which % spots.length]!;
        holder[key] = value;
        expect(['turn', 'query', 'suggest', 'unsupported']).toContain(parse(copy).kind);
      }),
    );
  });
});

type Holder = Record<string, unknown>;
function holders(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key): [Holder, string][] => [[holder, key], ...holders(holder[key])]);
}
