import { attachSession } from '../../../../src/coaching/sessions/attach-session.ts';
import { confirmParticipant } from '../../../../src/coaching/sessions/confirm-participant.ts';
import { processSession } from '../../../../src/coaching/sessions/process-session.ts';
import {
  receiveTranscript,
  type ReceiveTranscript,
} from '../../../../src/coaching/sessions/receive-transcript.ts';
import { scheduleSession } from '../../../../src/coaching/sessions/schedule-session.ts';
import { createSessionScene, type SessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

const talk =
  'Cleo Coach: How was the week?\nPria Nair: I closed every ticket before Friday.\nSpeaker 3: Good for you all.\n';
const uploadAt = new Date('2026-11-20T12:00:00Z');
const hours = (count: number) => new Date(uploadAt.getTime() + count * 3_600_000);

let scene: SessionScene;
let uploads = 0;
beforeEach(async () => {
  scene = await createSessionScene();
});

const receive = (more: Partial<ReceiveTranscript> & { text?: string; who?: CastName } = {}) =>
  receiveTranscript(scene, {
    actor: scene.as(more.who ?? 'cleo'),
    ...{ type: 'INDIVIDUAL', date: '2026-11-20', title: 'Weekly', fileName: 'a.txt' },
    content: new TextEncoder().encode(more.text ?? talk),
    uploadKey: `u-${(uploads += 1)}`,
    at: uploadAt,
    isDateSaid: false,
    ...more,
  });
const plan = (at: Date, title: string, who: CastName = 'cleo') =>
  scheduleSession(scene, {
    actor: scene.as(who),
    ...{ at, type: 'REGULAR', title, key: title },
    participants: [
      { kind: 'user', id: scene.people.priya.id },
      { kind: 'user', id: scene.people.daniel.id },
      { kind: 'user', id: scene.people[who].id },
    ],
  });
const people = async (sessionId: string) =>
  (await scene.sessions.participants(scene.organizationId, sessionId)).map(
    ({ name, userId, match, turns }) =>
      `${name} ${match ?? '-'} ${userId === undefined ? '-' : 'user'} ${turns}`,
  );
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error as { code?: string }).code,
  );

describe('a file that was seen before', () => {
  it('is the session that it made, for those who may see that', async () => {
    const { session } = await receive();
    expect(await receive({ date: '2026-11-19' })).toEqual({ kind: 'known', session });
    expect(await receive({ who: 'ada' })).toEqual({ kind: 'known', session });
    const others = await receive({ who: 'omar' });
    expect(others).toMatchObject({ kind: 'added', isPlanned: false, choices: [] });
    expect(others.session.id).not.toBe(session.id);
  });

  it('makes another session when it is meant to, and after processing failed', async () => {
    const { session } = await receive();
    expect((await receive({ again: true })).session.id).not.toBe(session.id);
    await scene.sessions.setProcessing(scene.organizationId, session.id, 'failed', 'SESSION_002');
    const second = await receive({ text: `${talk} ` });
    await scene.sessions.setProcessing(scene.organizationId, second.session.id, 'failed', 'SESSION_002');
    expect(await receive({ text: `${talk} ` })).toMatchObject({ kind: 'added' });
  });

  it('is no other when the same upload is tried again', async () => {
    const first = await receive({ uploadKey: 'same' });
    expect(await receive({ uploadKey: 'same' })).toEqual(first);
  });
});

describe('a planned session', () => {
  it('gets the transcript of its coach around its time, with who was invited and said nothing', async () => {
    const planned = await plan(hours(-3), 'Review');
    const received = await receive();
    expect(received).toMatchObject({
      kind: 'added',
      isPlanned: true,
      session: { id: planned.id, title: 'Review', type: 'REGULAR' },
    });
    // Invited, so `Pria Nair` is asked about and Daniel is there without a word.
    expect(await people(planned.id)).toEqual([
      'Cleo Coach certain user 1',
      'Pria Nair uncertain - 1',
      'Speaker 3 none - 1',
      'Priya Nair certain user 0',
      'Daniel Osei certain user 0',
    ]);
    expect(await receive({ uploadKey: 'other', text: `${talk}.` })).toMatchObject({ isPlanned: false });
  });

  it('writes no summary for who was silent', async () => {
    await plan(hours(-3), 'Review');
    const { session } = await receive();
    const { summaries } = await processSession(scene, {
      organizationId: scene.organizationId,
      sessionId: session.id,
    });
    expect(summaries.map(({ participant }) => participant)).toEqual(['Pria Nair', 'Speaker 3']);
  });

  it.each([
    ['too long ago', -13, false],
    ['far ahead', 13, false],
    ['just in time', 11, true],
  ])('%s', async (_when, at, isPlanned) => {
    await plan(hours(at), 'Review');
    expect(await receive()).toMatchObject({ isPlanned });
  });

  it('is looked for on the day that was said', async () => {
    await plan(new Date('2026-11-12T20:00:00Z'), 'Then');
    expect(await receive({ isDateSaid: true, date: '2026-11-12' })).toMatchObject({
      isPlanned: true,
      session: { title: 'Then' },
    });
    await plan(hours(0), 'Now');
    expect(await receive({ text: `${talk}.`, isDateSaid: true, date: '2026-11-13' })).toMatchObject({
      isPlanned: false,
    });
  });

  it('is asked about among several, and taken over once', async () => {
    const [one, two] = [await plan(hours(1), 'One'), await plan(hours(2), 'Two')];
    await plan(hours(1), 'Not mine', 'theo');
    const received = await receive();
    expect(received).toMatchObject({ isPlanned: false, choices: [{ id: one.id }, { id: two.id }] });
    const attach = (planned: string, who: CastName = 'cleo') =>
      attachSession(scene, scene.as(who), received.session.id, planned);
    expect(await codeOf(attach(two.id, 'omar'))).toBe('SESSION_001');
    expect(await attach(two.id)).toMatchObject({
      already: false,
      session: { id: received.session.id, title: 'Two' },
    });
    expect(await attach(two.id)).toMatchObject({ already: true });
    expect(await attach(one.id)).toMatchObject({ already: true, session: { title: 'Two' } });
  });

  it('that is named must be one’s own, and still without a transcript', async () => {
    const [mine, others] = [await plan(hours(100), 'Mine'), await plan(hours(1), 'Theirs', 'theo')];
    expect(await codeOf(receive({ plannedId: others.id }))).toBe('SESSION_010');
    expect(await codeOf(receive({ plannedId: 'nothing' }))).toBe('SESSION_010');
    expect(await receive({ plannedId: mine.id })).toMatchObject({
      isPlanned: true,
      session: { id: mine.id },
    });
    expect(await codeOf(receive({ text: `${talk}.`, plannedId: mine.id }))).toBe('SESSION_010');
  });

  it('is planned only with people who are known', async () => {
    const schedule = scheduleSession(scene, {
      actor: scene.as('cleo'),
      ...{
        at: hours(1),
        type: 'REGULAR',
        title: 'x',
        key: 'x',
        participants: [{ kind: 'client', id: 'nobody' }],
      },
    });
    expect(await codeOf(schedule)).toBe('SESSION_013');
  });
});

describe('who a speaker is', () => {
  const speakers = async () => {
    const { session } = await receive();
    const found = await scene.sessions.participants(scene.organizationId, session.id);
    const named = (name: string) => found.find((one) => one.name === name)?.id ?? '';
    return { pria: named('Pria Nair'), third: named('Speaker 3'), cleo: named('Cleo Coach') };
  };
  const say = (participantId: string, person: CastName | 'nobody', who: CastName = 'cleo') =>
    confirmParticipant(
      scene,
      scene.as(who),
      participantId,
      person === 'nobody' ? 'nobody' : { kind: 'user', id: scene.people[person].id },
    );

  it('nobody is matched before the answer; it may be said twice and changed', async () => {
    const { pria } = await speakers();
    expect(await scene.matches.find(scene.organizationId, pria)).not.toHaveProperty('userId');
    expect(await say(pria, 'priya')).toMatchObject({
      already: false,
      participant: { userId: scene.people.priya.id },
    });
    expect(await say(pria, 'priya')).toMatchObject({ already: true });
    expect(await say(pria, 'nobody')).toMatchObject({ already: false });
    expect(await scene.matches.find(scene.organizationId, pria)).not.toHaveProperty('userId');
    expect(await say(pria, 'nobody')).toMatchObject({ already: true });
  });

  it('is said by who may see the session only, and never for another’s client', async () => {
    const { pria, third, cleo } = await speakers();
    expect(await codeOf(say(pria, 'priya', 'priya'))).toBe('SESSION_011');
    expect(await codeOf(say(pria, 'priya', 'omar'))).toBe('SESSION_011');
    expect(await codeOf(say('unknown', 'priya'))).toBe('SESSION_011');
    expect(await codeOf(say(cleo, 'priya'))).toBe('SESSION_014');
    const theirs = await scene.clients.create({
      ...{
        organizationId: scene.organizationId,
        name: 'Aisha',
        timezone: 'UTC',
        tags: [],
        coachId: scene.people.omar.id,
      },
    });
    const client = (who: CastName) =>
      confirmParticipant(scene, scene.as(who), third, { kind: 'client', id: theirs.id });
    expect(await codeOf(client('cleo'))).toBe('SESSION_013');
    expect(await client('ada')).toMatchObject({ participant: { clientId: theirs.id } });
  });

  it('is one person for one speaker', async () => {
    const { pria, third } = await speakers();
    await say(pria, 'priya');
    expect(await codeOf(say(third, 'priya'))).toBe('SESSION_012');
    await say(pria, 'nobody');
    expect(await say(third, 'priya')).toMatchObject({ already: false });
  });
});
