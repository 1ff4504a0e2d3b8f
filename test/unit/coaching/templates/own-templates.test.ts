import type { Actor } from '../../../../src/coaching/people/user.ts';
import { createTemplateSource } from '../../../../src/coaching/templates/choose-template.ts';
import { setDefaultTemplate } from '../../../../src/coaching/templates/default-template.ts';
import { adoptTemplate, draftTemplate } from '../../../../src/coaching/templates/draft-template.ts';
import { findTemplate, readerOf } from '../../../../src/coaching/templates/find-template.ts';
import { listTemplates } from '../../../../src/coaching/templates/list-templates.ts';
import { retireTemplate } from '../../../../src/coaching/templates/retire-template.ts';
import { saveTemplate } from '../../../../src/coaching/templates/save-template.ts';
import { sessionTemplate } from '../../../../src/coaching/templates/session-template.ts';
import { ManualClock } from '../../../support/fakes/manual-clock.ts';
import { createFakeTemplates } from '../../../support/fakes/templates.ts';
import { csr } from '../../../support/agent-scene.ts';
import { newId } from '../../../../src/shared/ids.ts';

const organizationId = newId();
const person = (role: Actor['role']): Actor => ({ ...csr, id: newId(), organizationId, role });
const [cleo, theo, ada] = [person('COACH'), person('TEAM_LEADER'), person('ADMIN')];
const surface = 'test';

function open() {
  const audited: string[] = [];
  const deps = {
    templates: createFakeTemplates(),
    clock: new ManualClock(),
    audit: {
      record: ({ action, subjectId = '' }: { action: string; subjectId?: string }) => {
        audited.push(`${action} ${subjectId}`);
        return Promise.resolve();
      },
    },
  };
  const save = (
    actor: Actor,
    name: string,
    change: { kind?: string; workshopType?: string; content?: string } = {},
    more: {
      forOrganization?: boolean;
      edits?: { key: string; expectedVersion: number };
      turnId?: string;
    } = {},
  ) =>
    saveTemplate(
      deps,
      { kind: 'summary', workshopType: '', subject: '', content: '## Wins', name, ...change },
      { actor, surface, turnId: newId(), ...more },
    );
  const chosen = async (actor: Actor, workshopType?: string, wanted?: string, kind = 'summary' as const) =>
    (
      await createTemplateSource(deps).choose({
        ...{ organizationId, coachId: actor.id, kind },
        ...(workshopType === undefined ? {} : { workshopType }),
        ...(wanted === undefined ? {} : { wanted }),
      })
    ).key;
  const makeDefault = (
    actor: Actor,
    key: string,
    more: { forOrganization?: boolean; isDefault?: boolean } = {},
  ) => setDefaultTemplate(deps, { actor, key, surface, ...more });
  return { deps, audited, save, chosen, makeDefault };
}
const code = (value: string) => expect.objectContaining({ code: value }) as unknown;

describe('which template is chosen', () => {
  it('is the coach’s default, then the organisation’s, then the built-in one, each by kind of workshop first', async () => {
    const { save, chosen, makeDefault } = open();
    expect(await chosen(cleo)).toBe('system:summary.standard');
    expect(await chosen(cleo, 'Strengths Workshop')).toBe('system:summary.strengths');
    expect(await chosen(cleo, 'juggling')).toBe('system:summary.standard');
    const shared = await save(ada, 'Ours', {}, { forOrganization: true });
    await makeDefault(ada, shared.key, { forOrganization: true });
    expect(await chosen(cleo, 'strengths')).toBe(shared.key);
    const typed = await save(cleo, 'Mine for sales', { workshopType: 'sales' });
    await makeDefault(cleo, typed.key);
    expect([await chosen(cleo, 'sales'), await chosen(cleo), await chosen(theo, 'sales')]).toEqual([
      typed.key,
      shared.key,
      shared.key,
    ]);
    const own = await save(cleo, 'Mine');
    await makeDefault(cleo, own.key);
    expect(await chosen(cleo, 'strengths')).toBe(own.key);
    await makeDefault(cleo, own.key, { isDefault: false });
    expect(await chosen(cleo)).toBe(shared.key);
  });

  it('is the wanted one, by key or by name, one’s own before the others of that name', async () => {
    const { deps, save, chosen } = open();
    expect(await chosen(cleo, undefined, 'the concise template')).toBe('system:summary.concise');
    expect(await chosen(cleo, undefined, 'system:summary.detailed')).toBe('system:summary.detailed');
    const own = await save(cleo, 'Concise');
    expect(await chosen(cleo, undefined, '“CONCISE”')).toBe(own.key);
    expect(await chosen(theo, undefined, 'concise')).toBe('system:summary.concise');
    await retireTemplate(deps, { actor: cleo, key: own.key, surface });
    // What a session chose by its key stays chosen.
    expect(await chosen(cleo, undefined, own.key)).toBe(own.key);
    expect(await chosen(cleo, undefined, 'concise')).toBe('system:summary.concise');
  });

  it('is never another coach’s: the refusal names the nearest of one’s own', async () => {
    const { save, chosen } = open();
    const own = await save(cleo, 'Secret sauce');
    for (const wanted of [own.key, 'secret sauce'])
      await expect(chosen(theo, undefined, wanted)).rejects.toEqual(code('TEMPLATE_001'));
    await expect(chosen(theo, undefined, 'concice')).rejects.toMatchObject({
      userMessage: expect.stringContaining('Did you mean “Concise”?') as string,
    });
    await expect(chosen(theo, undefined, 'Recap')).rejects.toEqual(code('TEMPLATE_001'));
  });

  it('is kept with a session only when it was asked for', async () => {
    const source = createTemplateSource(open().deps);
    expect(await sessionTemplate(source, cleo, {})).toEqual({});
    expect(
      await sessionTemplate(source, cleo, { wanted: 'concise', workshopType: 'Sales workshop' }),
    ).toEqual({
      template: 'system:summary.concise',
      workshopType: 'sales',
    });
  });
});

describe('changing templates', () => {
  it('makes a version, refuses a stale one, and a retried turn changes nothing more', async () => {
    const { audited, save } = open();
    const turnId = newId();
    const { key } = await save(cleo, 'Mine', {}, { turnId });
    expect((await save(cleo, 'Mine', {}, { turnId })).key).toBe(key);
    const edits = { key, expectedVersion: 1 };
    expect(await save(cleo, 'Mine', { content: '## Advice' }, { edits })).toMatchObject({ key, version: 2 });
    expect(await save(cleo, 'Mine', { content: '## Advice' }, { edits })).toMatchObject({ version: 2 });
    await expect(save(cleo, 'Mine', {}, { edits })).rejects.toEqual(code('TEMPLATE_005'));
    await expect(save(cleo, 'mine')).rejects.toEqual(code('TEMPLATE_004'));
    await expect(save(cleo, 'Bad', { content: '## Feelings' })).rejects.toEqual(code('TEMPLATE_002'));
    expect(audited).toContain(`template.save ${key}`);
  });

  it('of what is not one’s own makes an own one from it', async () => {
    const { deps, save } = open();
    const shared = await save(ada, 'Ours', {}, { forOrganization: true });
    for (const edited of [shared.key, 'system:summary.concise']) {
      const edits = { key: edited, expectedVersion: 1 };
      const own = await save(cleo, `From ${edited.slice(0, 6)}`, { content: '## Tips' }, { edits });
      expect(own).toMatchObject({ owner: { kind: 'coach', coachId: cleo.id }, version: 1 });
    }
    expect(await findTemplate(deps, readerOf(cleo), shared.key)).toEqual(shared);
    const byAdmin = await save(
      ada,
      'Ours',
      { content: '## Tips' },
      { edits: { key: shared.key, expectedVersion: 1 } },
    );
    expect(byAdmin).toMatchObject({ key: shared.key, version: 2, owner: { kind: 'organization' } });
  });

  it('for everybody is for admins, and nobody changes another coach’s', async () => {
    const { deps, save, makeDefault } = open();
    await expect(save(cleo, 'Ours', {}, { forOrganization: true })).rejects.toEqual(code('TEMPLATE_003'));
    const shared = await save(ada, 'Ours', {}, { forOrganization: true });
    await expect(makeDefault(cleo, shared.key, { forOrganization: true })).rejects.toEqual(
      code('TEMPLATE_003'),
    );
    await expect(retireTemplate(deps, { actor: cleo, key: shared.key, surface })).rejects.toEqual(
      code('TEMPLATE_003'),
    );
    const own = await save(cleo, 'Mine');
    for (const actor of [theo, ada]) {
      await expect(retireTemplate(deps, { actor, key: own.key, surface })).rejects.toEqual(
        code('TEMPLATE_001'),
      );
      await expect(makeDefault(actor, own.key)).rejects.toEqual(code('TEMPLATE_001'));
      expect((await listTemplates(deps, actor, { retiredToo: true })).map(({ key }) => key)).not.toContain(
        own.key,
      );
    }
  });

  it('retires and brings back, but not what is built in', async () => {
    const { deps, save } = open();
    const { key } = await save(cleo, 'Mine');
    const keys = async () => (await listTemplates(deps, cleo)).map((template) => template.key);
    await retireTemplate(deps, { actor: cleo, key, surface });
    await retireTemplate(deps, { actor: cleo, key, surface });
    expect(await keys()).not.toContain(key);
    await retireTemplate(deps, { actor: cleo, key, surface, back: true });
    expect(await keys()).toContain(key);
    await expect(
      retireTemplate(deps, { actor: cleo, key: 'system:summary.concise', surface }),
    ).rejects.toEqual(code('TEMPLATE_006'));
  });

  it('copies what is built in when it becomes the default, once, and lists the copy in its place', async () => {
    const { deps, chosen, makeDefault } = open();
    const copy = await makeDefault(cleo, 'system:summary.concise');
    expect(copy).toMatchObject({ name: 'Concise', isDefault: true, owner: { kind: 'coach' } });
    expect((await makeDefault(cleo, 'system:summary.concise')).key).toBe(copy.key);
    const named = (await listTemplates(deps, cleo, { kind: 'summary' })).filter(
      ({ name }) => name === 'Concise',
    );
    expect(named.map(({ key }) => key)).toEqual([copy.key]);
    expect(await chosen(theo)).toBe('system:summary.standard');
    await retireTemplate(deps, { actor: cleo, key: copy.key, surface });
    expect(await makeDefault(cleo, 'system:summary.concise')).toMatchObject({
      key: copy.key,
      isDefault: true,
    });
  });

  it('asks for the kind when several have the name', async () => {
    const { deps, save } = open();
    await save(cleo, 'Recap');
    await expect(findTemplate(deps, readerOf(cleo), 'recap')).rejects.toEqual(code('TEMPLATE_007'));
    expect((await findTemplate(deps, readerOf(cleo), 'recap', 'email')).key).toBe('system:email.recap');
  });
});

describe('a preview', () => {
  const input = { kind: 'summary', workshopType: '', subject: '', content: '## Wins', name: 'Mine' };

  it('puts nothing in force before its author says yes, and then once', async () => {
    const { deps } = open();
    const draft = await draftTemplate(deps, input, { actor: cleo, turnId: newId() });
    expect((await listTemplates(deps, cleo)).map(({ name }) => name)).not.toContain('Mine');
    const adopt = (actor: Actor) => adoptTemplate(deps, { actor, draftId: draft.id, surface });
    await expect(adopt(theo)).rejects.toEqual(code('TEMPLATE_001'));
    const first = await adopt(cleo);
    expect(await adopt(cleo)).toEqual(first);
    expect((await listTemplates(deps, cleo)).filter(({ name }) => name === 'Mine')).toHaveLength(1);
  });

  it('of a change says when the template has moved on meanwhile', async () => {
    const { deps, save } = open();
    const { key } = await save(cleo, 'Mine');
    const edits = { key, expectedVersion: 1 };
    const { id } = await draftTemplate(
      deps,
      { ...input, content: '## Advice' },
      { actor: cleo, turnId: newId(), edits },
    );
    await save(cleo, 'Mine', { content: '## To-dos' }, { edits });
    await expect(adoptTemplate(deps, { actor: cleo, draftId: id, surface })).rejects.toEqual(
      code('TEMPLATE_005'),
    );
  });
});
