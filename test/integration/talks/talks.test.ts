import pg from 'pg';
import { chosenOption } from '../../../src/coaching/talks/choose-option.ts';
import { rateTalk } from '../../../src/coaching/talks/rate-talk.ts';
import type { TalkRepository } from '../../../src/coaching/talks/ports.ts';
import { createTalkPartner } from '../../../src/agent/talk-partner.ts';
import type { Message } from '../../../src/messages/message.ts';
import { createQuestionTree } from '../../../src/models/coach/offline/question-tree.ts';
import { chronoDateReader } from '../../../src/models/summaries/chrono-date-reader.ts';
import { newId } from '../../../src/shared/ids.ts';
import { createFakeActions } from '../../support/fakes/actions.ts';
import { FakeKnowledgeSearch } from '../../support/fake-knowledge-search.ts';
import { openTalkScene, type TalkScene } from '../../support/talk-scene.ts';
import type { CastName } from '../../support/world.ts';

const day = 24 * 3_600_000;
const shown = (messages: readonly Message[]): string => JSON.stringify(messages);
const viewsOf = (messages: readonly Message[]): string[] => messages.map(({ view }) => view);

const wholeTalk = [
  'I keep getting angry at callers',
  'Yesterday a caller shouted at me about his shed door and I shouted back',
  'I took a breath before the next call',
  'I could take a breath before I answer, or write down what they say',
  'that’s it',
  'the second one',
  'on Thursday',
  '8',
];

describe('coaching talks on PostgreSQL', () => {
  let scene: TalkScene;
  beforeAll(async () => {
    scene = await openTalkScene();
  });
  afterAll(() => scene.close());

  const talkThrough = async (who: CastName, words: readonly string[] = wholeTalk) => {
    let last: readonly Message[] = [];
    for (const said of words) last = await scene.say(who, said);
    return last;
  };

  it('ends with a next step that the person chose, and remembers it two days later', async () => {
    await scene.profiles.write(
      { organizationId: scene.organizationId, viewerId: scene.actor('priya').id },
      scene.actor('priya').id,
      [
        {
          field: 'star_card',
          value: { thinking: 1, planning: 5, acting: 1, feeling: 1, imagination: 1 },
          visibility: 'private',
          source: 'self',
        },
      ],
    );
    const end = await talkThrough('priya');
    expect(shown(end)).toContain('write down what they say');
    expect(shown(end)).toContain('Thursday 26 November');
    expect(shown(end)).toContain('8 of 10');
    expect(end.every(({ footer }) => footer === 'Only you can see this.')).toBe(true);
    const [talk] = await scene.talks.list(scene.owner('priya'));
    expect(talk).toMatchObject({
      ...{ state: 'closed', topic: wholeTalk[0], nextStep: 'write down what they say', confidence: 8 },
      ...{ promptVersion: 'tree@1', model: 'offline' },
    });
    expect(talk?.contextUsed.fields).toContain('star_card');

    scene.clock.advance(2 * day);
    const next = shown(await scene.say('priya', 'coach me'));
    expect(next).toContain('Last time you chose “write down what they say”, for Thursday 26 November.');
    const recalled = shown([await scene.partner.recall(scene.actor('priya'))]);
    expect(recalled).toContain('Friday 20 November: I keep getting angry at callers');
  });

  it('says the same when a turn is tried again after it broke off', async () => {
    const turnId = newId();
    let broken = true;
    const talks: TalkRepository = {
      ...scene.talks,
      change: (...args) => {
        if (!broken) return scene.talks.change(...args);
        broken = false;
        return Promise.reject(new Error('the worker died'));
      },
    };
    const dying = createTalkPartner({
      ...{ talks, profiles: scene.profiles, clock: scene.clock, conversations: scene.world.conversations },
      actions: createFakeActions(),
      search: new FakeKnowledgeSearch([]),
      mind: createQuestionTree({ dates: chronoDateReader }),
    });
    const turn = { conversation: scene.scope('daniel'), turnId };
    const actor = scene.actor('daniel');
    await expect(
      dying.goOn({
        ...{ ...turn, words: 'I feel stuck with long calls', actor, requireOffline: false },
        audience: { kind: 'direct', actor },
        signal: new AbortController().signal,
      }),
    ).rejects.toThrow('the worker died');
    const again = await scene.partner.resume(turn);
    expect(await scene.partner.resume(turn)).toEqual(again);
    expect(shown(again ?? [])).toContain('You feel stuck with long calls.');
    const talk = await scene.talks.findOpen(scene.owner('daniel'), turn.conversation.conversationKey);
    expect(talk).toMatchObject({ topic: 'I feel stuck with long calls', stage: 'situation' });
    expect(talk?.progress.asked).toHaveLength(1);
    expect((await scene.talks.said(scene.owner('daniel'), talk?.id ?? '')).length).toBe(2);
    // Of a turn that said nothing there is nothing to say again.
    expect(await scene.partner.resume({ ...turn, turnId: newId() })).toBeUndefined();
  });

  it('quotes the method with its place, when the person asks outright', async () => {
    await scene.say('cleo', 'I find it hard to give feedback to a colleague');
    const advised = await scene.say('cleo', 'just tell me what to do');
    const quote = advised[0]?.blocks.find((block) => block.kind === 'quote');
    expect(quote?.kind === 'quote' ? quote.source : '').toMatch(/coaching guide, version 1 › /);
    const talk = await scene.talks.findOpen(scene.owner('cleo'), scene.scope('cleo').conversationKey);
    expect(talk?.contextUsed.passages).toMatchObject([{ document: 'ast-method', version: 1 }]);
  });

  it('begins anew when nobody went on for three days', async () => {
    await scene.say('omar', 'I feel overwhelmed by my inbox');
    const key = scene.scope('omar').conversationKey;
    const before = await scene.talks.findOpen(scene.owner('omar'), key);
    scene.clock.advance(3 * day + 1);
    await scene.say('omar', 'I get nervous before my 1:1');
    const after = await scene.talks.findOpen(scene.owner('omar'), key);
    expect(after?.id).not.toBe(before?.id);
    expect(await scene.talks.find(scene.owner('omar'), before?.id ?? '')).toMatchObject({ state: 'left' });
  });

  it('looks back on the step of a talk that was left, too', async () => {
    const key = scene.scope('omar').conversationKey;
    for (const said of wholeTalk.slice(1, 6)) await scene.say('omar', said);
    expect(await scene.talks.findOpen(scene.owner('omar'), key)).toMatchObject({
      nextStep: 'write down what they say',
    });
    scene.clock.advance(3 * day + 1);
    expect(shown(await scene.say('omar', 'coach me'))).toContain(
      'Last time you chose “write down what they say”.',
    );
  });

  it('keeps the step chosen so far when the person stops', async () => {
    await talkThrough('maya', wholeTalk.slice(0, 6));
    const talk = await scene.talks.findOpen(scene.owner('maya'), scene.scope('maya').conversationKey);
    if (talk === undefined) throw new Error('no talk is open');
    const { messages } = await scene.partner.stop({
      ...{ conversation: scene.scope('maya'), turnId: newId(), words: 'stop', talk },
    });
    expect(shown(messages)).toContain('We stop here, and your step stays.');
    expect(await scene.talks.find(scene.owner('maya'), talk.id)).toMatchObject({
      ...{ state: 'closed', nextStep: 'write down what they say' },
    });
  });

  it('asks rarely how it was: not twice in 30 days; of two answers the last counts', async () => {
    const first = await talkThrough('ada');
    expect(viewsOf(first)).toEqual(['coach.end', 'coach.rate']);
    const answer = ['I get angry with my screen', ...wholeTalk.slice(1)];
    scene.clock.advance(day);
    expect(viewsOf(await talkThrough('ada', ['coach me', 'it went well', ...answer]))).toEqual(['coach.end']);
    scene.clock.advance(30 * day);
    expect(viewsOf(await talkThrough('ada', ['coach me', 'it went well', ...answer]))).toEqual([
      'coach.end',
      'coach.rate',
    ]);
    const [{ id: talkId } = { id: '' }] = await scene.talks.list(scene.owner('ada'), 1);
    for (const satisfaction of [2, 5])
      await rateTalk(scene, { owner: scene.owner('ada'), talkId, turnId: newId(), satisfaction });
    expect(await scene.talks.find(scene.owner('ada'), talkId)).toMatchObject({ satisfaction: 5 });
  });

  it('takes a choice from its owner alone, and only while it waits', async () => {
    await talkThrough('theo', wholeTalk.slice(0, 5));
    const owner = scene.owner('theo');
    const talk = await scene.talks.findOpen(owner, scene.scope('theo').conversationKey);
    const talkId = talk?.id ?? '';
    expect(await chosenOption(scene, { owner, talkId, index: 0 })).toBe('take a breath before I answer');
    for (const wrong of [
      { owner: scene.owner('ada'), talkId, index: 0, code: 'TALK_001' },
      { owner, talkId: 'x', index: 0, code: 'TALK_001' },
      { owner, talkId, index: 9, code: 'TALK_002' },
    ])
      await expect(chosenOption(scene, wrong)).rejects.toMatchObject({ code: wrong.code });
    await scene.say('theo', 'the first one');
    await expect(chosenOption(scene, { owner, talkId, index: 0 })).rejects.toMatchObject({
      code: 'TALK_002',
    });
  });

  it('is readable by its owner alone: no leader, no admin, no raw SQL in another scope', async () => {
    const others: CastName[] = ['theo', 'maya', 'ada', 'cleo', 'daniel'];
    await scene.say('priya', 'I keep worrying about the heron case');
    expect(shown([await scene.partner.recall(scene.actor('priya'))])).toContain('heron');
    const app = new pg.Client({ connectionString: scene.world.database.urls.app });
    await app.connect();
    try {
      const { organizationId, userId } = scene.owner('priya');
      const [talk] = await scene.talks.list({ organizationId, userId });
      const countAs = async (reader: string): Promise<number[]> => {
        await app.query('BEGIN');
        await app.query(
          `SELECT set_config('app.organization_id', $1, true), set_config('app.user_id', $2, true)`,
          [organizationId, reader],
        );
        const counts: number[] = [];
        for (const table of ['coaching_talks', 'coaching_talk_turns', 'conversation_messages']) {
          const { rows } = await app.query<{ count: number }>(
            `SELECT count(*)::int AS count FROM ${table} WHERE user_id = $1`,
            [userId],
          );
          counts.push(rows[0]?.count ?? -1);
        }
        await app.query('ROLLBACK');
        return counts;
      };
      expect((await countAs(userId)).every((count) => count > 0)).toBe(true);
      for (const who of others) {
        expect(await scene.talks.find(scene.owner(who), talk?.id ?? '')).toBeUndefined();
        expect(shown([await scene.partner.recall(scene.actor(who))])).not.toContain('heron');
        expect(await countAs(scene.actor(who).id)).toEqual([0, 0, 0]);
      }
    } finally {
      await app.end();
    }
  });
});

describe('a talk that turns out to be about others', () => {
  it('suggests people once, where somebody can, and never twice', async () => {
    const asked: string[] = [];
    const scene = await openTalkScene({
      suggestPeople: ({ topic }) => {
        asked.push(topic);
        return Promise.resolve([{ view: 'people.suggested', summary: 'People', blocks: [] }]);
      },
    });
    try {
      await scene.say('priya', 'coach me');
      await scene.say('priya', 'I wonder who could help me with refunds in Spanish');
      for (const words of [
        'Last week I had to hang up on a lady from Madrid',
        'I stayed calm and called back',
      ])
        await scene.say('priya', words);
      await scene.say('priya', 'I could ask Marta');
      expect(asked).toEqual(['I wonder who could help me with refunds in Spanish']);
      const talk = await scene.talks.findOpen(scene.owner('priya'), scene.scope('priya').conversationKey);
      expect(talk?.kind).toBe('team_connection');
    } finally {
      await scene.close();
    }
  });
});
