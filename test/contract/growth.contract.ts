import { contentOf } from '../../src/coaching/growth/goal.ts';
import type { Owner } from '../../src/coaching/people/owner.ts';
import type { GrowthRepository } from '../../src/coaching/growth/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type World } from '../support/world.ts';

export interface GrowthWorld {
  world: World;
  growth: GrowthRepository;
}

const at = new Date('2026-11-20T09:00:00Z');
const later = new Date('2026-11-20T10:00:00Z');
const dueAt = new Date('2026-11-27T09:00:00Z');
const first = { date: '2026-11-27', time: '09:00' };

/** Goals with their steps, notes and check-ins. */
export function growthContract(open: () => Promise<GrowthWorld>): void {
  let world: World;
  let growth: GrowthRepository;
  let priya: Owner;
  let others: Owner[];
  beforeAll(async () => {
    ({ world, growth } = await open());
    const { people, organizationId } = await peopledOrganization(world, 'T1');
    const elsewhere = await peopledOrganization(world, 'T2');
    priya = { organizationId, userId: people.priya.id };
    others = [
      { organizationId, userId: people.theo.id },
      { organizationId, userId: people.ada.id },
      { organizationId: elsewhere.organizationId, userId: people.priya.id },
    ];
  });
  afterAll(() => world.close());

  const by = (turnId = newId()) => ({ turnId, at });
  const make = (title = 'Close more calls') =>
    growth.create(priya, {
      title,
      reason: 'I want to lead',
      targetOn: '2027-03-31',
      steps: [{ text: 'Shadow Ana', dueOn: '2026-11-26' }, { text: 'Ask for the order' }],
      turnId: newId(),
    });
  const scheduled = async () => {
    const { id } = await make();
    await growth.change(priya, id, by(), (goal) => ({
      ...contentOf(goal),
      checkIn: { every: 'weekly', first, nextAt: dueAt },
    }));
    return id;
  };

  it('is found as it was made, its steps in their order', async () => {
    const made = await make();
    expect(made).toMatchObject({
      title: 'Close more calls',
      reason: 'I want to lead',
      targetOn: '2027-03-31',
      status: 'active',
      checkIns: 0,
      steps: [{ text: 'Shadow Ana', dueOn: '2026-11-26' }, { text: 'Ask for the order' }],
    });
    expect(await growth.find(priya, made.id)).toEqual(made);
    expect((await growth.list(priya)).map(({ id }) => id)).toContain(made.id);
  });

  it('is made once by a turn that is tried again', async () => {
    const turnId = newId();
    const one = await growth.create(priya, { title: 'Speak up', turnId });
    const again = await growth.create(priya, { title: 'Speak Up', turnId });
    expect(again.id).toBe(one.id);
  });

  it('is nobody else’s: to others there is no goal, no note, nothing to change, undo or ask', async () => {
    const { id, undoable = '' } = await make();
    await growth.addNote(priya, id, { kind: 'progress', text: 'went well', turnId: newId(), at });
    for (const other of others) {
      expect(await growth.find(other, id)).toBeUndefined();
      expect(await growth.list(other, ['active', 'achieved', 'dropped'])).toEqual([]);
      expect(await growth.notes(other, id)).toEqual([]);
      const change = growth.change(other, id, by(), (goal) => ({ ...contentOf(goal), title: 'x' }));
      expect(await change).toBeUndefined();
      expect(await growth.addNote(other, id, { kind: 'progress', text: 'x', at })).toBeUndefined();
      expect(await growth.undo(other, id, { ...by(), change: undoable }, (same) => same)).toBeUndefined();
      const claim = { dueAt, now: dueAt, deadBefore: at };
      expect(await growth.claimCheckIn(other, id, claim)).toBeUndefined();
      expect(await growth.settleCheckIn(other, id, { dueAt, askedAt: at })).toBe(false);
      await growth.touch(other, id, later);
    }
    expect(await growth.find(priya, id)).toMatchObject({ title: 'Close more calls' });
    expect(await growth.notes(priya, id)).toHaveLength(1);
  });

  it('changes words and steps: added, ticked, put in another order, removed', async () => {
    const { id } = await make();
    const changed = await growth.change(priya, id, by(), (goal) => {
      const rest = contentOf(goal);
      delete rest.reason;
      const [ana, order] = goal.steps;
      if (ana === undefined || order === undefined) throw new Error('no steps');
      return { ...rest, title: 'Close', steps: [{ ...order, doneAt: at }, { id: '', text: 'Read' }, ana] };
    });
    expect(changed?.steps.map(({ text, doneAt }) => [text, doneAt])).toEqual([
      ['Ask for the order', at],
      ['Read', undefined],
      ['Shadow Ana', undefined],
    ]);
    expect(changed).toMatchObject({ title: 'Close' });
    expect(changed).not.toHaveProperty('reason');
    const fewer = await growth.change(priya, id, by(), (goal) => ({
      ...contentOf(goal),
      steps: goal.steps.slice(1),
    }));
    expect(fewer?.steps.map(({ text }) => text)).toEqual(['Read', 'Shadow Ana']);
    expect(await growth.find(priya, id)).toEqual(fewer);
  });

  it('changes once a turn, not at all where nothing differs, and loses none of several at once', async () => {
    const { id } = await make();
    const turn = by();
    const add = (text: string) => (goal: Parameters<typeof contentOf>[0]) => ({
      ...contentOf(goal),
      steps: [...goal.steps, { id: '', text }],
    });
    await growth.change(priya, id, turn, add('once'));
    const again = await growth.change(priya, id, turn, add('twice'));
    expect(again?.steps).toHaveLength(3);
    const same = await growth.change(priya, id, by(), (goal) => contentOf(goal));
    expect(same?.undoable).toBe(turn.turnId);
    await Promise.all(['a', 'b', 'c'].map((text) => growth.change(priya, id, by(), add(text))));
    const texts = (await growth.find(priya, id))?.steps.map(({ text }) => text) ?? [];
    expect(texts.slice(3).toSorted()).toEqual(['a', 'b', 'c']);
    const refused = growth.change(priya, id, by(), () => {
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
  });

  it('takes the last change back, steps included, once, and only the last', async () => {
    const before = await make();
    const { id } = before;
    const one = by();
    await growth.change(priya, id, one, (goal) => ({ ...contentOf(goal), title: 'Other', steps: [] }));
    const turn = by();
    const undone = await growth.undo(priya, id, { ...turn, change: one.turnId }, (same) => same);
    expect(undone).toMatchObject({ kind: 'undone', goal: { title: before.title, steps: before.steps } });
    const again = await growth.undo(priya, id, { ...turn, change: one.turnId }, (same) => same);
    expect(again?.kind).toBe('undone');
    const late = await growth.undo(priya, id, { ...by(), change: one.turnId }, (same) => same);
    expect(late?.kind).toBe('nothing');
    expect((await growth.find(priya, id))?.undoable).toBeUndefined();
  });

  it('takes a note back, and a goal that was just made', async () => {
    const { id } = await make();
    const noted = await growth.addNote(priya, id, { kind: 'progress', text: 'oops', turnId: newId(), at });
    const back = { ...by(), change: noted?.undoable ?? '' };
    expect(await growth.undo(priya, id, back, (same) => same)).toMatchObject({ kind: 'undone' });
    expect(await growth.notes(priya, id)).toEqual([]);
    const made = await make('By mistake');
    const removal = { ...by(), change: made.undoable ?? '' };
    expect(await growth.undo(priya, made.id, removal, (same) => same)).toEqual({
      kind: 'removed',
      title: 'By mistake',
    });
    expect(await growth.find(priya, made.id)).toBeUndefined();
  });

  it('keeps notes in their order, once a turn', async () => {
    const { id } = await make();
    const turnId = newId();
    await growth.addNote(priya, id, { kind: 'progress', text: 'two went well', turnId, at });
    await growth.addNote(priya, id, { kind: 'progress', text: 'two went well', turnId, at });
    await growth.addNote(priya, id, { kind: 'check_in', text: 'three', turnId: newId(), at: later });
    expect((await growth.notes(priya, id)).map(({ kind, text, at: when }) => [kind, text, when])).toEqual([
      ['progress', 'two went well', at],
      ['check_in', 'three', later],
    ]);
  });

  it('hands a check-in to one worker, when it is due and not before', async () => {
    const id = await scheduled();
    const deadBefore = new Date(dueAt.getTime() - 60_000);
    const claim = (now: Date, due = dueAt) => growth.claimCheckIn(priya, id, { dueAt: due, now, deadBefore });
    expect(await claim(at)).toBeUndefined();
    expect(await claim(dueAt, at)).toBeUndefined();
    const claims = await Promise.all([claim(dueAt), claim(dueAt), claim(dueAt)]);
    expect(claims.filter((one) => one !== undefined)).toHaveLength(1);
    const dead = { dueAt, now: dueAt, deadBefore: new Date(dueAt.getTime() + 1) };
    expect(await growth.claimCheckIn(priya, id, dead)).toMatchObject({ id });
  });

  it('records a check-in once, as asked with the next, or as missed', async () => {
    const id = await scheduled();
    const nextAt = new Date('2026-12-04T09:00:00Z');
    expect(await growth.settleCheckIn(priya, id, { dueAt, nextAt, missedAt: dueAt })).toBe(true);
    expect(await growth.settleCheckIn(priya, id, { dueAt, nextAt, askedAt: dueAt })).toBe(false);
    expect(await growth.find(priya, id)).toMatchObject({ checkIns: 1, missedAt: dueAt, checkIn: { nextAt } });
    expect(await growth.settleCheckIn(priya, id, { dueAt: nextAt, askedAt: nextAt })).toBe(true);
    const asked = await growth.find(priya, id);
    expect(asked).toMatchObject({ checkIns: 2, askedAt: nextAt, checkIn: { every: 'weekly', first } });
    expect(asked?.missedAt ?? asked?.checkIn?.nextAt).toBeUndefined();
    const answered = await growth.addNote(priya, id, { kind: 'check_in', text: 'good', turnId: newId(), at });
    expect(answered?.askedAt).toBeUndefined();
  });

  it('tells which goal waits for an answer: the one asked last, until it is answered, and to nobody else', async () => {
    const [one, two] = [await scheduled(), await scheduled()];
    const turnId = newId();
    const since = new Date('2026-11-26T09:00:00Z');
    const waiting = (owner = priya, from = since) => growth.waiting(owner, { since: from, turnId });
    const before = await waiting();
    expect([one, two]).not.toContain(before);
    const askedAt = new Date('2027-02-01T09:00:00Z');
    await growth.settleCheckIn(priya, two, { dueAt, askedAt });
    await growth.settleCheckIn(priya, one, { dueAt, askedAt: new Date('2027-02-01T10:00:00Z') });
    expect(await waiting()).toBe(one);
    for (const other of others) expect(await waiting(other)).toBeUndefined();
    await growth.addNote(priya, one, { kind: 'check_in', text: 'good', turnId: newId(), at });
    expect(await waiting()).toBe(two);
    expect(await waiting(priya, askedAt)).toBeUndefined();
    // The turn that answers, tried again.
    await growth.addNote(priya, two, { kind: 'check_in', text: 'good', turnId, at });
    expect(await waiting()).toBe(two);
    for (const id of [one, two])
      await growth.change(priya, id, by(), (goal) => ({ ...contentOf(goal), status: 'dropped' }));
    expect([one, two]).not.toContain(await waiting());
  });

  it('asks no more when the goal has ended or the check-in was moved, whoever took it up', async () => {
    const id = await scheduled();
    const claim = { dueAt, now: dueAt, deadBefore: at };
    await growth.claimCheckIn(priya, id, claim);
    const nextAt = new Date('2026-11-28T09:00:00Z');
    await growth.change(priya, id, by(), (goal) => ({
      ...contentOf(goal),
      checkIn: { every: 'weekly', first, nextAt },
    }));
    expect(await growth.settleCheckIn(priya, id, { dueAt, askedAt: dueAt })).toBe(false);
    const moved = { dueAt: nextAt, now: nextAt, deadBefore: at };
    expect(await growth.claimCheckIn(priya, id, moved)).toMatchObject({ id });
    await growth.change(priya, id, by(), (goal) => ({ ...contentOf(goal), status: 'dropped', endedAt: at }));
    const after = { ...moved, deadBefore: new Date(nextAt.getTime() + 1) };
    expect(await growth.claimCheckIn(priya, id, after)).toBeUndefined();
    expect((await growth.list(priya)).map((goal) => goal.id)).not.toContain(id);
    expect((await growth.list(priya, ['dropped'])).map((goal) => goal.id)).toContain(id);
  });

  it('finds nothing under what is no id', async () => {
    expect(await growth.find(priya, 'x')).toBeUndefined();
    expect(await growth.notes(priya, 'x')).toEqual([]);
    expect(await growth.change(priya, 'x', by(), (goal) => goal)).toBeUndefined();
    expect(await growth.addNote(priya, 'x', { kind: 'progress', text: 'x', at })).toBeUndefined();
  });
}
