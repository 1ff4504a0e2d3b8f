import type { FiguresToRecord, MetricRepository } from '../../../src/coaching/performance/ports.ts';
import { peopledOrganization, type World } from '../../support/world.ts';

export interface FiguresWorld {
  world: World;
  figures: MetricRepository;
}

const parts = {
  service_score: 90,
  productivity_score: 80,
  quality_score: 85.5,
  attendance_rate: 100,
  adherence_score: 70,
};

/** Daily figures. */
export function figuresContract(open: () => Promise<FiguresWorld>): void {
  let stores: FiguresWorld;
  let organizationId: string;
  let other: string;
  let [priya, daniel] = ['', ''];
  beforeAll(async () => {
    stores = await open();
    const { people, ...organization } = await peopledOrganization(stores.world, 'F1');
    organizationId = organization.organizationId;
    [priya, daniel] = [people.priya.id, people.daniel.id];
    other = (await peopledOrganization(stores.world, 'F2')).organizationId;
  });
  afterAll(() => stores.world.close());

  const record = (day: string, values: FiguresToRecord['values'], agentId = priya) =>
    stores.figures.record(organizationId, [{ agentId, day, values, importedFrom: 'test' }]);
  const days = (from: string, to: string, agentId = priya) =>
    stores.figures.days(organizationId, agentId, from, to);

  it('a day comes back as it was written, with the composite of its parts', async () => {
    await record('2026-11-02', { ...parts, csat: 4.25, aht: 312 });
    expect(await days('2026-11-02', '2026-11-02')).toEqual([
      { day: '2026-11-02', values: { ...parts, csat: 4.25, aht: 312, composite_score: 86.1 } },
    ]);
  });

  it('there is no composite where a part is missing', async () => {
    await record('2026-11-03', { quality_score: 80 });
    expect((await days('2026-11-03', '2026-11-03'))[0]?.values).toEqual({ quality_score: 80 });
  });

  it('days of several months come in order, both ends included, and only of that person', async () => {
    await stores.figures.record(
      organizationId,
      ['2026-09-30', '2026-08-01', '2026-10-01', '2026-10-02'].map((day) => ({
        agentId: priya,
        day,
        values: { aht: 300 },
      })),
    );
    await record('2026-10-01', { aht: 500 }, daniel);
    expect((await days('2026-08-01', '2026-10-01')).map(({ day }) => day)).toEqual([
      '2026-08-01',
      '2026-09-30',
      '2026-10-01',
    ]);
    expect(await stores.figures.days(other, priya, '2026-08-01', '2026-10-01')).toEqual([]);
  });

  it('written again it is one row: what is given replaces, what is missing stays', async () => {
    await record('2026-11-04', { aht: 300, csat: 4 });
    await record('2026-11-04', { aht: 310 });
    await record('2026-11-04', { aht: 310 });
    expect(await days('2026-11-04', '2026-11-04')).toEqual([
      { day: '2026-11-04', values: { aht: 310, csat: 4 } },
    ]);
  });

  it('nothing is written where one value cannot be', async () => {
    const rows = ['2026-11-05', '2026-11-06'].map((day, index) => ({
      agentId: priya,
      day,
      values: { csat: index === 0 ? 9 : 4 },
    }));
    await expect(stores.figures.record(organizationId, rows)).rejects.toThrow();
    expect(await days('2026-11-05', '2026-11-06')).toEqual([]);
  });
}
