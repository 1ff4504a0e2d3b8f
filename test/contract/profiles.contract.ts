import type { ProfileStore, QuestionnaireRepository } from '../../src/coaching/profiles/ports.ts';
import { newId } from '../../src/shared/ids.ts';
import { peopledOrganization, type CastName, type World } from '../support/world.ts';

export interface ProfileWorld {
  world: World;
  profiles: ProfileStore;
  questionnaires: QuestionnaireRepository;
}

/** Where profiles are kept. */
export function profilesContract(open: () => Promise<ProfileWorld>): void {
  let parts: ProfileWorld;
  let organizationId: string;
  let ids: Record<CastName, string>;
  const as = (who: CastName) => ({ organizationId, viewerId: ids[who] });
  const expertise = (value: string[] | undefined) =>
    ({ field: 'expertise', value, visibility: 'organization', source: 'self' }) as const;

  beforeAll(async () => {
    parts = await open();
    const { people, ...organization } = await peopledOrganization(parts.world, 'T1');
    organizationId = organization.organizationId;
    ids = Object.fromEntries(Object.entries(people).map(([who, { id }]) => [who, id])) as Record<
      CastName,
      string
    >;
  });
  afterAll(() => parts.world.close());

  it('keeps each field with who sees it and who wrote it, and writes nothing twice', async () => {
    const write = () => parts.profiles.write(as('priya'), ids.priya, [expertise(['Refunds'])]);
    expect(await write()).toMatchObject({ changed: ['expertise'] });
    expect(await write()).toMatchObject({ changed: [] });
    expect(await parts.profiles.fields(as('daniel'), ids.priya)).toMatchObject([
      {
        field: 'expertise',
        value: ['Refunds'],
        visibility: 'organization',
        source: 'self',
        writtenBy: ids.priya,
      },
    ]);
  });

  it('shuts what is private to everyone else, and nobody writes over it', async () => {
    await parts.profiles.write(as('priya'), ids.priya, [
      { field: 'development_areas', value: ['Saying no'], visibility: 'private', source: 'self' },
      { field: 'wellbeing', value: { now: 4, inAYear: 8 }, visibility: 'private', source: 'self' },
    ]);
    for (const who of ['ada', 'maya', 'theo', 'cleo', 'daniel'] as const) {
      const seen = await parts.profiles.fields(as(who), ids.priya);
      expect(seen.map(({ field }) => field)).toEqual(['expertise']);
    }
    const leaders = {
      field: 'development_areas',
      value: ['Pace'],
      visibility: 'line',
      source: 'leader',
    } as const;
    expect(await parts.profiles.write(as('theo'), ids.priya, [leaders])).toEqual({
      changed: [],
      kept: ['development_areas'],
    });
    const own = await parts.profiles.fields(as('priya'), ids.priya);
    expect(own.find(({ field }) => field === 'development_areas')?.value).toEqual(['Saying no']);
    expect(own.find(({ field }) => field === 'wellbeing')?.value).toEqual({ now: 4, inAYear: 8 });
  });

  it('takes back the last edit, once, and only the one that is named', async () => {
    const [first, second] = [newId(), newId()];
    await parts.profiles.write(as('priya'), ids.priya, [expertise(['Chat'])], { editId: first });
    await parts.profiles.write(as('priya'), ids.priya, [expertise(undefined)], { editId: second });
    expect(await parts.profiles.undo(as('priya'), first)).toBeUndefined();
    expect(await parts.profiles.undo(as('daniel'))).toBeUndefined();
    expect(await parts.profiles.undo(as('priya'), second)).toEqual({
      subjectId: ids.priya,
      fields: ['expertise'],
    });
    expect(await parts.profiles.fields(as('daniel'), ids.priya)).toMatchObject([{ value: ['Chat'] }]);
    expect(await parts.profiles.undo(as('priya'))).toBeUndefined();
  });

  it('takes nothing back that somebody else wrote since', async () => {
    const talents = (value: string[], source: 'leader' | 'self') =>
      ({ field: 'hidden_talents', value, visibility: 'line', source }) as const;
    const editId = newId();
    await parts.profiles.write(as('theo'), ids.priya, [talents(['Calm'], 'leader')], { editId });
    await parts.profiles.write(as('priya'), ids.priya, [talents(['Singing'], 'self')]);
    expect(await parts.profiles.undo(as('theo'), editId)).toEqual({ subjectId: ids.priya, fields: [] });
    const seen = await parts.profiles.fields(as('theo'), ids.priya);
    expect(seen.find(({ field }) => field === 'hidden_talents')?.value).toEqual(['Singing']);
  });

  it('knows whether anything came by import', async () => {
    expect(await parts.profiles.anyImported(organizationId)).toBe(false);
    await parts.profiles.write(as('ada'), ids.daniel, [
      { ...expertise(['Returns']), source: 'import' as const },
    ]);
    expect(await parts.profiles.anyImported(organizationId)).toBe(true);
    expect(await parts.profiles.anyImported(newId())).toBe(false);
  });

  it('keeps how far a person is in the questions, for that person', async () => {
    const { questionnaires } = parts;
    expect(await questionnaires.find(organizationId, ids.priya)).toBeUndefined();
    const asking = {
      conversationKey: 'slack:T1:D1',
      state: 'asking',
      field: 'motivators',
      visibility: 'private',
      skipped: ['expertise'],
      trail: [{ field: 'expertise' }, { field: 'learning_style', editId: newId() }],
      lastTurn: newId(),
    } as const;
    await questionnaires.save(organizationId, ids.priya, asking);
    expect(await questionnaires.find(organizationId, ids.priya)).toMatchObject(asking);
    await questionnaires.save(organizationId, ids.priya, { ...asking, state: 'paused' });
    expect(await questionnaires.find(organizationId, ids.priya)).toMatchObject({ state: 'paused' });
    expect(await questionnaires.find(organizationId, ids.theo)).toBeUndefined();
  });
}
