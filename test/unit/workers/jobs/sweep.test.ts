import { createSweepHandler } from '../../../../src/workers/jobs/sweep.handler.ts';

describe('the sweep', () => {
  it('asks again for loads that went silent for organisations whose vectors lag behind, for mails, check-ins and plans that are due, each once at a time', async () => {
    const asked: unknown[] = [];
    const sweep = createSweepHandler({
      queue: {
        enqueue: (name, payload, options) => {
          asked.push([name, payload, options?.once?.id]);
          return Promise.resolve();
        },
      },
      neglectedConversations: () => Promise.resolve([]),
      neglectedSessions: () => Promise.resolve([]),
      neglectedLoads: () => Promise.resolve([{ organizationId: 'o1', documentId: 'd1' }]),
      unsettledOrganizations: () => Promise.resolve(['o2']),
      dueFollowUps: () => Promise.resolve([{ organizationId: 'o1', followUpId: 'f1' }]),
      dueCheckIns: () =>
        Promise.resolve([
          { organizationId: 'o1', userId: 'u1', goalId: 'g1', dueAt: '2026-11-27T09:00:00.000Z' },
        ]),
      plansToStart: () => Promise.resolve([{ organizationId: 'o1', planId: 'p1' }]),
    });
    await sweep({}, new AbortController().signal);
    expect(asked).toEqual([
      ['knowledge.load', { organizationId: 'o1', documentId: 'd1' }, 'sweep:d1'],
      ['follow-up.send', { organizationId: 'o1', followUpId: 'f1' }, 'sweep:f1'],
      [
        'growth.check-in',
        { organizationId: 'o1', userId: 'u1', goalId: 'g1', dueAt: '2026-11-27T09:00:00.000Z' },
        'sweep:g1:2026-11-27T09:00:00.000Z',
      ],
      ['plan.start', { organizationId: 'o1', planId: 'p1' }, 'sweep:p1'],
      ['knowledge.settle', { organizationId: 'o2' }, 'settle:o2'],
    ]);
  });
});
