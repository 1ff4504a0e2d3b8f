import { toActor, type User } from '../../../../src/coaching/people/user.ts';
import {
  editProfile,
  type EditProfileDeps,
  type FieldEdit,
} from '../../../../src/coaching/profiles/edit-profile.ts';
import {
  definitionOf,
  profileFieldKeys,
  type ProfileFieldKey,
} from '../../../../src/coaching/profiles/field-catalogue.ts';
import { visibilities, type ProfileValue } from '../../../../src/coaching/profiles/profile.ts';
import { showProfile, type ShowProfileDeps } from '../../../../src/coaching/profiles/show-profile.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeProfiles } from '../../../support/fakes/profiles.ts';
import { createFakeWorld } from '../../../support/fakes/repositories.ts';
import { peopledOrganization, type CastName } from '../../../support/world.ts';

let deps: ShowProfileDeps & EditProfileDeps;
let people: Record<CastName, User>;
let stranger: User;
beforeAll(async () => {
  const clock = new ManualClock();
  const world = createFakeWorld(clock);
  ({ people } = await peopledOrganization(world, 'T1'));
  stranger = (await peopledOrganization(world, 'T2')).people.theo;
  deps = { ...world, profiles: createFakeProfiles(clock), clock };
});

const sample = (field: ProfileFieldKey): ProfileValue => {
  const { kind, options } = definitionOf(field);
  if (kind === 'list') return ['one', 'two'];
  if (kind === 'minutes') return 30;
  if (kind === 'star-card') return { thinking: 3, planning: 2, acting: 1, feeling: 2, imagination: 1 };
  if (kind === 'wellbeing') return { now: 4 };
  return options?.[0] ?? 'words';
};
const edit = (who: CastName, edits: readonly FieldEdit[], about: CastName = 'priya') =>
  editProfile(deps, toActor(people[who]), people[about].id, edits, { editId: newId(), surface: 'test' });
/** Without what everyone finds in the organisation's list of people. */
const shownTo = async (who: CastName, field: ProfileFieldKey) => {
  const { fields } = await showProfile(deps, toActor(people[who]), people.priya.id);
  return fields.find((one) => one.field === field && one.source !== 'directory');
};

/** Priya's leader is Theo, whose manager is Maya; Omar leads another team. */
const viewers: Readonly<Record<CastName, 'self' | 'line' | 'admin' | 'colleague'>> = {
  priya: 'self',
  theo: 'line',
  maya: 'line',
  ada: 'admin',
  omar: 'colleague',
  cleo: 'colleague',
  daniel: 'colleague',
};
const allowed = {
  private: ['self'],
  line: ['self', 'line', 'admin'],
  organization: ['self', 'line', 'admin', 'colleague'],
};
const rank = { private: 0, line: 1, organization: 2 };

describe.each(profileFieldKeys)('%s', (field) => {
  const { widest, visibility: usual } = definitionOf(field);

  it.each(visibilities)('set to %s is seen by whom it says, and by nobody else', async (visibility) => {
    const setting = edit('priya', [{ kind: 'set', field, value: sample(field), visibility }]);
    if (rank[visibility] > rank[widest]) {
      await expect(setting).rejects.toMatchObject({ code: 'PROFILE_002' });
      return;
    }
    await setting;
    for (const who of Object.keys(viewers) as CastName[]) {
      const shown = await shownTo(who, field);
      const sees = allowed[visibility].includes(viewers[who]);
      expect([who, shown !== undefined]).toEqual([who, sees]);
      if (shown !== undefined) expect(shown).toMatchObject({ visibility, source: 'self' });
    }
    const elsewhere = showProfile(deps, toActor(stranger), people.priya.id);
    await expect(elsewhere).rejects.toMatchObject({ code: 'PROFILE_008' });
    await edit('priya', [{ kind: 'remove', field }]);
  });

  it('begins as the catalogue says', async () => {
    await edit('priya', [{ kind: 'set', field, value: sample(field) }]);
    expect(await shownTo('priya', field)).toMatchObject({ visibility: usual });
    await edit('priya', [{ kind: 'remove', field }]);
  });

  it.each(Object.keys(viewers).filter((who) => who !== 'priya') as CastName[])(
    'is written by %s only if leaders may, and then Priya sees it with the name',
    async (who) => {
      const writing = edit(who, [{ kind: 'set', field, value: sample(field) }]);
      if (viewers[who] !== 'line' || definitionOf(field).writers !== 'line') {
        await expect(writing).rejects.toMatchObject({ code: 'PROFILE_005' });
        return;
      }
      await writing;
      expect(await shownTo('priya', field)).toMatchObject({ source: 'leader', writer: people[who].name });
      const hiding = edit('priya', [{ kind: 'visibility', field, visibility: 'private' }]);
      await expect(hiding).rejects.toMatchObject({ code: 'PROFILE_004' });
      await edit('priya', [{ kind: 'remove', field }]);
    },
  );
});

describe('what stands', () => {
  const field = 'development_areas';

  it('a leader’s words do not take the place of the person’s own, seen or unseen', async () => {
    for (const visibility of ['line', 'private'] as const) {
      await edit('priya', [{ kind: 'set', field, value: ['Mine'], visibility }]);
      const { changed, kept } = await edit('theo', [{ kind: 'set', field, value: ['Theirs'] }]);
      expect({ changed, kept }).toEqual({ changed: [], kept: [field] });
      expect((await shownTo('priya', field))?.value).toEqual(['Mine']);
    }
  });

  it('the person may put their own words in the place of a leader’s, and keep those to themselves', async () => {
    await edit('priya', [{ kind: 'remove', field }]);
    await edit('theo', [{ kind: 'set', field, value: ['Theirs'] }]);
    await edit('priya', [{ kind: 'set', field, value: ['Mine'], visibility: 'private' }]);
    expect(await shownTo('theo', field)).toBeUndefined();
    expect(await shownTo('priya', field)).toMatchObject({ value: ['Mine'], source: 'self' });
  });

  it('what a leader wrote stays the leader’s where only its visibility changes', async () => {
    await edit('theo', [{ kind: 'set', field: 'hidden_talents', value: ['Calm'] }]);
    await edit('priya', [{ kind: 'visibility', field: 'hidden_talents', visibility: 'organization' }]);
    expect(await shownTo('daniel', 'hidden_talents')).toMatchObject({
      source: 'leader',
      writer: 'Theo Leader',
    });
  });

  it('department and company come from the organisation, and the access role is no work title', async () => {
    const profile = await showProfile(deps, toActor(people.daniel), people.theo.id);
    expect(profile.fields).toEqual([
      { field: 'company', value: 'Organisation T1', visibility: 'organization', source: 'directory' },
    ]);
    await edit('priya', [{ kind: 'set', field: 'company', value: 'My own', visibility: 'private' }]);
    expect(await shownTo('priya', 'company')).toMatchObject({ value: 'My own' });
    const seen = await showProfile(deps, toActor(people.daniel), people.priya.id);
    expect(seen.fields.find(({ field }) => field === 'company')).toMatchObject({ value: 'Organisation T1' });
  });

  it('the command line opens no private field outside the demo, nor writes one, nor says who sees it', async () => {
    const actor = toActor(people.priya);
    const options = { editId: newId(), surface: 'cli', privateToo: false };
    await edit('priya', [{ kind: 'set', field: 'aspirations', value: 'Mine', visibility: 'private' }]);
    await edit('priya', [{ kind: 'set', field: 'motivators', value: ['Calm'] }]);
    const { fields } = await showProfile(deps, actor, actor.id, options);
    expect(fields.map(({ field }) => field)).toContain('motivators');
    expect(fields.map(({ field }) => field)).not.toContain('aspirations');
    const refused: readonly FieldEdit[] = [
      { kind: 'set', field: 'aspirations', value: 'Theirs' },
      { kind: 'remove', field: 'aspirations' },
      { kind: 'visibility', field: 'aspirations', visibility: 'organization' },
      { kind: 'visibility', field: 'motivators', visibility: 'organization' },
      { kind: 'set', field: 'wellbeing', value: { now: 1 } },
    ];
    for (const one of refused)
      await expect(editProfile(deps, actor, actor.id, [one], options)).rejects.toMatchObject({
        code: 'PROFILE_007',
      });
    const motivators = { kind: 'set', field: 'motivators', value: ['Growth'] } as const;
    expect(await editProfile(deps, actor, actor.id, [motivators], options)).toMatchObject({
      changed: ['motivators'],
    });
  });
});
