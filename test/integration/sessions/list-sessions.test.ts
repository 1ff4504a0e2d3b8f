import type { Audience } from '../../../src/coaching/access/audience.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { canSeeSession, canSeeSummary } from '../../../src/coaching/sessions/can-see-session.ts';
import type { ListedSession } from '../../../src/coaching/sessions/catalog-ports.ts';
import {
  listSessions,
  type ListSessions,
  type ListSessionsDeps,
} from '../../../src/coaching/sessions/list-sessions.ts';
import type { CoachingSession } from '../../../src/coaching/sessions/session.ts';
import type { Summary } from '../../../src/coaching/summaries/summary.ts';
import { createSessionCatalog } from '../../../src/data/sessions/session-catalog.ts';
import {
  addSession,
  channelOf,
  directTo,
  lineOf,
  openRecordsRig,
  type People,
  type RecordsRig,
} from '../../support/records.ts';
import { cast, peopledOrganization, type CastName } from '../../support/world.ts';

const everyone = Object.keys(cast) as CastName[];
const coaches = ['theo', 'omar', 'cleo', 'maya'] as const;

describe('a list of sessions', () => {
  let rig: RecordsRig;
  let deps: ListSessionsDeps;
  let people: People;
  const made: { session: CoachingSession; summary: Summary }[] = [];

  beforeAll(async () => {
    rig = await openRecordsRig();
    deps = { ...rig.search, catalog: createSessionCatalog(rig.pool) };
    ({ people } = await peopledOrganization(rig, 'one'));
    const { people: others } = await peopledOrganization(rig, 'two');
    await plant(others, 'Other');
    made.push(...(await plant(people, 'Session')));
  });
  afterAll(() => rig.close());

  /** Every coach with both agents, once approved and once not, on days of their own. */
  async function plant(who: People, title: string) {
    const planted: { session: CoachingSession; summary: Summary }[] = [];
    let day = 1;
    for (const coach of coaches)
      for (const participant of ['priya', 'daniel'] as const)
        for (const approved of [false, true]) {
          const { session, summary } = await addSession(rig, who, {
            coach,
            participant,
            title: `${title} ${coach} ${participant} ${approved ? 'approved' : 'draft'}`,
            date: `2026-10-${String((day += 1)).padStart(2, '0')}`,
            said: coach === 'omar' ? ['We spoke of the greenhouse.'] : [],
            lines: [lineOf('wins', 'Stayed calm.')],
          });
          const { organizationId, id } = session;
          await rig.sessions.setProcessing(organizationId, id, 'completed');
          const approval = {
            organizationId,
            summaryId: summary.id,
            expected: 1,
            approvedBy: who[coach].id,
            at: new Date(),
          };
          planted.push({ session, summary: approved ? await rig.summaries.approve(approval) : summary });
        }
    return planted;
  }

  const list = async (input: Omit<ListSessions, 'audience'>, audience: Audience) => {
    const listing = await listSessions(deps, { audience, limit: 100, ...input });
    if (listing.kind !== 'page') throw new Error(listing.kind);
    return listing;
  };
  const titles = (sessions: readonly ListedSession[]) => sessions.map(({ title }) => title);
  const readers = (audience: Audience) =>
    audience.kind === 'direct' ? [audience.actor] : [audience.actor, ...audience.members];

  it.each(everyone)('shows %s each session that the rules let them see, and no other', async (who) => {
    const { sessions } = await list({}, directTo(people[who]));
    for (const { session, summary } of made) {
      const actor = toActor(people[who]);
      const participants = await rig.sessions.participants(session.organizationId, session.id);
      const whole = await canSeeSession(rig, actor, session);
      const own = await canSeeSummary(rig, actor, session, summary, participants);
      const shown = sessions.find(({ id }) => id === session.id);
      expect({
        title: session.title,
        whole: shown?.whole,
        summaries: shown?.summaries.map(({ id }) => id),
      }).toEqual({
        title: session.title,
        whole: whole ? true : own ? false : undefined,
        summaries: whole || own ? [summary.id] : undefined,
      });
    }
    expect(sessions.every(({ title }) => title.startsWith('Session'))).toBe(true);
  });

  it('shows in a channel what each member may see, and nothing where somebody is not known', async () => {
    for (const one of everyone)
      for (const other of everyone) {
        const audience = channelOf([people[one], people[other]]);
        const listing = await listSessions(deps, { audience, limit: 100 });
        const sessions = listing.kind === 'page' ? listing.sessions : [];
        for (const { session, summary } of made) {
          const participants = await rig.sessions.participants(session.organizationId, session.id);
          const may = await Promise.all(
            readers(audience).map((actor) => canSeeSummary(rig, actor, session, summary, participants)),
          );
          expect(sessions.some(({ id }) => id === session.id)).toBe(may.every(Boolean));
        }
      }
    const unknown = channelOf([people.ada, people.maya], false);
    expect(await listSessions(deps, { audience: unknown })).toEqual({ kind: 'not-here' });
  });

  it('names nobody else to a participant who may read only their own summary', async () => {
    const { sessions } = await list({}, directTo(people.priya));
    expect(sessions.length).toBeGreaterThan(0);
    for (const session of sessions) expect(session.participants).toEqual(['Priya Nair']);
    // Nor can it be found out by asking for the others.
    expect((await list({ text: 'sessions with Daniel' }, directTo(people.priya))).total).toBe(0);
    expect((await list({ text: 'sessions with Theo' }, directTo(people.priya))).total).toBe(1);
  });

  it('goes through all pages once, newest first, whatever comes in between', async () => {
    const seen: ListedSession[] = [];
    let after: string | undefined;
    do {
      const page = await list({ limit: 5, ...(after === undefined ? {} : { after }) }, directTo(people.ada));
      expect(page.total).toBeGreaterThanOrEqual(16);
      seen.push(...page.sessions);
      after = page.next;
      if (seen.length === 5) {
        await addSession(rig, people, {
          coach: 'theo',
          participant: 'priya',
          title: 'Session late',
          date: '2026-11-19',
          lines: [],
        });
      }
    } while (after !== undefined);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(16);
    expect(seen.map(({ date }) => date)).toEqual(
      seen
        .map(({ date }) => date)
        .toSorted()
        .toReversed(),
    );
  });

  it.each([
    ['sessions with Priya last month', 8],
    ['approved sessions with Priya', 4],
    ['unapproved summaries', 8],
    ['my sessions', 0],
    ['sessions with Priya led by Theo', 2],
    ['between 2 October and 3 October', 2],
    ['workshops', 0],
    ['sessions about the greenhouse', 4],
    // No name after all: what it may have meant is looked for.
    ['sessions with greenhouse', 4],
    ['failed sessions', 0],
  ])('%j', async (text, count) => {
    const { sessions } = await list({ text }, directTo(people.ada));
    expect(titles(sessions).filter((title) => title !== 'Session late')).toHaveLength(count);
  });

  it('tells a session that is being read, or could not be, from one that waits for approval', async () => {
    const { session } = await addSession(rig, people, {
      coach: 'omar',
      participant: 'daniel',
      title: 'Session broken',
      lines: [],
    });
    const states = async (state: 'working' | 'failed') =>
      titles((await list({ filter: { state, ledByIds: [people.omar.id] } }, directTo(people.ada))).sessions);
    expect(await states('working')).toEqual(['Session broken']);
    await rig.sessions.setProcessing(session.organizationId, session.id, 'failed', 'no words');
    expect(await states('failed')).toEqual(['Session broken']);
    expect(await states('working')).toEqual([]);
  });

  it('is not led astray by ids that are none, or by words of another language', async () => {
    const ask = (input: Omit<ListSessions, 'audience'>) =>
      listSessions(deps, { audience: directTo(people.ada), ...input });
    expect(await ask({ filter: { ids: ["'; DROP TABLE users"] } })).toMatchObject({ total: 0 });
    expect(await ask({ text: "with Bob%' OR 1=1" })).toMatchObject({ total: 0 });
  });
});
