import fc from 'fast-check';
import type { Audience } from '../../../../src/coaching/access/audience.ts';
import { roles, toActor, type User } from '../../../../src/coaching/people/user.ts';
import { entitlesToNothing, recordEntitlement } from '../../../../src/coaching/records/entitlement.ts';
import { canSeeSession, canSeeSummary } from '../../../../src/coaching/sessions/can-see-session.ts';
import { createFakeUsers } from '../../../support/fakes/people-repositories.ts';

const organizationId = 'o';
const place = fc.option(fc.nat({ max: 7 }), { nil: undefined });
const person = fc.record({ role: fc.constantFrom(...roles), leader: place, manager: place });

/** Anybody may stand above anybody, in circles too. */
function peopleOf(places: readonly { role: User['role']; leader?: number; manager?: number }[]): User[] {
  const idOf = (index: number | undefined) =>
    index === undefined || index >= places.length ? undefined : `p${index}`;
  return places.map(({ role, leader, manager }, index) => {
    const [teamLeaderId, managerId] = [idOf(leader), idOf(manager)];
    return {
      id: `p${index}`,
      organizationId,
      email: `p${index}@example.test`,
      name: `Person ${index}`,
      role,
      jobFamily: 'CSR',
      timezone: 'UTC',
      status: 'ACTIVE',
      ...(teamLeaderId === undefined ? {} : { teamLeaderId }),
      ...(managerId === undefined ? {} : { managerId }),
    };
  });
}

it('is what the rules for one record and one person say, for every record and everybody present', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 1, maxLength: 8 }),
      fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 4 }),
      async (places, present) => {
        const people = peopleOf(
          places.map(({ role, leader, manager }) => ({
            role,
            ...(leader === undefined ? {} : { leader }),
            ...(manager === undefined ? {} : { manager }),
          })),
        );
        const users = createFakeUsers();
        await users.upsertMany(organizationId, people);
        const members = present.flatMap((index) => people[index] ?? []);
        const [asker] = members;
        if (asker === undefined) return;
        const audience: Audience = {
          kind: 'shared',
          actor: toActor(asker),
          members: members.map(toActor),
          complete: true,
          label: '#room',
        };
        const { facilitators, authors, own } = recordEntitlement(audience, people);
        for (const facilitator of people) {
          const session = { organizationId, facilitatorId: facilitator.id };
          const line = await users.lineAbove(organizationId, facilitator.id);
          const all = async (may: (member: User) => Promise<boolean>) =>
            (await Promise.all(members.map(may))).every(Boolean);
          expect(facilitators.includes(facilitator.id)).toBe(
            await all((member) => canSeeSession({ users }, member, session)),
          );
          expect(authors.includes(facilitator.id)).toBe(
            members.every((member) => member.id === facilitator.id || line.includes(member.id)),
          );
          for (const participant of people) {
            const may = await all((member) =>
              canSeeSummary({ users }, member, session, { state: 'approved', participantId: 'x' }, [
                { id: 'x', userId: participant.id },
              ]),
            );
            const entitled =
              facilitators.includes(facilitator.id) ||
              own.some((one) => one.facilitatorId === facilitator.id && one.userId === participant.id);
            expect(entitled).toBe(may);
          }
        }
      },
    ),
    { numRuns: 150 },
  );
});

it('is nothing where somebody present is not known, or belongs to another organisation', () => {
  const people = peopleOf([{ role: 'ADMIN' }, { role: 'AGENT' }]);
  const [admin] = people;
  if (admin === undefined) throw new Error('Nobody.');
  const shared = {
    kind: 'shared',
    actor: toActor(admin),
    members: [toActor(admin)],
    label: '#room',
  } as const;
  expect(entitlesToNothing(recordEntitlement({ ...shared, complete: true }, people))).toBe(false);
  expect(entitlesToNothing(recordEntitlement({ ...shared, complete: false }, people))).toBe(true);
  const stranger = { ...toActor(admin), id: 'x', organizationId: 'other' };
  const mixed = { ...shared, complete: true, members: [stranger] };
  expect(entitlesToNothing(recordEntitlement(mixed, people))).toBe(true);
});
