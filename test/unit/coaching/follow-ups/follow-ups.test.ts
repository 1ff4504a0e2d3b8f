import { addClientAddress } from '../../../../src/coaching/follow-ups/add-address.ts';
import { cancelFollowUp, confirmArrival } from '../../../../src/coaching/follow-ups/cancel-follow-up.ts';
import { draftFollowUp } from '../../../../src/coaching/follow-ups/draft-follow-up.ts';
import { followUpKinds } from '../../../../src/coaching/follow-ups/follow-up.ts';
import { listFollowUps } from '../../../../src/coaching/follow-ups/list-follow-ups.ts';
import { openFollowUp } from '../../../../src/coaching/follow-ups/open-follow-up.ts';
import type {
  FollowUpEditor,
  FollowUpText,
  FollowUpWriter,
} from '../../../../src/coaching/follow-ups/ports.ts';
import { refineFollowUp } from '../../../../src/coaching/follow-ups/refine-follow-up.ts';
import { scheduleFollowUp } from '../../../../src/coaching/follow-ups/schedule-follow-up.ts';
import { undoFollowUp } from '../../../../src/coaching/follow-ups/undo-follow-up.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createFollowUpScene, linesOf, type FollowUpScene } from '../../../support/follow-up-scene.ts';

let scene: FollowUpScene;
beforeEach(async () => {
  scene = await createFollowUpScene();
});

const mail = { domain: 'coach.example' };
const by = (who: 'cleo' | 'ada' | 'theo' | 'daniel' | 'priya' = 'cleo') => ({
  actor: scene.as(who),
  surface: 'test',
});
const refine = (id: string, instruction: string, turnId = newId()) =>
  refineFollowUp(scene, { actor: scene.as('cleo'), id, instruction, turnId });

describe('a draft', () => {
  it('says what stands in the recipient’s own summary, and nothing of anybody else’s', async () => {
    for (const kind of followUpKinds) {
      const { body, recipient } = await scene.draft('priya', kind);
      expect(recipient).toEqual({ name: 'Priya Nair', userId: scene.people.priya.id });
      expect(body).toContain('- Repeat calls dropped from eleven to six');
      expect(body).toContain('- Write the closing question on a card (by Mon 23 Nov 2026)');
      for (const { text } of linesOf.daniel) expect(body).not.toContain(text.replace('.', ''));
      expect(body.includes('Still struggles')).toBe(kind === 'call_script');
    }
  });

  it('leaves out what another participant took on, though it stands in the summary', async () => {
    const summaryId = scene.summaryIds.zoe;
    const found = await scene.summaries.find(scene.organizationId, summaryId);
    const lines = [
      { owner: 'Daniel Osei', text: 'Print the cards.' },
      { owner: 'Zoe Client', text: 'Call Ann.' },
      { owner: 'Cleo Coach', text: 'Send the template.' },
      { owner: 'unassigned', text: 'Plan the next one.' },
    ].map((line, index) => ({
      ...line,
      id: String(index),
      section: 'actions' as const,
      evidence: [],
      source: 'coach' as const,
    }));
    const deps = {
      ...scene,
      summaries: { ...scene.summaries, find: () => Promise.resolve(found && { ...found, lines }) },
    };
    const { followUp } = await draftFollowUp(deps, {
      actor: scene.as('cleo'),
      summaryId,
      kind: 'email',
      turnId: newId(),
    });
    expect(followUp.body).toContain('- Call Ann\n- Send the template (Cleo Coach)\n- Plan the next one');
    expect(followUp.body).not.toContain('cards');
  });

  it('comes from an approved summary only', async () => {
    const draft = draftFollowUp(scene, {
      actor: scene.as('cleo'),
      summaryId: scene.summaryIds.nadia,
      kind: 'email',
      turnId: newId(),
    });
    await expect(draft).rejects.toMatchObject({ code: 'FOLLOWUP_002' });
  });

  it('is for those who may write the summary: not for its participant, nor for another', async () => {
    const draftBy = (who: 'priya' | 'daniel' | 'ada') =>
      draftFollowUp(scene, {
        actor: scene.as(who),
        summaryId: scene.summaryIds.priya,
        kind: 'email',
        turnId: newId(),
      });
    await expect(draftBy('priya')).rejects.toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
    await expect(draftBy('daniel')).rejects.toMatchObject({ code: 'SUMMARY_NOT_FOUND' });
    await expect(draftBy('ada')).resolves.toMatchObject({ followUp: { authorId: scene.people.ada.id } });
    const { id } = await scene.draft();
    await expect(openFollowUp(scene, scene.as('priya'), id)).rejects.toMatchObject({ code: 'FOLLOWUP_001' });
    expect(await listFollowUps(scene, scene.as('daniel'))).toEqual([]);
    expect(await listFollowUps(scene, scene.as('cleo'))).toHaveLength(2);
  });

  it('is made once a turn', async () => {
    const turnId = newId();
    expect((await scene.draft('priya', 'email', turnId)).id).toBe(
      (await scene.draft('priya', 'email', turnId)).id,
    );
  });

  const writer = (text: FollowUpText | 'failed'): FollowUpWriter => ({ polish: () => Promise.resolve(text) });
  const polished = async (text: FollowUpText | 'failed') => {
    const deps = { ...scene, writer: writer(text) };
    return draftFollowUp(deps, {
      actor: scene.as('cleo'),
      summaryId: scene.summaryIds.priya,
      kind: 'email',
      turnId: newId(),
    });
  };

  it('is polished by a model that adds nothing', async () => {
    const body = 'Hi Priya,\n\nyou closed every ticket before Friday. Well done!\n\nBest,\nCleo Coach';
    const { followUp, notice } = await polished({ subject: 'Closing\r\nwell', body });
    expect(followUp).toMatchObject({ body, subject: 'Closing well' });
    expect(notice).toBeUndefined();
  });

  it.each([
    ['model-invented', { subject: 'After', body: 'Hi Priya, Daniel was late on Tuesday.' }],
    ['model-invented', { subject: 'After', body: '' }],
    ['model-failed', 'failed' as const],
  ])('keeps the template’s words where the model invents or fails: %s', async (why, text) => {
    const { followUp, notice } = await polished(text);
    expect(notice).toBe(why);
    expect(followUp.body).toContain('- Repeat calls dropped from eleven to six');
    expect(followUp.body).not.toContain('Daniel');
  });
});

describe('a change', () => {
  it('is a version, made once a turn; undo goes back step by step', async () => {
    const { id, subject, body } = await scene.draft();
    const turnId = newId();
    const first = await refine(id, 'change the subject to Plan', turnId);
    expect(first).toMatchObject({
      kind: 'changed',
      followUp: { version: 2, subject: 'Plan' },
      before: { subject },
    });
    expect(await refine(id, 'change the subject to Plan', turnId)).toMatchObject({
      kind: 'changed',
      followUp: { version: 2 },
    });
    await refine(id, 'add: See you.');
    const undo = (turn = newId()) => undoFollowUp(scene, { actor: scene.as('cleo'), id, turnId: turn });
    expect(await undo()).toMatchObject({
      kind: 'undone',
      request: 'add: See you.',
      followUp: { version: 4, subject: 'Plan', body },
    });
    expect(await undo()).toMatchObject({ kind: 'undone', followUp: { version: 5, subject, body } });
    expect(await undo()).toMatchObject({ kind: 'nothing-to-undo' });
    await refine(id, 'change the subject to Other');
    expect(await undo()).toMatchObject({ kind: 'undone', followUp: { subject, body } });
  });

  it('says when nothing changes, and refuses an older version', async () => {
    const { id, subject } = await scene.draft();
    expect(await refine(id, `change the subject to ${subject}`)).toMatchObject({ kind: 'nothing-changed' });
    await refine(id, 'warmer');
    const stale = refineFollowUp(scene, {
      actor: scene.as('cleo'),
      id,
      instruction: 'shorter',
      expected: 1,
      turnId: newId(),
    });
    await expect(stale).rejects.toMatchObject({ code: 'FOLLOWUP_003' });
  });

  it('by a model may say what the coach dictated, and nothing that nobody said', async () => {
    const { id, body } = await scene.draft();
    const editor = (said: string): FollowUpEditor => ({
      edit: ({ text }) =>
        Promise.resolve({
          kind: 'changed',
          byModel: true,
          text: { ...text, body: `${text.body}\n\n${said}` },
        }),
    });
    const ask = (said: string, instruction: string) =>
      refineFollowUp(
        { ...scene, editor: editor(said) },
        { actor: scene.as('cleo'), id, instruction, turnId: newId() },
      );
    expect(await ask('Management decided about budget increases.', 'more formal')).toMatchObject({
      kind: 'invented',
    });
    expect((await scene.followUps.find(scene.organizationId, id))?.body).toBe(body);
    expect(
      await ask('Call Mrs. Okafor on Thursday.', 'add that she should call Mrs. Okafor on Thursday'),
    ).toMatchObject({ kind: 'changed' });
  });
});

describe('sending', () => {
  const deps = () => ({ ...scene, mail });
  const soon = () => new Date(scene.clock.now().getTime() + 60_000);

  it('is scheduled, moved and stopped; the log says who did', async () => {
    const { id } = await scene.draft();
    await scheduleFollowUp(deps(), { ...by(), id, at: soon() });
    const { followUp } = await scheduleFollowUp(deps(), { ...by('ada'), id, at: 'now' });
    expect(followUp).toMatchObject({
      status: 'scheduled',
      dueAt: scene.clock.now(),
      messageId: `<${id}@coach.example>`,
    });
    await cancelFollowUp(scene, { ...by(), id });
    await cancelFollowUp(scene, { ...by(), id });
    const actions = (await scene.audited(scene.organizationId)).map(({ action }) => action);
    expect(actions).toEqual(['follow_up.schedule', 'follow_up.schedule', 'follow_up.cancel']);
  });

  it('is refused with the reason', async () => {
    const { id } = await scene.draft();
    const at = (when: Date | 'now', one = id) => scheduleFollowUp(deps(), { ...by(), id: one, at: when });
    await expect(at(new Date(scene.clock.now().getTime() - 1))).rejects.toMatchObject({
      code: 'FOLLOWUP_007',
    });
    await expect(at('now', (await scene.draft('priya', 'text')).id)).rejects.toMatchObject({
      code: 'FOLLOWUP_005',
    });
    await expect(scheduleFollowUp(scene, { ...by(), id, at: 'now' })).rejects.toMatchObject({
      code: 'MAIL_001',
      userMessage: expect.stringContaining('SMTP_URL') as string,
    });
    await expect(scheduleFollowUp(deps(), { ...by('daniel'), id, at: 'now' })).rejects.toMatchObject({
      code: 'FOLLOWUP_001',
    });
    await refine(id, 'warmer');
    await expect(scheduleFollowUp(deps(), { ...by(), id, expected: 1, at: 'now' })).rejects.toMatchObject({
      code: 'FOLLOWUP_003',
    });
    await scheduleFollowUp(deps(), { ...by(), id, at: 'now' });
    await scene.followUps.claim(scene.organizationId, id, scene.clock.now());
    await expect(at('now')).rejects.toMatchObject({ code: 'FOLLOWUP_009' });
    await expect(cancelFollowUp(scene, { ...by(), id })).rejects.toMatchObject({ code: 'FOLLOWUP_009' });
    await expect(refine(id, 'shorter')).rejects.toMatchObject({ code: 'FOLLOWUP_004' });
    await expect(confirmArrival(scene, { ...by(), id })).rejects.toMatchObject({ code: 'FOLLOWUP_009' });
  });

  it('to a client waits for an address, which the coach can add', async () => {
    const { id } = await scene.draft('zoe');
    const send = () => scheduleFollowUp(deps(), { ...by(), id, at: 'now' });
    await expect(send()).rejects.toMatchObject({
      code: 'FOLLOWUP_006',
      userMessage: expect.stringContaining('Add address') as string,
    });
    const add = (address: string) => addClientAddress(scene, { ...by(), id, address });
    for (const wrong of [
      'zoe',
      'zoe@localhost',
      'a@b.example, c@d.example',
      'Zoe <zoe@client.example>',
      'zoe@client.example\r\nBcc: x@y.example',
      '.z@client.example',
    ]) {
      await expect(add(wrong)).rejects.toMatchObject({ code: 'FOLLOWUP_010' });
    }
    await add(' Zoe@Client.example ');
    expect((await send()).contact).toMatchObject({
      address: 'zoe@client.example',
      timezone: 'America/New_York',
    });
    const other = await scene.clients.create({
      organizationId: scene.organizationId,
      name: 'Zoran',
      timezone: 'UTC',
      tags: [],
    });
    expect(other.email).toBeUndefined();
    await expect(
      addClientAddress(scene, { ...by('daniel'), id, address: 'x@y.example' }),
    ).rejects.toMatchObject({ code: 'FOLLOWUP_001' });
  });

  it('to a user without an account any more names the admin', async () => {
    const { id } = await scene.draft();
    const gone = {
      ...scene.users,
      findById: () => Promise.resolve({ ...scene.people.priya, status: 'TERMINATED' as const }),
    };
    const send = scheduleFollowUp({ ...deps(), users: gone }, { ...by(), id, at: 'now' });
    await expect(send).rejects.toMatchObject({
      code: 'FOLLOWUP_006',
      userMessage: expect.stringContaining('Ada Admin') as string,
    });
  });
});
