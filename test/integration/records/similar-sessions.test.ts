import { similarSessions } from '../../../src/coaching/records/similar-sessions.ts';
import { searchRecords, type RecordAnswer } from '../../../src/coaching/records/search-records.ts';
import type { Audience } from '../../../src/coaching/access/audience.ts';
import {
  addNote,
  addSession,
  channelOf,
  directTo,
  lineOf,
  openRecordsRig,
  type People,
  type RecordsRig,
} from '../../support/records.ts';
import { peopledOrganization } from '../../support/world.ts';

let rig: RecordsRig;
let people: People;
let refunds: string;
beforeAll(async () => {
  rig = await openRecordsRig();
  ({ people } = await peopledOrganization(rig, 'similar'));
  const add = async (
    ...input: Parameters<typeof addSession> extends [unknown, unknown, infer I] ? [I] : never
  ) => (await addSession(rig, people, ...input)).session.id;
  refunds = await add({
    coach: 'theo',
    participant: 'priya',
    title: 'Refunds',
    lines: [
      lineOf('challenges', 'Refunds without a receipt'),
      lineOf('challenges', 'The handover at noon is rushed'),
    ],
  });
  await add({
    coach: 'theo',
    participant: 'daniel',
    title: 'Again refunds',
    date: '2026-11-03',
    lines: [lineOf('challenges', 'A refund had no receipt'), lineOf('wins', 'Handovers are calm')],
  });
  await add({
    coach: 'theo',
    participant: 'priya',
    title: 'Upselling',
    lines: [lineOf('wins', 'Sold three warranties to happy customers')],
  });
  await add({
    coach: 'cleo',
    participant: 'daniel',
    title: 'Not Theo’s',
    lines: [
      lineOf('challenges', 'Refunds without a receipt'),
      lineOf('challenges', 'Rushed handover at noon'),
    ],
  });
});
afterAll(() => rig.close());

describe('sessions like this one', () => {
  const alike = async (audience: Audience) =>
    (await similarSessions(rig.search, { audience, sessionId: refunds })).similar.map(({ title, both }) => ({
      title,
      both: [...both].sort(),
    }));

  it('are those about the same that the asker may see, with what both are about', async () => {
    expect(await alike(directTo(people.theo))).toEqual([
      { title: 'Again refunds', both: ['handover', 'receipt', 'refunds'] },
    ]);
    expect((await alike(directTo(people.ada))).map(({ title }) => title)).toEqual([
      'Not Theo’s',
      'Again refunds',
    ]);
  });

  it('are in a channel those that every member may see', async () => {
    expect((await alike(channelOf([people.maya, people.theo]))).map(({ title }) => title)).toEqual([
      'Again refunds',
    ]);
  });

  it.each(['priya', 'omar', 'cleo'] as const)(
    'are refused to %s, who may not see the session',
    async (who) => {
      const asked = { audience: directTo(people[who]), sessionId: refunds };
      await expect(similarSessions(rig.search, asked)).rejects.toMatchObject({ code: 'SESSION_001' });
      const channel = { audience: channelOf([people.theo, people[who]]), sessionId: refunds };
      await expect(similarSessions(rig.search, channel)).rejects.toMatchObject({ code: 'SESSION_001' });
    },
  );
});

describe('an answer', () => {
  async function ask(text: string, who: keyof People = 'theo'): Promise<RecordAnswer> {
    const answer = await searchRecords(rig.search, { audience: directTo(people[who]), text });
    if (answer.kind !== 'answer') throw new Error(answer.kind);
    return answer;
  }

  it('names the people, with the line, the session, its day, and what was looked through', async () => {
    const answer = await ask('who struggled with refunds since October?');
    expect(answer.groups.map(({ title, hits }) => [title, hits.map(({ text }) => text)])).toEqual(
      expect.arrayContaining([
        ['Priya Nair', ['Refunds without a receipt']],
        ['Daniel Osei', ['A refund had no receipt']],
      ]),
    );
    expect(answer).toMatchObject({ from: '2026-10-01', lookedThrough: { sessions: 3, notes: 0 }, behind: 0 });
    expect(answer.hits.find(({ date }) => date === '2026-11-03')).toMatchObject({ title: 'Again refunds' });
  });

  it('forgives a misspelling, and says what it took it for', async () => {
    const answer = await ask('who struggled with refnuds?');
    expect(answer.hits).toHaveLength(2);
    expect(answer.corrections).toEqual([
      { from: 'refnuds', to: expect.stringMatching(/^refunds?$/) as string },
    ]);
  });

  it('finds what is overdue, and nothing that has no day', async () => {
    await addSession(rig, people, {
      coach: 'omar',
      participant: 'daniel',
      lines: [
        lineOf('actions', 'Call the client', { owner: 'Daniel Osei', due: '2026-11-19' }),
        lineOf('actions', 'Write the card', { owner: 'Daniel Osei', due: '2026-11-20' }),
        lineOf('actions', 'Read the guide', { owner: 'Daniel Osei', due: 'unassigned' }),
        lineOf('wins', 'Calm'),
      ],
    });
    expect((await ask('overdue action items', 'omar')).hits).toMatchObject([
      { text: 'Call the client', due: '2026-11-19', owner: 'Daniel Osei' },
    ]);
  });

  it('says who spoke, in the words that were said, the one who is asked about first', async () => {
    await addSession(rig, people, {
      coach: 'omar',
      participant: 'daniel',
      said: [
        'How are the greenhouse panels?',
        'Fine',
        'The greenhouse panels came cracked, ring me at 01632 960 124',
      ],
      lines: [],
    });
    expect((await ask('who mentioned the greenhouse panels?', 'omar')).hits[0]).toMatchObject({
      kind: 'session',
      person: { name: 'Daniel Osei' },
      segment: 0,
    });
    expect((await ask('what was said about cracked panels', 'omar')).hits[0]).toMatchObject({
      segment: 2,
      text: 'The greenhouse panels came cracked, ring me at •••',
    });
  });

  it('takes a note’s day from the asker’s zone', async () => {
    // Half past midnight in London, on the first.
    await addNote(rig, people, 'omar', 'daniel', 'Late shift', {
      occurredAt: new Date('2026-05-31T23:30:00Z'),
    });
    expect((await ask('what did I note in May?', 'omar')).hits).toEqual([]);
    expect((await ask('what did I note in June?', 'omar')).hits).toMatchObject([{ date: '2026-06-01' }]);
  });

  it('asks for words where there are none', async () => {
    await expect(ask('  ')).rejects.toMatchObject({ code: 'KNOWLEDGE_060' });
  });
});
