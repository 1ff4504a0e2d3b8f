import type { Audience } from '../../../src/coaching/access/audience.ts';
import { toActor } from '../../../src/coaching/people/user.ts';
import { recordEntitlement } from '../../../src/coaching/records/entitlement.ts';
import { searchRecords } from '../../../src/coaching/records/search-records.ts';
import { canSeeSession, canSeeSummary } from '../../../src/coaching/sessions/can-see-session.ts';
import { newId } from '../../../src/shared/ids.ts';
import {
  addNote,
  addSession,
  channelOf,
  directTo,
  lineOf,
  openRecordsRig,
  type People,
  type RecordsRig,
} from '../../support/records.ts';
import { peopledOrganization, type CastName } from '../../support/world.ts';

const everyone: readonly CastName[] = ['ada', 'maya', 'theo', 'omar', 'cleo', 'priya', 'daniel'];
/** Every way to ask for it: by its words, misspelt, by part, by kind, with nothing but a month or a person. */
const questions = [
  'heron vault',
  'who struggled with the heron?',
  'who struggled with the hreon last month?',
  'notes about herons',
  'which sessions were about herons?',
  'who mentioned the heron?',
  'what did I note about Priya?',
  'challenges in October',
  'sessions last month',
  'notes',
];
const mark = /heron ((?:one|two|three)\w+)/gu;

interface Secret {
  mark: string;
  /** Whether this person may read it, by the rules that chat and command line go by. */
  readableBy: (who: CastName) => Promise<boolean>;
}

describe('a secret in every kind of record', () => {
  let rig: RecordsRig;
  const tenants: { people: People; secrets: Secret[] }[] = [];

  beforeAll(async () => {
    rig = await openRecordsRig();
    for (const name of ['one', 'two', 'three']) {
      const { people } = await peopledOrganization(rig, name);
      tenants.push({ people, secrets: await plant(people, name) });
    }
  });
  afterAll(() => rig.close());

  /** Sessions, summaries (draft and approved) and notes by everybody who may make them. */
  async function plant(people: People, tenant: string): Promise<Secret[]> {
    const secrets: Secret[] = [];
    const never = () => Promise.resolve(false);
    for (const coach of ['theo', 'omar', 'cleo', 'maya'] as const) {
      for (const approved of [false, true]) {
        const name = `${tenant}${coach}${approved ? 'approved' : 'draft'}`;
        const { session, summary } = await addSession(rig, people, {
          coach,
          participant: 'priya',
          title: `About the heron ${name}title`,
          said: [`I saw the heron ${name}spoken in the vault`],
          lines: [lineOf('challenges', `The heron ${name}summary in the vault`)],
        });
        const participants = await rig.sessions.participants(session.organizationId, session.id);
        const state = approved ? 'approved' : 'draft';
        if (approved) {
          await rig.summaries.approve({
            organizationId: session.organizationId,
            summaryId: summary.id,
            expected: 1,
            approvedBy: people[coach].id,
            at: new Date(),
          });
        }
        const maySeeSession = (who: CastName) => canSeeSession(rig, toActor(people[who]), session);
        const maySeeSummary = (who: CastName) =>
          canSeeSummary(rig, toActor(people[who]), session, { ...summary, state }, participants);
        secrets.push({ mark: `${name}summary`, readableBy: maySeeSummary });
        // The title goes with the summary; what was said stays with the session.
        secrets.push({ mark: `${name}title`, readableBy: maySeeSummary });
        secrets.push({ mark: `${name}spoken`, readableBy: maySeeSession });
      }
      const mayRead = async (who: CastName) =>
        who === coach ||
        (await rig.users.lineAbove(people[coach].organizationId, people[coach].id)).includes(people[who].id);
      await addNote(rig, people, coach, 'priya', `The heron ${tenant}${coach}note of the vault`);
      secrets.push({ mark: `${tenant}${coach}note`, readableBy: mayRead });
      const undone = await addNote(
        rig,
        people,
        coach,
        'priya',
        `The heron ${tenant}${coach}undone of the vault`,
      );
      await rig.notes.remove(undone.organizationId, undone.id, new Date());
      secrets.push({ mark: `${tenant}${coach}undone`, readableBy: never });
      if (coach === 'theo' || coach === 'cleo')
        secrets.push(...(await plantShared(people, tenant, coach, mayRead)));
    }
    // A version that was replaced: before it was ever indexed, and after.
    for (const late of [false, true]) {
      const name = `${tenant}${late ? 'late' : 'early'}`;
      const { session, summary } = await addSession(rig, people, {
        coach: 'theo',
        participant: 'priya',
        lines: [lineOf('challenges', `The heron ${name}before in the vault`)],
      });
      if (late) await searchRecords(rig.search, { audience: directTo(people.theo), text: 'heron' });
      await rig.summaries.addVersion({
        organizationId: session.organizationId,
        summaryId: summary.id,
        expected: 1,
        lines: [lineOf('challenges', `The heron ${name}after in the vault`)],
        cause: { kind: 'refine', request: 'shorter' },
        authorId: people.theo.id,
        turnId: newId(),
      });
      secrets.push({ mark: `${name}before`, readableBy: never });
      secrets.push({
        mark: `${name}after`,
        readableBy: (who) => canSeeSession(rig, toActor(people[who]), session),
      });
    }
    return secrets;
  }

  /** Notes that were shared with their subject, or are about somebody in their author's own line; and one that was reworded. */
  async function plantShared(
    people: People,
    tenant: string,
    coach: 'theo' | 'cleo',
    isInLine: (who: CastName) => Promise<boolean>,
  ): Promise<Secret[]> {
    const secrets: Secret[] = [];
    for (const subject of ['priya', 'maya', 'theo'] as const) {
      if (subject === coach) continue;
      for (const shared of [false, true]) {
        const name = `${tenant}${coach}${subject}${shared ? 'shared' : 'kept'}`;
        const { id, organizationId } = await addNote(
          rig,
          people,
          coach,
          subject,
          `The heron ${name} in the vault`,
        );
        if (shared) await rig.notes.change(organizationId, id, () => ({ sharedAt: new Date() }));
        const readableBy = (who: CastName) => (who === subject ? Promise.resolve(shared) : isInLine(who));
        secrets.push({ mark: name, readableBy });
      }
    }
    const name = `${tenant}${coach}re`;
    const note = await addNote(rig, people, coach, 'priya', `The heron ${name}before in the vault`);
    await searchRecords(rig.search, { audience: directTo(people[coach]), text: 'heron' });
    const content = `The heron ${name}worded in the vault`;
    await rig.notes.change(note.organizationId, note.id, () => ({ content }));
    secrets.push({ mark: `${name}before`, readableBy: () => Promise.resolve(false) });
    secrets.push({ mark: `${name}worded`, readableBy: isInLine });
    return secrets;
  }

  /** What the list of quick notes shows of them. */
  async function listed(audience: Audience): Promise<Set<string>> {
    const { organizationId } = audience.actor;
    const entitlement = recordEntitlement(audience, await rig.search.records.line(organizationId));
    const { notes, total } = await rig.notes.list(entitlement, {}, { limit: 500 });
    expect(total).toBe(notes.length);
    return new Set([...JSON.stringify(notes).matchAll(mark)].map(([, name = '']) => name));
  }
  const isOfNote = (name: string): boolean => /note$|undone$|shared$|kept$|re(?:before|worded)$/.test(name);

  async function found(audience: Audience): Promise<Set<string>> {
    const answers = [];
    for (const text of questions)
      answers.push(await searchRecords(rig.search, { audience, text, limit: 400 }));
    return new Set([...JSON.stringify(answers).matchAll(mark)].map(([, name = '']) => name));
  }
  async function readable(secrets: readonly Secret[], members: readonly CastName[]): Promise<Set<string>> {
    const names = new Set<string>();
    for (const secret of secrets) {
      const all = await Promise.all(members.map((who) => secret.readableBy(who)));
      if (all.every(Boolean)) names.add(secret.mark);
    }
    return names;
  }

  it.each(everyone)('is found by %s exactly where they may read it', async (who) => {
    for (const { people, secrets } of tenants) {
      const expected = await readable(secrets, [who]);
      expect(await found(directTo(people[who]))).toEqual(expected);
      const notes = new Set([...expected].filter(isOfNote));
      expect(await listed(directTo(people[who]))).toEqual(notes);
    }
  });

  it.each([
    [['theo', 'maya']],
    [['theo', 'ada']],
    [['theo', 'priya']],
    [['priya', 'theo', 'maya']],
    [['priya', 'ada']],
    [['maya', 'ada', 'theo']],
    [['omar', 'theo']],
    [['cleo', 'daniel']],
    [['ada', 'maya', 'theo', 'omar', 'cleo', 'priya', 'daniel']],
  ] satisfies [CastName[]][])(
    'is shown in a room of %j only where each of them may read it',
    async (room) => {
      const [tenant] = tenants;
      if (tenant === undefined) throw new Error('No tenant.');
      const { people, secrets } = tenant;
      const audience = channelOf(room.map((who) => people[who]));
      // Together a participant and an admin may see the approved summary, and not what was said.
      const expected = await readable(secrets, room);
      expect(await found(audience)).toEqual(expected);
      expect(await listed(audience)).toEqual(new Set([...expected].filter(isOfNote)));
    },
  );

  it('is shown to nobody where somebody present is not known, or of another organisation', async () => {
    const [one, two] = tenants;
    if (one === undefined || two === undefined) throw new Error('No tenants.');
    expect(await found(channelOf([one.people.theo], false))).toEqual(new Set());
    expect(await found(channelOf([one.people.ada, two.people.ada]))).toEqual(new Set());
  });

  it('leaves no trace in scores, counts, spelling or silence of what somebody may not see', async () => {
    const { people } = await peopledOrganization(rig, 'traces');
    await addSession(rig, people, {
      coach: 'omar',
      participant: 'daniel',
      lines: [lineOf('challenges', 'Refunds took too long'), lineOf('wins', 'Calm with an angry caller')],
    });
    await addNote(rig, people, 'omar', 'daniel', 'Struggled with the refund form');
    const asked = [
      'who struggled with refunds last month?',
      'who struggled with the greenhouse',
      'who struggled with the grenhouse',
      'who struggled with refnuds',
      'notes about Daniel',
      'sessions last month',
    ];
    const answers = async (who: CastName) => {
      const all = [];
      for (const text of asked)
        all.push(await searchRecords(rig.search, { audience: directTo(people[who]), text }));
      return all;
    };
    const before = { omar: await answers('omar'), daniel: await answers('daniel') };
    expect(before.omar.map((answer) => (answer.kind === 'answer' ? answer.hits.length : -1))).toEqual([
      2, 0, 0, 2, 1, 3,
    ]);
    for (let count = 0; count < 8; count += 1) {
      await addSession(rig, people, {
        coach: 'theo',
        participant: 'priya',
        said: ['The greenhouse refund again'],
        lines: [lineOf('challenges', 'Refunds for the greenhouse'), lineOf('wins', 'Refunds and refunds')],
      });
      await addNote(rig, people, 'cleo', 'daniel', 'Refund of the greenhouse went wrong');
    }
    await searchRecords(rig.search, { audience: directTo(people.ada), text: 'refund' });
    expect({ omar: await answers('omar'), daniel: await answers('daniel') }).toEqual(before);
  });
});
