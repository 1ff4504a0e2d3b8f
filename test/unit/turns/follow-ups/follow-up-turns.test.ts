import type { Audience } from '../../../../src/coaching/access/audience.ts';
import { scheduleFollowUp } from '../../../../src/coaching/follow-ups/schedule-follow-up.ts';
import type { MailOutcome, MailTransport } from '../../../../src/coaching/follow-ups/mail-ports.ts';
import { formatFollowUpReference } from '../../../../src/coaching/follow-ups/follow-up-reference.ts';
import { chronoMomentReader } from '../../../../src/models/follow-ups/chrono-moment-reader.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { createDeliverer } from '../../../../src/turns/deliverer.ts';
import { createFollowUpActions } from '../../../../src/turns/follow-ups/follow-up-actions.ts';
import { createFollowUpForms } from '../../../../src/turns/follow-ups/follow-up-form-turns.ts';
import { createFollowUpPoster } from '../../../../src/turns/follow-ups/follow-up-poster.ts';
import { createFollowUpTalk } from '../../../../src/turns/follow-ups/follow-up-talk.ts';
import { createReply } from '../../../../src/turns/reply.ts';
import type { ContextOf } from '../../../../src/turns/turn-context.ts';
import type { Turn } from '../../../../src/turns/turn.ts';
import { createSendFollowUpHandler } from '../../../../src/workers/jobs/send-follow-up.handler.ts';
import { FakeChatPlatform, unavailable } from '../../../support/fakes/chat-platform.ts';
import { createFollowUpScene } from '../../../support/follow-up-scene.ts';
import type { CastName } from '../../../support/world.ts';

const direct = { key: 'slack:T1:D1:1.1', kind: 'direct' as const, channelId: 'D1', threadId: '1.1' };
const running = new AbortController().signal;

async function open() {
  const scene = await createFollowUpScene();
  const { organizationId, clock } = scene;
  const platform = new FakeChatPlatform({ clock });
  const platforms = new Map([[platform.platform, platform]]);
  const deliverer = createDeliverer(scene);
  const enqueued: { name: string; payload: unknown; delayMs?: number }[] = [];
  const queue = {
    enqueue: (name: string, payload: unknown, options: { delayMs?: number } = {}) => {
      enqueued.push({
        name,
        payload,
        ...(options.delayMs === undefined ? {} : { delayMs: options.delayMs }),
      });
      return Promise.resolve();
    },
  };
  const outcomes: MailOutcome[] = [];
  const sent: string[] = [];
  const mail: MailTransport = {
    domain: 'coach.example',
    verify: () => Promise.resolve(),
    async send({ to }, { beforeHandOver }) {
      const outcome = outcomes.shift() ?? { kind: 'accepted' as const };
      if (outcome.kind !== 'refused' && !(await beforeHandOver())) return { kind: 'withheld' };
      if (outcome.kind === 'accepted') sent.push(to.address);
      return outcome;
    },
  };
  const parts = { ...scene, mail, platforms, deliverer, queue };
  const poster = createFollowUpPoster(parts);
  const deps = { ...parts, poster, moments: chronoMomentReader };
  await scene.sessions.bindThread(organizationId, scene.sessionId, direct.key);
  await scene.references.save(organizationId, { platform: 'slack', installationId: 'T1', place: direct });

  /** A turn of somebody, in the coach's direct message unless others are present. */
  function context<K extends Turn['kind']>(
    turn: { kind: K } & Record<string, unknown>,
    who: CastName = 'cleo',
    shared?: CastName[],
  ) {
    const actor = scene.as(who);
    const place = shared === undefined ? direct : { ...direct, kind: 'channel' as const };
    const target = { installationId: 'T1', place };
    const audience: Audience =
      shared === undefined
        ? { kind: 'direct', actor }
        : {
            kind: 'shared',
            actor,
            members: shared.map((one) => scene.as(one)),
            complete: true,
            label: '#team',
          };
    const eventId = newId();
    const reply = createReply({
      deliverer,
      platform,
      target,
      organizationId,
      turnId: eventId,
      platformUserId: `U-${who}`,
      lost: running,
    });
    return {
      event: { id: eventId, attempts: 1 },
      turn: { platform: 'slack', place, messageId: 'm', ...turn },
      ...{ actor, audience, platform, target, reply, signal: running, logger: scene.logger },
      organization: { id: organizationId, name: 'O', isDemo: false, requireOffline: false },
    } as unknown as ContextOf<K>;
  }
  const talk = createFollowUpTalk(deps);
  const actions = createFollowUpActions(deps);
  const forms = createFollowUpForms(deps);
  const handler = createSendFollowUpHandler({
    ...deps,
    pace: { nextSlot: () => Promise.resolve(clock.now()) },
  });
  const newest = async () => {
    const [followUp] = await scene.followUps.list(organizationId);
    if (followUp === undefined) throw new Error('nothing was drafted');
    return followUp;
  };
  const shown = (view: string) => platform.seen().filter(({ message }) => message?.view === view);
  return {
    ...{ scene, platform, actions, forms, enqueued, outcomes, sent, newest, shown, context },
    say: (text: string, who?: CastName) => talk(context({ kind: 'message', text }, who)),
    press: (action: keyof typeof actions, value: string, who?: CastName) =>
      actions[action](context({ kind: 'action', value }, who)),
    work: async () => {
      const { id } = await newest();
      await handler({ organizationId, followUpId: id }, running);
    },
  };
}

const textOf = (message: unknown): string => JSON.stringify(message);

it('shows a draft to its coach alone where others may not see the session, and tells nothing there later', async () => {
  const { scene, actions, context, platform, newest, work, outcomes, press } = await open();
  const value = `${scene.summaryIds.priya}:email`;
  await actions['follow-up.draft'](context({ kind: 'action', value }, 'cleo', ['cleo', 'daniel']));
  const [card] = platform.seen();
  expect(card).toMatchObject({ onlyFor: 'U-cleo', message: { view: 'follow-up.card' } });
  const followUp = await newest();
  expect(followUp.conversationKey).toBeUndefined();
  outcomes.push({ kind: 'refused', trouble: 'recipient', again: false });
  await press('follow-up.send', formatFollowUpReference(followUp));
  const before = platform.seen().length;
  await work();
  expect(await newest()).toMatchObject({ status: 'failed' });
  expect(platform.seen()).toHaveLength(before);
});

it('refuses a button to those who may not write the summary', async () => {
  const { scene, press, platform, newest } = await open();
  await scene.draft();
  const { id } = await newest();
  for (const action of [
    'follow-up.send',
    'follow-up.cancel',
    'follow-up.undo',
    'follow-up.arrived',
  ] as const) {
    await press(action, `${id}:1`, 'priya');
  }
  await press('follow-up.choose', scene.summaryIds.priya, 'daniel');
  await press('follow-up.draft', `${scene.summaryIds.priya}:email`, 'daniel');
  expect(platform.views()).toEqual(Array.from({ length: 6 }, () => 'talk.failure'));
  expect(await newest()).toMatchObject({ status: 'draft' });
});

it('says what a broken button is', async () => {
  const { press, platform } = await open();
  for (const value of ['', 'x', `${newId()}:0`, `${newId()}:poem`]) {
    await press('follow-up.send', value);
    await press('follow-up.draft', value);
    await press('follow-up.at', `${newId()}:1`);
  }
  expect(new Set(platform.views())).toEqual(new Set(['talk.failure']));
});

it('follows one draft from words to the mailbox', async () => {
  const { say, newest, platform, shown, press, work, enqueued, sent } = await open();
  expect(await say('shorter')).toBe(false);
  expect(await say('draft a follow-up email to Priya')).toBe(true);
  expect(await say('change the subject to Plan')).toBe(true);
  expect(await newest()).toMatchObject({ version: 2, subject: 'Plan' });
  // The card above follows.
  expect(textOf(shown('follow-up.card')[0]?.message)).toContain('Plan');
  expect(await say('what did she say about cards?')).toBe(false);
  await say('send it');
  expect(shown('follow-up.ask')).toHaveLength(1);
  expect(sent).toEqual([]);
  await press('follow-up.send', formatFollowUpReference(await newest()));
  expect(enqueued.map(({ name }) => name)).toEqual(['follow-up.send']);
  await work();
  await work();
  expect(sent).toEqual(['priya@example.test']);
  expect(textOf(shown('follow-up.card')[0]?.message)).toContain('Sent on Fri 20 Nov 2026');
  expect(await say('shorter')).toBe(false);
  expect(platform.views().filter((view) => view === 'follow-up.card')).toHaveLength(1);
});

it('is about the summary again once another one was chosen, or somebody else is addressed', async () => {
  const { say, scene, newest } = await open();
  await say('draft a text message to Priya');
  expect(await say('Daniel: shorter')).toBe(false);
  expect(await say('Priya: add: See you.')).toBe(true);
  expect((await newest()).body).toContain('See you.');
  scene.clock.advance(1_000);
  await scene.sessions.setFocus(
    scene.organizationId,
    direct.key,
    scene.people.cleo.id,
    scene.summaryIds.nadia,
  );
  expect(await say('shorter')).toBe(false);
});

it('asks whose is meant, among those whose summary is approved', async () => {
  const { say, shown } = await open();
  await say('draft a recap');
  const [which] = shown('follow-up.which');
  expect(textOf(which?.message)).toMatch(/Priya Nair.*Daniel Osei.*Zoe Client/);
  expect(textOf(which?.message)).not.toContain('Nadia');
});

it('leaves words of others to others: no session here, or not theirs to see', async () => {
  const { say, platform } = await open();
  expect(await say('draft a follow-up email to Priya', 'daniel')).toBe(false);
  expect(platform.seen()).toEqual([]);
});

it.each([
  ['failed', { kind: 'refused', trouble: 'recipient', again: false }, 'was not sent'],
  ['unconfirmed', { kind: 'unknown' }, 'It may have arrived'],
] as const)('tells once that one is %s, however often the job runs', async (status, outcome, words) => {
  const { say, press, newest, outcomes, work, shown, sent } = await open();
  await say('draft an email to Priya');
  outcomes.push(outcome);
  await press('follow-up.send', formatFollowUpReference(await newest()));
  await work();
  await work();
  expect(await newest()).toMatchObject({ status });
  const told = shown('follow-up.trouble');
  expect(told).toHaveLength(1);
  expect(textOf(told[0]?.message)).toContain(words);
  // And a person decides.
  if (status === 'unconfirmed') await press('follow-up.arrived', formatFollowUpReference(await newest()));
  else {
    await press('follow-up.send', formatFollowUpReference(await newest()));
    await work();
    expect(sent).toEqual(['priya@example.test']);
  }
  expect(await newest()).toMatchObject({ status: 'sent' });
});

it('tells later where the platform is away', async () => {
  const { say, press, newest, work, platform, enqueued, shown, sent } = await open();
  await say('draft an email to Priya');
  await press('follow-up.send', formatFollowUpReference(await newest()));
  enqueued.splice(0);
  platform.failNext({ call: 'update', when: 'before', error: unavailable(7_000) });
  await work();
  expect(enqueued).toMatchObject([{ name: 'follow-up.send', delayMs: 7_000 }]);
  await work();
  expect(textOf(shown('follow-up.card')[0]?.message)).toContain('Sent on');
  expect(sent).toHaveLength(1);
});

describe('the forms', () => {
  it('take a moment in the recipient’s zone, and refuse what is past', async () => {
    const { scene, forms, context, newest } = await open();
    await scene.clients.update(scene.organizationId, scene.client.id, { email: 'zoe@client.example' });
    const followUp = await scene.draft('zoe');
    const reference = formatFollowUpReference(followUp);
    const cleo = scene.as('cleo');
    const query = forms.queries['follow-up.schedule'];
    const form = await query?.open(cleo, reference);
    expect(form?.intro).toContain('America/New_York');
    const check = (values: Record<string, string>) => query?.validate(cleo, reference, values);
    expect(await check({ date: '2026-11-20', time: '04:00' })).toEqual({
      time: expect.stringContaining('past') as string,
    });
    expect(await check({ date: 'soon', time: '09:00' })).toHaveProperty('date');
    expect(await check({ date: '2026-11-20', time: '04:30' })).toEqual({});
    const values = { date: '2026-11-23', time: '09:00' };
    await forms.forms['follow-up.schedule'](context({ kind: 'form', context: reference, values }));
    expect(await newest()).toMatchObject({
      status: 'scheduled',
      scheduledFor: new Date('2026-11-23T14:00:00Z'),
    });
    await expect(query?.open(scene.as('priya'), reference)).rejects.toMatchObject({ code: 'FOLLOWUP_001' });
  });

  it('take a client’s address, after which it can be sent', async () => {
    const { scene, forms, context, shown, newest } = await open();
    await scene.draft('zoe');
    const reference = formatFollowUpReference(await newest());
    const query = forms.queries['follow-up.address'];
    expect(await query?.validate(scene.as('cleo'), reference, { address: 'zoe' })).toHaveProperty('address');
    await forms.actions['follow-up.address'](context({ kind: 'action', value: reference }));
    expect(shown('follow-up.form')).toHaveLength(1);
    await forms.forms['follow-up.address'](
      context({ kind: 'form', context: reference, values: { address: 'zoe@client.example' } }),
    );
    const { contact } = await scheduleFollowUp(
      { ...scene, mail: { domain: 'x.example' } },
      { actor: scene.as('cleo'), id: (await newest()).id, at: 'now', surface: 'test' },
    );
    expect(contact.address).toBe('zoe@client.example');
  });
});
