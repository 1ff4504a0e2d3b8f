import { readProfileFile } from '../../../../src/app/read-profile-file.ts';
import { toActor, type User } from '../../../../src/coaching/people/user.ts';
import { editProfile, type EditProfileDeps } from '../../../../src/coaching/profiles/edit-profile.ts';
import { importProfiles } from '../../../../src/coaching/profiles/import-profiles.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeProfiles } from '../../../support/fakes/profiles.ts';
import { createFakeWorld } from '../../../support/fakes/repositories.ts';
import { thrownBy } from '../../../support/thrown.ts';
import { emailOf, peopledOrganization, type CastName } from '../../../support/world.ts';

let deps: EditProfileDeps;
let people: Record<CastName, User>;
let organizationId: string;
beforeEach(async () => {
  const clock = new ManualClock();
  const world = createFakeWorld(clock);
  ({ people, organizationId } = await peopledOrganization(world, 'T1'));
  deps = { ...world, profiles: createFakeProfiles(clock), clock };
});

const run = (csv: string, { as = 'ada', dryRun = false }: { as?: CastName; dryRun?: boolean } = {}) =>
  importProfiles(deps, toActor(people[as]), readProfileFile('f.csv', csv), { surface: 'test', dryRun });
const stored = async (who: CastName) => {
  const { id } = people[who];
  const fields = await deps.profiles.fields({ organizationId, viewerId: id }, id);
  return Object.fromEntries(fields.map(({ field, ...rest }) => [field, rest]));
};
const priya = emailOf('priya');
const daniel = emailOf('daniel');

it('guesses the columns, parts lists at ; and |, and shows nothing to fewer than the line', async () => {
  const report = await run(
    `Agent E-Mail,Name,Primary_Motivators,Learning Style,Preferred session length,Star Card,personalGoals
${priya},Priya,Recognition; Growth | Calm,VISUAL,30,"thinking 3, planning 2, acting 1, feeling 2, imagination 1",Run a marathon
${daniel},Daniel,,,,,\n`,
  );
  expect(report).toMatchObject({
    people: { changed: 1, unchanged: 1 },
    fields: 5,
    faults: [],
    refused: [],
    kept: [],
  });
  expect(await stored('priya')).toMatchObject({
    motivators: { value: ['Recognition', 'Growth', 'Calm'], visibility: 'line', source: 'import' },
    learning_style: { value: 'visual' },
    session_length: { value: 30 },
    star_card: { visibility: 'line', writtenBy: people.ada.id },
    personal_goals: { visibility: 'line' },
  });
});

it('run twice changes nothing, and a dry run writes nothing', async () => {
  const csv = `email,expertise\n${priya},refunds;returns\n`;
  expect(await run(csv, { dryRun: true })).toMatchObject({ people: { changed: 1 }, fields: 1 });
  expect(await stored('priya')).toEqual({});
  expect(await run(csv)).toMatchObject({ people: { changed: 1 }, fields: 1 });
  expect(await run(csv)).toMatchObject({ people: { changed: 0, unchanged: 1 }, fields: 0 });
});

it('takes good rows, and nothing of a faulty one, with its line and the cure', async () => {
  const report = await run(
    `email,expertise,learning_style
${priya},refunds,by osmosis

nobody@example.test,refunds,
,refunds,
${daniel},"late
deliveries",visual
${daniel},other,\n`,
  );
  expect(report.faults).toEqual([
    { line: 2, fault: 'learning_style: It is one of: visual, auditory, kinesthetic, reading.' },
    {
      line: 4,
      fault:
        'Nobody in the organisation has the address nobody@example.test. Add them first: people import FILE.',
    },
    { line: 5, fault: 'The address is missing.' },
    { line: 8, fault: `${daniel} stands on line 7 already.` },
  ]);
  expect(await stored('priya')).toEqual({});
  expect(await stored('daniel')).toMatchObject({ expertise: { value: ['late', 'deliveries'] } });
});

it('refuses what is the person’s alone, and what each switches on for themselves, with the reason', async () => {
  const report = await run(
    `email,wellbeing,connection_opt_in,peer comparison opt-in,percentile_ranking,shoe size,expertise\n${priya},4,true,true,75,41,refunds\n`,
  );
  expect(report.refused).toMatchObject([
    { column: 'wellbeing', reason: expect.stringContaining('only they write it') as unknown },
    { column: 'connection_opt_in', reason: expect.stringContaining('imports never do') as unknown },
    { column: 'peer comparison opt-in', reason: expect.stringContaining('imports never do') as unknown },
    { column: 'percentile_ranking' },
    { column: 'shoe size', reason: 'No field of the profile is called so.' },
  ]);
  expect(Object.keys(await stored('priya'))).toEqual(['expertise']);
});

it('never overwrites what somebody wrote by hand, seen or unseen, and says so', async () => {
  const write = (who: CastName, field: 'motivators' | 'aspirations' | 'core_strengths', hidden = false) =>
    editProfile(
      deps,
      toActor(people[who]),
      people.priya.id,
      [
        {
          kind: 'set',
          field,
          value: field === 'aspirations' ? 'by hand' : ['by hand'],
          ...(hidden ? { visibility: 'private' } : {}),
        },
      ],
      { editId: newId(), surface: 'test' },
    );
  await write('priya', 'motivators');
  await write('priya', 'aspirations', true);
  await write('theo', 'core_strengths');
  const report = await run(
    `email,motivators,aspirations,core strengths,expertise\n${priya},Money,Up,Patience,refunds\n`,
  );
  expect(report).toMatchObject({
    fields: 1,
    kept: [{ line: 2, email: priya, fields: 3 }],
    people: { changed: 1 },
  });
  expect(await stored('priya')).toMatchObject({
    motivators: { value: ['by hand'] },
    aspirations: { value: 'by hand', visibility: 'private' },
    core_strengths: { value: ['by hand'], source: 'leader' },
  });
});

it('what was imported can be hidden by its subject, and stays so in the next import', async () => {
  const csv = `email,aspirations\n${priya},Up\n`;
  await run(csv);
  const hide = { kind: 'visibility', field: 'aspirations', visibility: 'private' } as const;
  await editProfile(deps, toActor(people.priya), people.priya.id, [hide], {
    editId: newId(),
    surface: 'test',
  });
  expect(await run(csv)).toMatchObject({ fields: 0, kept: [{ fields: 1 }] });
  expect(await stored('priya')).toMatchObject({ aspirations: { value: 'Up', visibility: 'private' } });
});

it('is for admins, and for leaders with their own people', async () => {
  const csv = `email,expertise\n${priya},refunds\n${daniel},returns\n`;
  for (const as of ['priya', 'cleo'] as const)
    await expect(run(csv, { as })).rejects.toMatchObject({ code: 'PROFILE_009' });
  expect(await run(csv, { as: 'theo' })).toMatchObject({
    people: { changed: 1 },
    faults: [{ line: 3, fault: expect.stringContaining('is not in your line') as unknown }],
  });
  expect(await stored('daniel')).toEqual({});
});

it('a file without addresses, or that is no table, is refused with the reason', async () => {
  await expect(run('name,expertise\nPriya,refunds\n')).rejects.toMatchObject({ code: 'PROFILE_010' });
  for (const text of ['', 'email,x\n"open,1\n'])
    expect(thrownBy(() => readProfileFile('f.csv', text)).code).toBe('PROFILE_011');
});
