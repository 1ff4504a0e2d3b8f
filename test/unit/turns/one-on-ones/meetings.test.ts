import type { OneOnOne } from '../../../../src/coaching/one-on-ones/one-on-one.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { directOf, openMeetingScene, type MeetingScene } from '../../../support/meeting-scene.ts';

let on: MeetingScene;
beforeEach(async () => {
  on = await openMeetingScene();
});

const hourMs = 3_600_000;
const all = (): Promise<OneOnOne[]> =>
  on.meetings.list(on.scene.organizationId, { order: 'earliest', limit: 50 });
async function only(): Promise<OneOnOne> {
  const [meeting, ...others] = await all();
  if (meeting === undefined || others.length > 0) throw new Error(`${others.length + 1} 1:1s`);
  return meeting;
}
const audited = async (): Promise<string[]> =>
  (await on.scene.world.audited(on.scene.organizationId))
    .map(({ action }) => action)
    .filter((action) => action.startsWith('meeting.'));
const outcome = {
  engagement: '4',
  receptiveness: '5',
  understanding: '3',
  effectiveness: '4',
  topics: 'Hold music\nRefunds',
  discussion: 'She was tired and said so.',
  commitments: 'Practise the close twice a week',
  achievements: 'Three thank-you mails',
  concerns: 'Worried about her shifts',
  resources: 'https://example.test/refunds',
  followUp: 'yes',
  followUpOn: '2026-12-10',
  followUpTopics: 'The close',
};

describe('planning a 1:1', () => {
  it('`/1on1 @Priya Thursday 15:00 45 min urgent` plans it and tells Priya, without its kind', async () => {
    await on.command('1on1', '@Priya Nair Thursday 15:00 45 min urgent');
    expect(await only()).toMatchObject({
      at: new Date('2026-11-26T15:00:00Z'),
      plannedMinutes: 45,
      type: 'URGENT',
      status: 'scheduled',
    });
    for (const words of ['Planned. Priya knows.', 'Thu 26 Nov 2026, 15:00', '45 minutes', 'Urgent'])
      expect(on.text()).toContain(words);
    const [told = '', ...more] = on.seenBy('priya');
    expect(more).toEqual([]);
    expect(told).toContain('**Theo Leader** planned a 1:1 with you: Thu 26 Nov 2026, 15:00, 45 minutes.');
    expect(told).not.toMatch(/urgent/i);
    expect(on.last('priya').summary).toBe('A 1:1 was planned with you.');
    expect(await audited()).toEqual(['meeting.plan']);
  });

  it('shows both clocks where they differ', async () => {
    const { users } = on.scene.world;
    const { priya } = on.scene.people;
    await users.upsertMany(on.scene.organizationId, [{ ...priya, timezone: 'Asia/Kolkata' }]);
    await on.command('meet', 'Priya Thursday 15:00');
    expect(on.text()).toContain('Thu 26 Nov 2026, 15:00 (for Priya 20:30)');
    expect(on.text('priya')).toContain('20:30 (for Theo 15:00)');
  });

  it('warns of a clash, a time that passed and odd hours, and plans it all the same', async () => {
    await on.command('1on1', 'Priya Thursday 15:00');
    await on.command('1on1', 'Priya Thursday 15:15');
    expect(on.text()).toContain('You have another 1:1 then, at 15:00.');
    expect(on.text()).toContain('Priya has another 1:1 then, at 15:00.');
    await on.command('1on1', 'Priya Saturday 22:00');
    expect(on.text()).toContain('outside your working hours');
    expect(on.text()).toContain('outside Priya’s working hours');
    const told = on.seenBy('priya').length;
    await on.command('1on1', 'Priya yesterday at 10:00');
    expect(on.text()).toContain('That time has passed already.');
    expect(on.seenBy('priya')).toHaveLength(told);
    expect(await all()).toHaveLength(4);
  });

  it.each(['omar', 'cleo', 'daniel', 'priya'] as const)(
    'is refused to %s, who does not lead Priya, and she hears nothing',
    async (who) => {
      await on.command('1on1', 'Priya Thursday 15:00', who);
      expect(on.text(who)).toContain('people of your own line');
      expect(await all()).toEqual([]);
      if (who !== 'priya') expect(on.seenBy('priya')).toEqual([]);
    },
  );

  it('is a plan check only where a plan runs', async () => {
    await on.command('1on1', 'Priya Thursday 15:00 pip check');
    expect(on.text()).toContain('No plan runs for this person');
    await givePlan();
    await on.command('1on1', 'Priya Thursday 15:00 pip check');
    expect((await only()).type).toBe('PIP_CHECK');
    expect(on.text()).toContain('Plan check');
    expect(on.seenBy('priya').join()).not.toMatch(/pip|plan check/i);
    // In a channel the leader sees the 1:1, and nothing of a plan.
    await on.press('meeting.show', (await only()).id, 'theo', true);
    const shown = JSON.stringify(on.scene.platform.seen().at(-1)?.message);
    expect(shown).toContain('1:1 with Priya Nair');
    expect(shown).not.toMatch(/pip|plan check/i);
  });

  it('says so where Priya cannot be written to', async () => {
    on.strangers.add('priya');
    await on.command('1on1', 'Priya Thursday 15:00');
    expect(on.text()).toContain('I can’t write to Priya, so please tell them yourself.');
  });

  it('asks whom or when where that is not clear, and plans nothing', async () => {
    await on.command('1on1', 'Nobody Thursday 15:00');
    expect(on.text()).toContain('Whom do you mean?');
    await on.command('1on1', 'Priya sometime');
    expect(on.text()).toContain('I could not read when');
    expect(await all()).toEqual([]);
  });

  it('comes from the form too', async () => {
    await on.press('meeting.form', on.scene.people.priya.id);
    expect(on.text()).toContain('"initial":"' + on.scene.people.priya.id);
    const values = {
      person: on.scene.people.priya.id,
      date: '2026-11-27',
      time: '09:30',
      minutes: '60',
      type: 'FOLLOW_UP',
    };
    await on.submit('meeting.plan', values, '');
    expect(await only()).toMatchObject({
      at: new Date('2026-11-27T09:30:00Z'),
      plannedMinutes: 60,
      type: 'FOLLOW_UP',
    });
  });
});

describe('in words', () => {
  it('“schedule a 1:1 with Priya on Thursday at 3” drafts it; the button plans it once, however often it is pressed', async () => {
    await on.say('schedule a 1:1 with Priya on Thursday at 3');
    expect(on.text()).toContain(
      'I’d plan a 1:1 with **Priya Nair** on Thu 26 Nov 2026, 15:00, 30 minutes. Shall I?',
    );
    expect(await all()).toEqual([]);
    expect(on.seenBy('priya')).toEqual([]);
    const value = on.valueOf('meeting.plan');
    await on.press('meeting.plan', value);
    await on.press('meeting.plan', value);
    expect(await only()).toMatchObject({ at: new Date('2026-11-26T15:00:00Z') });
    expect(on.seenBy('priya')).toHaveLength(1);
    expect(await audited()).toEqual(['meeting.plan']);
  });

  it('a draft’s button plans nothing for somebody who does not lead that person', async () => {
    await on.say('schedule a 1:1 with Priya on Thursday at 3');
    await on.press('meeting.plan', on.valueOf('meeting.plan'), 'omar');
    expect(on.text('omar')).toContain('people of your own line');
    expect(await all()).toEqual([]);
  });

  it('“move my 1:1 with Priya to Friday 10:00” drafts the move; pressed twice Priya hears it once', async () => {
    await on.command('1on1', 'Priya Thursday 15:00');
    await on.say('move my 1:1 with Priya to Friday 10:00');
    expect(on.text()).toContain('from Thu 26 Nov 2026, 15:00 to Fri 27 Nov 2026, 10:00');
    const value = on.valueOf('meeting.move-to');
    await on.press('meeting.move-to', value);
    await on.press('meeting.move-to', value);
    expect(await only()).toMatchObject({ at: new Date('2026-11-27T10:00:00Z'), moved: 1 });
    expect(on.seenBy('priya').filter((text) => text.includes('moved your 1:1'))).toHaveLength(1);
    expect(await audited()).toEqual(['meeting.plan', 'meeting.move']);
  });

  it('“when is my next 1:1 with …” answers the leader, and the person', async () => {
    await on.say('When is my next 1:1 with Priya?');
    expect(on.text()).toContain('No 1:1 with **Priya Nair** is planned.');
    await on.command('1on1', 'Priya Thursday 15:00');
    await on.say('When is my next 1:1 with Priya?');
    expect(on.text()).toContain('Thu 26 Nov 2026, 15:00');
    await on.say('when is my next 1:1 with Theo?', 'priya');
    expect(on.text('priya')).toContain('Your next 1:1 with **Theo** is on Thu 26 Nov 2026, 15:00.');
  });

  it('said in a channel, it is answered to the leader alone', async () => {
    const place = {
      ...directOf('theo'),
      key: 'slack:T1:C1:1',
      kind: 'channel' as const,
      channelId: 'C1',
      threadId: '1',
    };
    await on.say('schedule a 1:1 with Priya on Thursday at 3', 'theo', place);
    expect(on.scene.platform.seen().at(-1)).toMatchObject({ onlyFor: 'U-theo' });
  });

  it('leaves to others what names nobody here', async () => {
    await on.say('set up a one on one with the customer about refunds');
    expect(on.asked).toHaveLength(1);
  });
});

describe('called off', () => {
  beforeEach(() => on.command('1on1', 'Priya Thursday 15:00'));

  it('with a reason that Priya is not told; she hears of it once', async () => {
    const { id } = await only();
    await on.submit('meeting.cancel', { reason: ' ' }, id);
    expect(on.text()).toContain('Please say why');
    await on.submit('meeting.cancel', { reason: 'She is overwhelmed' }, id);
    await on.submit('meeting.cancel', { reason: 'again' }, id);
    expect(await only()).toMatchObject({ status: 'cancelled', cancelledReason: 'She is overwhelmed' });
    const told = on.seenBy('priya');
    expect(told.filter((text) => text.includes('cancelled your 1:1'))).toHaveLength(1);
    expect(told.join()).not.toContain('overwhelmed');
    expect(await audited()).toEqual(['meeting.plan', 'meeting.cancel']);
  });

  it('as a no-show with its reason, of which Priya is not told', async () => {
    const { id } = await only();
    const before = on.seenBy('priya').length;
    await on.submit('meeting.no-show', { reason: 'Forgot' }, id);
    expect(await only()).toMatchObject({ status: 'no_show', noShowReason: 'Forgot' });
    expect(on.seenBy('priya')).toHaveLength(before);
    await on.press('meeting.start', id);
    expect(on.text()).toContain('is noted as a no-show');
  });

  it('“I can’t make it” brings the leader what would suit, with a way to move it', async () => {
    await on.press('meeting.cannot', on.valueOf('meeting.cannot', 'priya'), 'priya');
    await on.submit(
      'meeting.cannot',
      { times: 'Friday morning', reason: 'Dentist' },
      (await only()).id,
      'priya',
    );
    expect(on.text('priya')).toContain('I’ve told Theo.');
    for (const words of ['**Priya Nair** can’t make your 1:1', 'Friday morning', 'Dentist', 'Reschedule'])
      expect(on.text()).toContain(words);
    expect((await only()).status).toBe('scheduled');
    await on.submit('meeting.cannot', { times: 'x' }, (await only()).id, 'daniel');
    expect(on.text('daniel')).toContain('cannot find that 1:1');
  });
});

describe('who sees a 1:1', () => {
  it.each([
    ['theo', true],
    ['maya', true],
    ['ada', true],
    ['omar', false],
    ['cleo', false],
    ['daniel', false],
    ['priya', false],
  ] as const)('%s: %s', async (who, may) => {
    await on.command('1on1', 'Priya Thursday 15:00');
    const { id } = await only();
    for (const action of ['meeting.show', 'meeting.prep', 'meeting.complete', 'meeting.move'] as const) {
      await on.press(action, id, who);
      expect([action, on.text(who).includes('cannot find that 1:1')]).toEqual([action, !may]);
    }
  });
});

describe('a running 1:1', () => {
  let id: string;
  beforeEach(async () => {
    await on.command('1on1', 'Priya Thursday 15:00');
    ({ id } = await only());
    await on.press('meeting.start', id);
  });

  it('keeps what is written in its thread, small talk too, and leaves questions to others', async () => {
    const thread = on.threadOf();
    for (const text of [
      'calm openings now',
      'thanks',
      'topic: refunds',
      'action: Priya sends the recap by Friday',
    ])
      await on.say(text, 'theo', thread);
    await on.say('what is our refund limit?', 'theo', thread);
    expect(on.asked).toEqual(['what is our refund limit?']);
    expect((await on.meetings.notes(on.scene.organizationId, id)).map(({ text }) => text)).toEqual([
      'calm openings now',
      'thanks',
      'topic: refunds',
      'action: Priya sends the recap by Friday',
    ]);
    expect(on.seenBy('priya')).toHaveLength(1);
  });

  it('is begun once, and opens one thread', async () => {
    await on.press('meeting.start', id);
    expect(on.seenBy('theo').filter((text) => text.includes('meeting.thread'))).toHaveLength(1);
    expect(await audited()).toEqual(['meeting.plan', 'meeting.start']);
  });

  it('takes notes with a word before them where there is no thread', async () => {
    await on.say('note: she knows the cause');
    expect(on.text()).toContain('Noted.');
    await on.say('she knows the cause');
    expect(on.asked).toEqual(['she knows the cause']);
    expect(await on.meetings.notes(on.scene.organizationId, id)).toHaveLength(1);
  });

  it('asks for what came of it, filled with what the thread says', async () => {
    const thread = on.threadOf();
    const said = [
      'calm openings now',
      'topic: refunds',
      'action: Priya sends the recap by Friday',
      'action: I share the template',
    ];
    for (const text of said) await on.say(text, 'theo', thread);
    await on.press('meeting.complete', id);
    const form = on.last().blocks.find((block) => block.kind === 'form')?.form;
    const initial = Object.fromEntries(
      (form?.fields ?? []).flatMap((field) => ('initial' in field ? [[field.name, field.initial]] : [])),
    );
    expect(initial).toMatchObject({
      topics: 'refunds',
      discussion: 'calm openings now',
      items: '- Sends the recap (by 2026-11-20)\n- Theo: Share the template',
    });
    // Everything that a 1:1 keeps is asked for.
    expect(form?.fields.map(({ name }) => name)).toEqual([
      ...['engagement', 'receptiveness', 'understanding', 'effectiveness', 'topics', 'discussion'],
      ...['commitments', 'items', 'achievements', 'concerns', 'resources', 'followUp', 'followUpOn'],
      ...['followUpTopics', 'issue', 'method'],
    ]);
  });
});

describe('completing a 1:1', () => {
  let id: string;
  beforeEach(async () => {
    await on.command('1on1', 'Priya 10:00');
    ({ id } = await only());
    on.scene.clock.advance(hourMs);
    await on.press('meeting.start', id);
    on.scene.clock.advance(hourMs / 2);
  });
  const items = '- Send the recap (by 2026-12-01)\n- Me: share the template';

  it('keeps observations, commitments and follow-up; items, notes and method once, however often it is sent', async () => {
    on.notes.push(note('Refund cap missed'), note('Great empathy'));
    const values = { ...outcome, items, notes: '2', issue: 'aht', method: 'Role-play' };
    await on.submit('meeting.complete', values, id);
    await on.submit('meeting.complete', values, id);
    expect(await only()).toMatchObject({
      status: 'held',
      durationMinutes: 30,
      outcome: {
        engagement: 4,
        receptiveness: 5,
        understanding: 3,
        effectiveness: 4,
        topics: ['Hold music', 'Refunds'],
        discussion: 'She was tired and said so.',
        commitments: 'Practise the close twice a week',
        achievements: 'Three thank-you mails',
        concerns: 'Worried about her shifts',
        resources: ['https://example.test/refunds'],
        followUpRequired: true,
        followUpOn: '2026-12-10',
        followUpTopics: ['The close'],
      },
    });
    const { priya, theo } = on.scene.people;
    expect(on.items).toMatchObject([
      {
        title: 'Send the recap',
        dueOn: '2026-12-01',
        owner: { id: priya.id },
        sessionId: id,
        createdBy: theo.id,
      },
      { title: 'Share the template', owner: { id: theo.id } },
    ]);
    expect(on.addressed[0]).toEqual({ meetingId: id, noteIds: [on.notes[1]?.id] });
    expect(on.interventions[0]).toMatchObject({
      sessionId: id,
      issue: 'aht',
      method: 'Role-play',
      on: '2026-11-20',
    });
    expect(await audited()).toEqual(['meeting.plan', 'meeting.start', 'meeting.complete', 'meeting.correct']);
  });

  it('asks again for what is missing, and keeps nothing', async () => {
    await on.submit('meeting.complete', { ...outcome, engagement: '' }, id);
    expect(on.text()).toContain('a number from 1 to 5');
    await on.submit('meeting.complete', { ...outcome, followUpOn: '' }, id);
    expect(on.text()).toContain('Choose a day for the follow-up');
    expect((await only()).status).toBe('in_progress');
  });

  it('sends Priya commitments, items and follow-up after a look, once, and never what was observed', async () => {
    await on.submit('meeting.complete', { ...outcome, items }, id);
    const before = on.seenBy('priya').length;
    await on.press('meeting.preview', id);
    expect(on.text()).toContain('This is what Priya gets, and nothing else');
    expect(on.seenBy('priya')).toHaveLength(before);
    await on.press('meeting.send', id);
    await on.press('meeting.send', id);
    const told = on.seenBy('priya').slice(before);
    expect(told).toHaveLength(1);
    for (const words of ['Practise the close twice a week', 'Send the recap', 'Thu 10 Dec 2026'])
      expect(told.join()).toContain(words);
    expect(on.seenBy('priya').join()).not.toMatch(
      /tired|Worried|thank-you|Hold music|of 5|Engagement|receptive/i,
    );
    expect(on.last('priya').summary).not.toMatch(/close|recap/);
  });

  it('offers to plan the follow-up on its day, and to correct what was written', async () => {
    await on.submit('meeting.complete', outcome, id);
    expect(on.text()).toContain('Completed.');
    await on.press('meeting.form', on.valueOf('meeting.form'));
    for (const words of ['2026-12-10', '"initial":"FOLLOW_UP"', on.scene.people.priya.id])
      expect(on.text()).toContain(words);
    await on.press('meeting.complete', id);
    expect(on.text()).toContain('She was tired and said so.');
    await on.submit('meeting.complete', { ...outcome, engagement: '2' }, id);
    expect(on.text()).toContain('Corrected.');
    expect((await only()).outcome.engagement).toBe(2);
    expect((await only()).durationMinutes).toBe(30);
  });
});

describe('the list', () => {
  it('says what comes, and asks a day later what became of one that nobody began', async () => {
    await on.command('1on1', '');
    expect(on.text()).toContain('You have no 1:1 planned');
    await on.command('1on1', 'Priya 10:00');
    await on.command('1on1', '');
    expect(on.text()).toContain('Coming');
    on.scene.clock.advance(26 * hourMs);
    await on.command('1on1', 'list');
    expect(on.text()).toContain('To complete, or a no-show?');
    expect(on.text()).not.toContain('Coming');
    await on.submit('meeting.no-show', { reason: 'Forgot' }, (await only()).id);
    await on.command('1on1', '');
    expect(on.text()).toContain('No-show: Forgot');
  });

  it('shows the person only when their leader meets them', async () => {
    await on.command('1on1', 'Priya Thursday 15:00');
    await on.command('1on1', '', 'priya');
    expect(on.text('priya')).toContain('Theo Leader · Thu 26 Nov 2026, 15:00');
    expect(on.text('priya')).not.toContain('meeting.show');
  });
});

describe('/prep', () => {
  beforeEach(async () => {
    const rows = Array.from({ length: 60 }, (_, at) => {
      const day = new Date(Date.parse('2026-11-19') - at * 86_400_000).toISOString().slice(0, 10);
      return {
        agentId: on.scene.people.priya.id,
        day,
        values: { aht: at < 30 ? 400 : 320, csat: at < 30 ? 4.5 : 4 },
      };
    });
    await on.figures.record(on.scene.organizationId, rows);
  });

  it('brings figures with a chart, notes, overdue items, preferences and topics whose minutes add up', async () => {
    on.notes.push(note('Told a customer the wrong refund cap', 'URGENT'));
    on.items.push(item('Watch the close library', '2026-11-10'));
    on.worked.push({ method: 'Role-play', cases: 6, helped: 4, medianImprovement: 8 });
    await on.command('1on1', 'Priya Thursday 15:00 45 min');
    await on.command('prep', 'Priya');
    for (const words of [
      'Average handle time',
      '"kind":"chart"',
      'Urgent: Told a customer the wrong refund cap',
      'Overdue since Tue 10 Nov 2026: Watch the close library',
      'Average handle time got worse by 80 s',
      'Best time: morning',
      '**Role-play** helped in 4 of 6 cases',
      'Agenda, 45 minutes',
    ])
      expect(on.text()).toContain(words);
    const minutes = (await only()).prep?.topics.reduce((sum, topic) => sum + topic.minutes, 0);
    expect(minutes).toBe(45);
    expect(on.seenBy('priya')).toHaveLength(1);
  });

  it('says nothing of what worked below five cases', async () => {
    on.worked.push({ method: 'Role-play', cases: 4, helped: 4, medianImprovement: 8 });
    await on.command('prep', 'Priya');
    expect(on.text()).not.toContain('Role-play');
  });

  it('stays as it was built until it is refreshed, the leader’s own lines too', async () => {
    await on.command('1on1', 'Priya Thursday 15:00');
    await on.command('prep', '');
    const first = await only();
    on.notes.push(note('Something new', 'URGENT'));
    on.scene.clock.advance(hourMs);
    await on.command('prep', 'Priya');
    expect((await only()).prep).toEqual(first.prep);
    expect(on.text()).not.toContain('Something new');
    await on.submit('meeting.agenda', { lines: '- Ask about Monday\nThe close' }, first.id);
    expect(on.text()).toContain('Ask about Monday');
    await on.command('prep', 'Priya');
    expect(on.text()).toContain('Your agenda');
    await on.press('meeting.refresh', first.id);
    expect(on.text()).toContain('Something new');
    expect(on.text()).not.toContain('Ask about Monday');
  });

  it('looks at the time since the last 1:1, and what was agreed there', async () => {
    await on.command('1on1', 'Priya 10:00');
    const { id } = await only();
    await on.submit('meeting.complete', outcome, id);
    on.scene.clock.advance(7 * 24 * hourMs);
    await on.command('prep', 'Priya');
    expect(on.text()).toContain('since your last 1:1 on Fri 20 Nov 2026');
    expect(on.text()).toContain('Agreed last time: Practise the close twice a week');
  });

  it('names a plan in the direct message alone', async () => {
    await givePlan();
    await on.command('1on1', 'Priya Thursday 15:00');
    await on.command('prep', 'Priya');
    expect(on.text()).toContain('Plan, 40 days left');
    await on.command('prep', 'Priya', 'theo', true);
    const shown = JSON.stringify(on.scene.platform.seen().at(-1)?.message);
    expect(shown).toContain('Priya Nair');
    expect(shown).toContain('More is shown in our direct message.');
    expect(shown).not.toMatch(/plan,|target|The plan/i);
  });

  it.each(['omar', 'cleo', 'daniel', 'priya'] as const)('is refused to %s', async (who) => {
    await on.command('prep', 'Priya', who);
    expect(on.text(who)).toContain('people of your own line');
  });
});

function note(content: string, type: 'URGENT' | 'COACHING' = 'COACHING') {
  const { organizationId, people, clock } = on.scene;
  const at = clock.now();
  return {
    ...{ id: newId(), organizationId, authorId: people.theo.id, subjectId: people.priya.id, type, content },
    ...{
      version: 1,
      priority: 'MEDIUM' as const,
      tags: [],
      requiresFollowUp: true,
      occurredAt: at,
      createdAt: at,
    },
  };
}

function item(title: string, dueOn: string) {
  const { organizationId, people } = on.scene;
  return {
    id: newId(),
    organizationId,
    title,
    dueOn,
    state: 'open' as const,
    owner: { kind: 'user' as const, id: people.priya.id },
  };
}

const givePlan = () =>
  on.actionPlans.create(on.scene.organizationId, {
    id: newId(),
    agentId: on.scene.people.priya.id,
    startOn: '2026-11-01',
    targetEndOn: '2026-12-30',
    status: 'active',
    reason: 'Handle time',
    targets: [{ metric: 'aht', target: 300 }],
    mandatory: [],
    recommended: [],
    checkIn: 'weekly',
    updates: [],
  });
