import { nextSessionDay } from '../../../../src/coaching/follow-ups/next-session.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeSessions } from '../../../support/fakes/sessions.ts';

const clock = new ManualClock();
const stored = createFakeSessions(clock);
const [organizationId, facilitatorId, priya, zoe] = [newId(), newId(), newId(), newId()];
const session = { organizationId, facilitatorId };
const inDays = (days: number): Date => new Date(clock.now().getTime() + days * 86_400_000);
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

async function plan(at: Date, who: { userId?: string; clientId?: string }): Promise<void> {
  await stored.plans.schedule({
    session: { ...session, type: 'REGULAR', title: 'Weekly', date: dayOf(at), scheduledAt: at },
    key: newId(),
    participants: [{ name: 'Somebody', isFacilitator: false, ...who }],
  });
}

describe('the next session with somebody', () => {
  beforeAll(async () => {
    await plan(inDays(-3), { userId: priya });
    await plan(inDays(2), { clientId: zoe });
    await plan(inDays(9), { userId: priya });
    await plan(inDays(16), { userId: priya });
  });
  const next = (who: { userId?: string; clientId?: string }) =>
    nextSessionDay(stored, session, who, clock.now());

  it('is the first that is still to come, of a user or a client', async () => {
    expect(await next({ userId: priya })).toBe(dayOf(inDays(9)));
    expect(await next({ clientId: zoe })).toBe(dayOf(inDays(2)));
  });

  it('is nobody else’s, and none of a mere name', async () => {
    expect(await next({ userId: newId() })).toBeUndefined();
    expect(await next({})).toBeUndefined();
  });
});
