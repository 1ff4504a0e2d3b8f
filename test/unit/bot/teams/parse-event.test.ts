import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseEvent } from '../../../../src/bot/teams/parse-event.ts';
import { turnSchema } from '../../../../src/turns/turn.ts';

interface Recorded {
  name: string;
  payload: Record<string, unknown>;
  becomes: Record<string, unknown>;
}
const replay = new URL('../../../replay/', import.meta.url);
const recorded = readdirSync(replay).flatMap((scenario) => {
  try {
    const entries = JSON.parse(readFileSync(new URL(`${scenario}/teams.json`, replay), 'utf8')) as Recorded[];
    return entries.map((entry) => [scenario, entry.name, entry] as const);
  } catch {
    return []; // A scenario of another platform.
  }
});

const valid = () => {
  const entry = recorded.find(([scenario]) => scenario === 'direct-question');
  return structuredClone(entry![2].payload);
};
const turnOf = (payload: unknown) => {
  const event = parseEvent(payload);
  if (event.kind !== 'turn') throw new Error(`expected a turn, got ${JSON.stringify(event)}`);
  return event.turn;
};

describe('an activity of Teams', () => {
  it.each(recorded)('%s: %s', (_scenario, _name, { payload, becomes }) => {
    expect(parseEvent(payload)).toMatchObject(becomes);
  });

  it('becomes a turn that a worker can read back as it was', () => {
    for (const [, , { payload, becomes }] of recorded)
      if (becomes.kind === 'turn') {
        const turn = turnOf(payload);
        expect(turnSchema.parse(JSON.parse(JSON.stringify(turn)))).toEqual(turn);
      }
  });

  it('carries what an answer needs, and nothing about the person', () => {
    expect(turnOf(valid()).replyHandle).toEqual({
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      botId: '28:7c1f0a2e-1111-4111-8111-111111111111',
      botName: 'Threadcoach',
      tenantId: '5f6e1c1a-0000-4000-8000-0000000000aa',
      conversationId: 'a:1personal',
      conversationType: 'personal',
    });
  });

  it('is the same doing when Teams sends it again, and another when a person presses again', () => {
    const press = (id: string) => ({ ...valid(), id, value: { action: 'summary.approve', value: 's' } });
    expect(turnOf(press('f:1')).dedupeKey).toBe(turnOf(press('f:1')).dedupeKey);
    expect(turnOf(press('f:1')).dedupeKey).not.toBe(turnOf(press('f:2')).dedupeKey);
    // A message and the edit of it share their id.
    const edit = { ...valid(), type: 'messageUpdate' };
    expect(turnOf(edit).dedupeKey).not.toBe(turnOf(valid()).dedupeKey);
    expect(turnOf(edit).eventId).not.toBe(turnOf(valid()).eventId);
    const later = { ...edit, timestamp: '2026-11-20T10:00:00Z' };
    expect(turnOf(later).dedupeKey).not.toBe(turnOf(edit).dedupeKey);
  });

  it('keeps conversations of two tenants apart', () => {
    const other = { ...valid(), channelData: { tenant: { id: 'another-tenant' } } };
    expect(turnOf(other).place.key).not.toBe(turnOf(valid()).place.key);
    expect(turnOf(other).installationId).toBe('another-tenant');
  });

  it('keeps the order key of a thread for a message whose conversation does not name it', () => {
    const top = {
      ...valid(),
      id: '42',
      conversation: { id: '19:c@thread.tacv2', conversationType: 'channel' },
      text: 'x',
    };
    expect(turnOf(top).place).toMatchObject({
      threadId: '42',
      key: expect.stringMatching(/;messageid=42$/) as string,
    });
  });

  it('takes a message of 50 KB whole', () => {
    const text = 'word '.repeat(10_240).trim();
    expect(turnOf({ ...valid(), text })).toMatchObject({ kind: 'message', text });
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(parseEvent(body).kind).toBe('unsupported');
      }),
    );
    const keys = Object.keys(valid());
    fc.assert(
      fc.property(
        fc.constantFrom(...keys, 'value', 'attachments', 'membersAdded'),
        fc.anything(),
        (key, value) => {
          expect(['turn', 'query', 'unsupported']).toContain(parseEvent({ ...valid(), [key]: value }).kind);
        },
      ),
    );
  });
});
