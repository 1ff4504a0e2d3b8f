import fc from 'fast-check';
import type { ActionDeps } from '../../../../src/coaching/actions/action-access.ts';
import { isOverdue, type ActionItem } from '../../../../src/coaching/actions/action-item.ts';
import {
  cancelAction,
  completeAction,
  reopenAction,
  sendBackAction,
  verifyAction,
} from '../../../../src/coaching/actions/complete-action.ts';
import {
  createActionItem,
  draftActionItem,
  giveActionItem,
} from '../../../../src/coaching/actions/create-action-item.ts';
import { listActions, type ListActions } from '../../../../src/coaching/actions/list-actions.ts';
import { reportBlocker, reportProgress } from '../../../../src/coaching/actions/report-action.ts';
import { whoIsTold } from '../../../../src/coaching/actions/who-is-told.ts';
import { dayIn } from '../../../../src/coaching/people/day-in.ts';
import { createSessionScene } from '../../../support/session-scene.ts';
import type { CastName } from '../../../support/world.ts';

async function open(options: { bonds?: ActionDeps['bonds'] } = {}) {
  const scene = await createSessionScene();
  const deps = {
    ...scene,
    items: scene.actions,
    bonds: options.bonds ?? {
      latestWith: () => Promise.resolve(undefined),
      peopleOf: () => Promise.resolve([]),
    },
  };
  let keys = 0;
  return {
    scene,
    deps,
    make: async (by: CastName, owner: CastName, fields: { title?: string; dueOn?: string } = {}) =>
      createActionItem(deps, {
        actor: scene.as(by),
        ownerId: scene.people[owner].id,
        fields: { title: 'Call back ACME', ...fields },
        key: `turn-${(keys += 1)}`,
        surface: 'slack',
      }),
    by: (who: CastName, item: ActionItem) => ({ actor: scene.as(who), itemId: item.id, surface: 'slack' }),
    list: async (who: CastName, list: Partial<ListActions> = {}) => {
      const whole = { whose: 'mine' as const, filter: 'open' as const, page: 0, ...list };
      return (await listActions(deps, scene.as(who), whole)).items.map(({ title }) => title);
    },
  };
}

describe('who may give an item to whom', () => {
  it('leaders to people they lead, admins to everybody, everyone to themselves', async () => {
    const { make } = await open();
    for (const [by, owner] of [
      ['theo', 'priya'],
      ['maya', 'priya'],
      ['maya', 'theo'],
      ['ada', 'omar'],
      ['priya', 'priya'],
    ] as const)
      expect((await make(by, owner)).item).toMatchObject({ state: 'open' });
    for (const [by, owner] of [
      ['priya', 'theo'],
      ['omar', 'priya'],
      ['cleo', 'priya'],
      ['theo', 'maya'],
      ['priya', 'daniel'],
    ] as const)
      await expect(make(by, owner)).rejects.toMatchObject({ code: 'ACTION_004' });
  });

  it('a coach to people of their sessions, and it belongs to the newest of those', async () => {
    const { make, scene, deps, by } = await open();
    const session = await scene.upload();
    deps.bonds = { ...deps.bonds, latestWith: () => Promise.resolve(session.id) };
    const { item } = await make('cleo', 'priya');
    expect(item.sessionId).toBe(session.id);
    await completeAction(deps, by('priya', item));
    expect((await verifyAction(deps, by('cleo', item))).item.state).toBe('verified');
  });

  it('the same turn again makes no second one', async () => {
    const { deps, scene, list } = await open();
    const input = {
      ...{ actor: scene.as('theo'), ownerId: scene.people.priya.id, key: 'turn', surface: 'slack' },
      fields: { title: 'Once' },
    };
    const [one, other] = await Promise.all([createActionItem(deps, input), createActionItem(deps, input)]);
    expect(one.item.id).toBe(other.item.id);
    expect(await list('priya')).toEqual(['Once']);
  });

  it.each([
    [{ title: '  ' }, 'ACTION_005'],
    [{ title: 'x', dueOn: '2026-02-30' }, 'ACTION_003'],
  ])('%j is refused with %s', async (fields, code) => {
    const { make } = await open();
    await expect(make('priya', 'priya', fields)).rejects.toMatchObject({ code });
  });
});

it('a draft for somebody else is in nobody’s list until its maker’s button gives it, once', async () => {
  const { deps, scene, list, by } = await open();
  const ownerId = scene.people.priya.id;
  const draft = { actor: scene.as('theo'), ownerId, fields: { title: 'Drafted' }, key: 'turn' };
  const { item } = await draftActionItem(deps, draft);
  expect(await list('priya')).toEqual([]);
  expect(await list('theo', { whose: 'team' })).toEqual([]);
  const give = (who: CastName) =>
    giveActionItem(deps, { actor: scene.as(who), itemId: item.id, ownerId, surface: 'slack' });
  // Not by somebody else who leads her, and not for whom one does not lead.
  await expect(give('maya')).rejects.toMatchObject({ code: 'ACTION_001' });
  await expect(give('omar')).rejects.toMatchObject({ code: 'ACTION_004' });
  expect(await give('theo')).toMatchObject({ already: false });
  expect(await give('theo')).toMatchObject({ already: true });
  expect(await list('priya')).toEqual(['Drafted']);
  await cancelAction(deps, by('theo', item));
  expect(await list('priya')).toEqual([]);
  // The button of before is late.
  await expect(give('theo')).resolves.toMatchObject({ already: true, item: { state: 'cancelled' } });
});

describe('from open to verified', () => {
  it('progress with a note, done with a note, verified by the leader', async () => {
    const { deps, make, by } = await open();
    const { item } = await make('theo', 'priya');
    expect(
      await reportProgress(deps, { ...by('priya', item), progress: 50, note: 'Called twice' }),
    ).toMatchObject({ state: 'in_progress', progress: 50, progressNotes: 'Called twice' });
    const done = await completeAction(deps, { ...by('priya', item), notes: 'They are happy' });
    expect(done.item).toMatchObject({ state: 'completed', progress: 100, completionNotes: 'They are happy' });
    expect((await completeAction(deps, by('priya', item))).already).toBe(true);
    await expect(verifyAction(deps, by('priya', item))).rejects.toMatchObject({ code: 'ACTION_007' });
    const verified = await verifyAction(deps, by('theo', item));
    expect(verified.item).toMatchObject({ state: 'verified', verifiedBy: by('theo', item).actor.id });
    // Late presses change nothing, and say what it is by now.
    await expect(reportProgress(deps, { ...by('priya', item), progress: 25 })).rejects.toMatchObject({
      code: 'ACTION_006',
      userMessage: expect.stringContaining('verified by now') as string,
    });
    await expect(reopenAction(deps, by('priya', item))).rejects.toMatchObject({ code: 'ACTION_006' });
    expect((await reopenAction(deps, by('theo', item))).item).toMatchObject({ state: 'open', progress: 0 });
  });

  it('sent back with words it is under way again, for the same turn once', async () => {
    const { deps, make, by } = await open();
    const { item } = await make('theo', 'priya');
    await completeAction(deps, by('priya', item));
    const words = 'The refund is still missing';
    const back = await sendBackAction(deps, { ...by('theo', item), words });
    expect(back).toMatchObject({ already: false, item: { state: 'in_progress', completionNotes: words } });
    expect(back.item).not.toHaveProperty('completedAt');
    expect(await sendBackAction(deps, { ...by('theo', item), words })).toMatchObject({ already: true });
  });

  it('of two at once one wins, and the other hears how it is', async () => {
    const { deps, make, by } = await open();
    const { item } = await make('theo', 'priya');
    await completeAction(deps, by('priya', item));
    const both = await Promise.allSettled([
      verifyAction(deps, by('theo', item)),
      sendBackAction(deps, { ...by('maya', item), words: 'Not yet' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a blocker is news once', async () => {
    const { deps, make, by } = await open();
    const { item } = await make('theo', 'priya');
    const block = (words: string) => reportBlocker(deps, { ...by('priya', item), words });
    expect(await block('No access to the till')).toMatchObject({ isNew: true });
    expect(await block('No access to the till')).toMatchObject({ isNew: false });
    expect(await block('')).toMatchObject({ isNew: false });
    expect(await block('The till is broken')).toMatchObject({ isNew: true });
    await expect(reportBlocker(deps, { ...by('theo', item), words: 'x' })).rejects.toMatchObject({
      code: 'ACTION_008',
    });
    await completeAction(deps, by('priya', item));
    expect(await deps.items.find(item.organizationId, item.id)).not.toHaveProperty('blockers');
  });

  it('who did what stands in the audit log, with ids alone', async () => {
    const { deps, scene, make, by } = await open();
    const { item } = await make('theo', 'priya');
    await reportBlocker(deps, { ...by('priya', item), words: 'SECRET' });
    await completeAction(deps, by('priya', item));
    await verifyAction(deps, by('theo', item));
    const log = await scene.audited(scene.organizationId);
    expect(log.map(({ action, actorId, subjectId }) => [action, actorId, subjectId])).toEqual([
      ['action.create', scene.people.theo.id, item.id],
      ['action.block', scene.people.priya.id, item.id],
      ['action.complete', scene.people.priya.id, item.id],
      ['action.verify', scene.people.theo.id, item.id],
    ]);
    expect(JSON.stringify(log)).not.toContain('SECRET');
  });
});

it('somebody else’s item is as if it were not there', async () => {
  const { deps, make, by } = await open();
  const { item } = await make('theo', 'priya');
  for (const who of ['omar', 'daniel', 'cleo'] as const) {
    for (const verb of [completeAction, verifyAction, reopenAction, cancelAction])
      await expect(verb(deps, by(who, item))).rejects.toMatchObject({ code: 'ACTION_001' });
  }
  // What somebody was given they cannot take off their list.
  await expect(cancelAction(deps, by('priya', item))).rejects.toMatchObject({ code: 'ACTION_007' });
});

describe('overdue is worked out where the owner lives (pending, and due yesterday there)', () => {
  it.each([
    // Midnight in New York, after the clocks went back.
    ['America/New_York', '2026-11-01', '2026-11-02T04:59:00Z', false],
    ['America/New_York', '2026-11-01', '2026-11-02T05:01:00Z', true],
    // Tokyo is ahead.
    ['Asia/Tokyo', '2026-11-20', '2026-11-20T14:59:00Z', false],
    ['Asia/Tokyo', '2026-11-20', '2026-11-20T15:01:00Z', true],
    // In London on the day that the clocks went forward.
    ['Europe/London', '2026-03-28', '2026-03-28T23:59:00Z', false],
    ['Europe/London', '2026-03-29', '2026-03-29T22:59:00Z', false],
    ['Europe/London', '2026-03-29', '2026-03-29T23:01:00Z', true],
    ['Pacific/Kiritimati', '2026-11-20', '2026-11-20T10:01:00Z', true],
  ])('%s, due %s, at %s: %s', (timezone, dueOn, at, overdue) => {
    const today = dayIn(new Date(at), timezone);
    expect(isOverdue({ state: 'open', dueOn }, today)).toBe(overdue);
    expect(isOverdue({ state: 'in_progress', dueOn }, today)).toBe(overdue);
    for (const state of ['completed', 'verified', 'cancelled'] as const)
      expect(isOverdue({ state, dueOn }, today)).toBe(false);
  });

  it('never before the day is over there, and always after', () => {
    const zones = [
      'America/New_York',
      'Asia/Tokyo',
      'Europe/London',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
    ];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        (at, timezone) => {
          const today = dayIn(at, timezone);
          expect(isOverdue({ state: 'open', dueOn: today }, today)).toBe(false);
          const before = dayIn(new Date(at.getTime() - 25 * 3_600_000), timezone);
          expect(isOverdue({ state: 'open', dueOn: before }, today)).toBe(true);
        },
      ),
    );
  });

  it('in lists too: mine, my team’s, one person’s', async () => {
    const { list, make, scene } = await open();
    await make('theo', 'priya', { title: 'Late', dueOn: '2026-11-19' });
    await make('theo', 'priya', { title: 'Due today', dueOn: '2026-11-20' });
    await make('omar', 'daniel', { title: 'Not Theo’s', dueOn: '2026-11-01' });
    const late = { filter: 'overdue' as const };
    expect(await list('priya', late)).toEqual(['Late']);
    expect(await list('theo', { ...late, whose: 'team' })).toEqual(['Late']);
    expect(await list('maya', { ...late, whose: { userId: scene.people.priya.id } })).toEqual(['Late']);
    await expect(list('theo', { whose: { userId: scene.people.daniel.id } })).rejects.toMatchObject({
      code: 'ACTION_004',
    });
    await expect(list('priya', { whose: 'team' })).rejects.toMatchObject({ code: 'ACTION_010' });
  });

  it('a page that is gone by now is the first', async () => {
    const { list, make } = await open();
    await make('priya', 'priya', { title: 'Only one' });
    expect(await list('priya', { page: 3 })).toEqual(['Only one']);
  });
});

describe('who hears of a blocker', () => {
  it('who gave it, as long as they lead the person; else the nearest leader', async () => {
    const { deps, make, scene } = await open();
    const { theo, maya } = scene.people;
    expect(await whoIsTold(deps, (await make('maya', 'priya')).item)).toBe(maya.id);
    expect(await whoIsTold(deps, (await make('priya', 'priya')).item)).toBe(theo.id);
    const { item } = await make('theo', 'priya');
    expect(await whoIsTold(deps, { ...item, createdBy: scene.people.omar.id })).toBe(theo.id);
  });
});
