import { coachingCounts, type CoachingCounts } from '../../../../src/coaching/care/coaching-counts.ts';
import { toActor, type Role, type User } from '../../../../src/coaching/people/user.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';

const organizationId = '00000000-0000-4000-8000-000000000001';
const person = (id: string, role: Role, above: Partial<User> = {}): User => ({
  id,
  organizationId,
  email: `${id}@x.example`,
  name: id,
  role,
  jobFamily: 'CSR',
  timezone: 'UTC',
  status: 'ACTIVE',
  ...above,
});

/** Two teams under one manager; the first `talked` of each had a talk in October 2026. */
function scene(sizes: { north: number; south: number }, talked: { north: number; south: number }) {
  const team = (name: 'north' | 'south') =>
    Array.from({ length: sizes[name] }, (_, index) =>
      person(`${name}-${index}`, 'AGENT', { teamLeaderId: `leader-${name}` }),
    );
  const leaders = (['north', 'south'] as const).map((name) =>
    person(`leader-${name}`, 'TEAM_LEADER', { managerId: 'manager' }),
  );
  const people = [
    person('admin', 'ADMIN'),
    person('manager', 'MANAGER'),
    ...leaders,
    ...team('north'),
    ...team('south'),
  ];
  const coached = new Set(
    (['north', 'south'] as const).flatMap((name) =>
      Array.from({ length: talked[name] }, (_, index) => `${name}-${index}`),
    ),
  );
  const clock = new ManualClock('2026-11-20T09:00:00Z');
  const deps = {
    clock,
    users: { list: () => Promise.resolve(people) },
    coached: {
      count: (_organization: string, ids: readonly string[], from: Date, to: Date) =>
        Promise.resolve(
          from.toISOString() === '2026-10-01T00:00:00.000Z' && to.toISOString() === '2026-11-01T00:00:00.000Z'
            ? ids.filter((id) => coached.has(id)).length
            : 0,
        ),
    },
  };
  const ask = (id: string, month?: string): Promise<CoachingCounts> => {
    const asker = people.find((one) => one.id === id);
    if (asker === undefined) throw new Error(`nobody is ${id}`);
    return coachingCounts(deps, toActor(asker), month === undefined ? {} : { month });
  };
  const move = (id: string, leader: string): void => {
    const index = people.findIndex((one) => one.id === id);
    people[index] = person(id, 'AGENT', { teamLeaderId: leader });
  };
  return { ask, move };
}

describe('counts of coaching', () => {
  it.each([
    // Teams of 4, 5 and 6: whatever happened there, a count would point to somebody.
    [4, 4],
    [5, 0],
    [5, 5],
    [6, 5],
    [6, 6],
    // Fewer than five on one side.
    [9, 5],
    [12, 4],
    [12, 8],
    [12, 12],
    [40, 0],
  ])('of a team of %i of whom %i had a talk are not shown', async (size, talked) => {
    const { ask } = scene({ north: size, south: 0 }, { north: talked, south: 0 });
    expect(await ask('leader-north')).toEqual({ kind: 'suppressed', month: '2026-10', people: size });
  });

  it.each([
    [10, 5],
    [12, 7],
    [23, 11],
  ])('of a team of %i of whom %i had a talk are shown in fives', async (size, talked) => {
    const { ask } = scene({ north: size, south: 0 }, { north: talked, south: 0 });
    const shown = await ask('leader-north');
    expect(shown).toMatchObject({ kind: 'shown', month: '2026-10', people: size });
    const count = shown.kind === 'shown' ? shown.talked : -1;
    expect(count % 5).toBe(0);
    expect(Math.abs(count - talked)).toBeLessThan(5);
    // Asking again tells nothing more.
    expect(await ask('leader-north')).toEqual(shown);
  });

  it('tell a leader of their own line, a manager of all below, an admin of the organisation', async () => {
    const { ask } = scene({ north: 20, south: 10 }, { north: 10, south: 0 });
    expect(await ask('leader-north')).toMatchObject({ people: 20, kind: 'shown' });
    expect(await ask('leader-south')).toMatchObject({ people: 10, kind: 'suppressed' });
    expect(await ask('manager')).toMatchObject({ people: 32, kind: 'shown' });
    expect(await ask('admin')).toMatchObject({ people: 34, kind: 'shown' });
    await expect(ask('north-1')).rejects.toMatchObject({ code: 'CARE_004' });
  });

  it('are for whole months that are over: no range can be cut around one person’s talk', async () => {
    const { ask } = scene({ north: 20, south: 0 }, { north: 10, south: 0 });
    for (const month of ['2026-11', '2027-01', '2026-10-01', 'last week', '2026-13'])
      await expect(ask('leader-north', month)).rejects.toMatchObject({ code: 'CARE_005' });
    expect(await ask('leader-north', '2026-09')).toMatchObject({ kind: 'suppressed' });
  });

  it('do not tell by difference whether one person had a talk, when that person is moved', async () => {
    /** What both leaders read before and after one of the north moves to the south. */
    async function differences(mover: string, size: number, start: number) {
      const { ask, move } = scene({ north: size, south: size }, { north: start, south: start });
      const shown = async (id: string) => {
        const counts = await ask(id);
        return counts.kind === 'shown' ? counts.talked : NaN;
      };
      const before = [await shown('leader-north'), await shown('leader-south')] as const;
      move(mover, 'leader-south');
      return [(await shown('leader-north')) - before[0], (await shown('leader-south')) - before[1]] as const;
    }
    const seen = { talked: new Set<string>(), silent: new Set<string>() };
    for (let size = 40; size < 100; size += 1) {
      for (let start = 10; start < 15; start += 1) {
        seen.talked.add(String(await differences('north-0', size, start)));
        seen.silent.add(String(await differences(`north-${size - 1}`, size, start)));
      }
    }
    // Every difference that is seen when somebody with a talk moves is also seen when somebody without one does.
    const changes = (of: Set<string>) => [...of].map((pair) => pair.split(',').map(Number));
    for (const side of [0, 1] as const) {
      const values = (of: Set<string>) => new Set(changes(of).map((pair) => pair[side]));
      expect(values(seen.talked)).toEqual(values(seen.silent));
      expect(values(seen.talked)).toEqual(new Set([-5, 0, 5]));
    }
  });
});
