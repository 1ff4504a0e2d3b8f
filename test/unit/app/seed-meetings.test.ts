import { seedMeetings } from '../../../src/app/seed-meetings.ts';
import { meetingStatuses } from '../../../src/coaching/sessions/session.ts';
import { createFakeOneOnOnes } from '../../support/fakes/one-on-ones.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { createFakePlans } from '../../support/fakes/performance.ts';
import { createFakeWorld } from '../../support/fakes/repositories.ts';
import { peopledOrganization } from '../../support/world.ts';

const dayMs = 24 * 3_600_000;

it('gives each leader 1:1s of the last 90 days and of next week, once', async () => {
  const clock = new ManualClock();
  const world = createFakeWorld(clock);
  const { organizationId, people } = await peopledOrganization(world, 'T1');
  const meetings = createFakeOneOnOnes(clock);
  const deps = { users: world.users, meetings, actionPlans: createFakePlans(clock), clock };
  await seedMeetings(deps, organizationId);
  const all = () => meetings.list(organizationId, { order: 'earliest', limit: 100 });
  const first = await all();
  expect(new Set(first.map(({ leaderId }) => leaderId))).toEqual(new Set([people.theo.id, people.omar.id]));
  const now = clock.now().getTime();
  for (const meeting of first) {
    expect(meetingStatuses).toContain(meeting.status);
    const days = (meeting.at.getTime() - now) / dayMs;
    expect(days).toBeGreaterThan(-90);
    expect(days).toBeLessThan(14);
    // What lies ahead is planned, what lies behind is over; what was held has all its observations.
    expect(meeting.status === 'scheduled').toBe(days > 0);
    if (meeting.status !== 'held') continue;
    const { engagement, receptiveness, understanding, effectiveness, commitments } = meeting.outcome;
    expect(
      [engagement, receptiveness, understanding, effectiveness].every((rating) => rating && rating <= 5),
    ).toBe(true);
    expect(commitments).not.toBe('');
    expect(meeting.endedAt).toBeDefined();
  }
  expect(new Set(first.map(({ status }) => status))).toEqual(new Set(['held', 'scheduled', 'cancelled']));
  clock.advance(3 * dayMs);
  await seedMeetings(deps, organizationId);
  expect(await all()).toEqual(first);
});
