import { exportDocumentSchema, type ExportedSummary } from '../../../src/coaching/exports/export-document.ts';
import {
  exportSummaries,
  type ExportRequest,
  type ExportSummariesDeps,
} from '../../../src/coaching/exports/export-summaries.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { canSeeSession, canSeeSummary } from '../../../src/coaching/sessions/can-see-session.ts';
import type { CoachingSession } from '../../../src/coaching/sessions/session.ts';
import type { Summary } from '../../../src/coaching/summaries/summary.ts';
import { createAuditLog } from '../../../src/data/audit-log.ts';
import { openDatabase, type Database } from '../../../src/data/database.ts';
import { createExportSource } from '../../../src/data/sessions/export-source.ts';
import { ManualClock } from '../../support/fakes/manual-clock.ts';
import { addSession, lineOf, openRecordsRig, type People, type RecordsRig } from '../../support/records.ts';
import { cast, peopledOrganization, type CastName } from '../../support/world.ts';

const everyone = Object.keys(cast) as CastName[];

describe('an export of summaries', () => {
  let rig: RecordsRig;
  let database: Database;
  let deps: ExportSummariesDeps;
  let people: People;
  let organizationId: string;
  const made: { session: CoachingSession; summary: Summary }[] = [];

  beforeAll(async () => {
    rig = await openRecordsRig();
    database = openDatabase(rig.database.urls.app, { max: 2 });
    deps = {
      source: createExportSource(rig.pool),
      records: rig.search.records,
      audit: createAuditLog(database),
      clock: new ManualClock('2026-11-20T10:00:00.000Z'),
    };
    ({ people, organizationId } = await peopledOrganization(rig, 'one'));
    const { people: others } = await peopledOrganization(rig, 'two');
    await add(others, 'theo', 'priya', true);
    for (const coach of ['theo', 'omar', 'cleo', 'maya'] as const)
      for (const participant of ['priya', 'daniel'] as const)
        for (const approved of [false, true]) made.push(await add(people, coach, participant, approved));
  });
  afterAll(async () => {
    await database.close();
    await rig.close();
  });

  async function add(
    who: People,
    coach: CastName,
    participant: CastName,
    approved: boolean,
    date = '2026-10-14',
  ) {
    const { session, summary } = await addSession(rig, who, {
      coach,
      participant,
      date,
      lines: [
        lineOf('wins', 'Stayed calm.', {
          evidence: [
            {
              segment: 0,
              speaker: who[participant].name,
              startMs: 1_000,
              quote: 'Call me on 07700 900 123.',
            },
          ],
        }),
      ],
    });
    const approval = {
      organizationId: session.organizationId,
      summaryId: summary.id,
      expected: 1,
      approvedBy: who[coach].id,
      at: new Date('2026-10-15T09:00:00Z'),
    };
    return { session, summary: approved ? await rig.summaries.approve(approval) : summary };
  }

  async function exported(who: CastName, request: Partial<ExportRequest> = {}): Promise<ExportedSummary[]> {
    const file = exportSummaries(deps, {
      actor: toActor(people[who]),
      surface: 'cli',
      format: 'json',
      filter: {},
      ...request,
    });
    let text = '';
    for await (const chunk of file.chunks) text += chunk;
    return exportDocumentSchema.parse(JSON.parse(text)).summaries;
  }
  const idsOf = (summaries: readonly { id: string }[]) => summaries.map(({ id }) => id).toSorted();

  it.each(everyone)('gives %s exactly the summaries that the rules let them see', async (who) => {
    const actor = toActor(people[who]);
    const visible: Summary[] = [];
    for (const { session, summary } of made) {
      const participants = await rig.sessions.participants(organizationId, session.id);
      if (await canSeeSummary(rig, actor, session, summary, participants)) visible.push(summary);
    }
    expect(idsOf(await exported(who, { drafts: true }))).toEqual(idsOf(visible));
    expect(idsOf(await exported(who))).toEqual(idsOf(visible.filter(({ state }) => state === 'approved')));
  });

  it('gives a participant no draft, whatever they ask for', async () => {
    const all = await exported('priya', { drafts: true });
    expect(all.length).toBeGreaterThan(0);
    for (const { state, participant } of all)
      expect({ state, participant }).toEqual({ state: 'approved', participant: 'Priya Nair' });
  });

  it('holds only what was asked for', async () => {
    const of = async (filter: ExportRequest['filter']) =>
      (await exported('ada', { filter })).map(
        ({ participant, session }) => `${session.facilitator}: ${participant}`,
      );
    expect(await of({ personIds: [people.priya.id], ledByIds: [people.theo.id] })).toEqual([
      'Theo Leader: Priya Nair',
    ]);
    expect(await of({ personIds: [people.theo.id, people.daniel.id] })).toEqual(['Theo Leader: Daniel Osei']);
    expect((await of({ personIds: [people.theo.id] })).toSorted()).toEqual([
      'Theo Leader: Daniel Osei',
      'Theo Leader: Priya Nair',
    ]);
    expect(await of({ name: 'daniel', ledByIds: [people.cleo.id] })).toEqual(['Cleo Coach: Daniel Osei']);
    expect(await of({ from: '2026-10-15' })).toEqual([]);
    expect(await of({ types: ['WORKSHOP'] })).toEqual([]);
  });

  it('has quotes only when they are asked for, and then masked', async () => {
    expect((await exported('theo')).flatMap(({ lines }) => lines.map((line) => line.evidence))).toEqual([
      undefined,
      undefined,
    ]);
    const [first] = await exported('theo', { evidence: true });
    expect(first?.lines[0]?.evidence?.[0]?.quote).toBe('Call me on •••.');
  });

  it('goes through more sessions than are read at once, each once, newest first', async () => {
    const before = (await exported('cleo')).length;
    const days = Array.from({ length: 104 }, (_, at) => new Date(Date.UTC(2025, 0, 1 + Math.floor(at / 2))));
    for (let from = 0; from < days.length; from += 10) {
      await Promise.all(
        days
          .slice(from, from + 10)
          .map((day) => add(people, 'cleo', 'priya', true, day.toISOString().slice(0, 10))),
      );
    }
    const all = await exported('cleo');
    expect(new Set(idsOf(all)).size).toBe(before + 104);
    const dates = all.map(({ session }) => session.date);
    expect(dates).toEqual(dates.toSorted().toReversed());
  });

  it('is in the audit log with who, what and how many, and no word; also when it is broken off', async () => {
    const actor = toActor(people.omar);
    expect(await canSeeSession(rig, actor, { organizationId, facilitatorId: actor.id })).toBe(true);
    await exported('omar', { filter: { name: 'Daniel Osei', from: '2026-01-01' } });
    const { chunks } = exportSummaries(deps, {
      actor,
      surface: 'slack',
      format: 'csv',
      filter: {},
      drafts: true,
    });
    for await (const chunk of chunks) if (chunk !== '') break;
    const rows = await database.withScope({ organizationId }, (client) =>
      client.auditLog.findMany({
        where: { actorId: actor.id, action: 'summary.export' },
        orderBy: { createdAt: 'desc' },
      }),
    );
    expect(rows.slice(0, 2).map(({ surface, detail }) => ({ surface, detail }))).toEqual([
      {
        surface: 'slack',
        detail: { format: 'csv', drafts: true, evidence: false, sessions: 0, summaries: 0, complete: false },
      },
      {
        surface: 'cli',
        detail: {
          ...{ format: 'json', drafts: false, evidence: false, from: '2026-01-01', byName: true },
          ...{ sessions: 1, summaries: 1, complete: true },
        },
      },
    ]);
  });
});
