import { listTemplates } from '../../../../src/coaching/templates/list-templates.ts';
import { toActor } from '../../../../src/coaching/people/user.ts';
import { exampleKey } from '../../../../src/coaching/voice/voice-profile.ts';
import type { ActionId } from '../../../../src/messages/action-ids.ts';
import { createTemplateFormQueries } from '../../../../src/turns/writing/template-turns.ts';
import { createVoiceFormQueries } from '../../../../src/turns/writing/voice-turns.ts';
import { newId } from '../../../../src/shared/ids.ts';
import { actionTurn, channelThread, commandTurn, formTurn } from '../../../support/make-turns.ts';
import { openTurnScene, platformIdOf, type TurnScene } from '../../../support/turn-scene.ts';
import type { CastName } from '../../../support/world.ts';

let scene: TurnScene;
beforeEach(async () => {
  scene = await openTurnScene();
});

const command = (name: string, text = '', who: CastName = 'cleo', inChannel = false) =>
  scene.answer(
    commandTurn({
      name,
      text,
      platformUserId: platformIdOf(who),
      ...(inChannel ? { place: channelThread() } : {}),
    }),
  );
const press = (action: ActionId, value: string, who: CastName = 'cleo', inChannel = false) =>
  scene.answer(
    actionTurn({
      action,
      value,
      platformUserId: platformIdOf(who),
      messageId: scene.platform.seen().at(-1)?.messageId ?? 'm0',
      ...(inChannel ? { place: channelThread() } : {}),
    }),
  );
const submit = (
  form: 'template.save' | 'voice.words',
  values: Record<string, string>,
  context = '',
  who: CastName = 'cleo',
) => scene.answer(formTurn({ form, values, context, platformUserId: platformIdOf(who) }));
const shown = (): string => JSON.stringify(scene.platform.seen().at(-1)?.message);
const valueOf = (action: ActionId, label?: string): string => {
  const blocks = scene.platform.seen().at(-1)?.message?.blocks ?? [];
  const actions = blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
  const found = actions.find((one) => one.id === action && (label === undefined || one.label === label));
  if (found === undefined) throw new Error(`no button ${action}`);
  return found.value;
};
const templatesOf = async (who: CastName) =>
  listTemplates({ templates: scene.templates }, toActor(scene.people[who]), { retiredToo: true });
const namesOf = async (who: CastName) => (await templatesOf(who)).map(({ name }) => name);
const own = {
  kind: 'summary',
  name: 'My own',
  workshopType: '',
  subject: '',
  content: '## Wins (max 2)\n## Tips',
};

describe('/templates', () => {
  it('lists, filters, shows and pages, for the person’s eyes alone', async () => {
    await command('templates', 'emails', 'cleo', true);
    expect(shown()).toContain('Recap');
    expect(shown()).not.toContain('Check-in call');
    expect(scene.platform.seen().every(({ onlyFor }) => onlyFor === platformIdOf('cleo'))).toBe(true);
    await press('template.show', 'system:email.recap');
    expect(shown()).toContain('Hi Priya');
    await command('templates');
    const count = scene.platform.seen().length;
    await press('template.list', valueOf('template.list'));
    expect(scene.platform.seen()).toHaveLength(count);
    await press('template.show', 'system:email.gone');
    expect(shown()).toContain('I can’t find a template');
  });

  it('saves what was written only after a preview and a yes, once however often it is pressed', async () => {
    await submit('template.save', own);
    expect(scene.platform.views().at(-1)).toBe('template.preview');
    expect(await namesOf('cleo')).not.toContain('My own');
    const draft = valueOf('template.save');
    await press('template.save', draft, 'theo');
    expect(shown()).toContain('I can’t find that template');
    await press('template.save', draft);
    await press('template.save', draft);
    expect(shown()).toContain('Saved **My own**');
    expect((await namesOf('cleo')).filter((name) => name === 'My own')).toHaveLength(1);
    for (const who of ['theo', 'ada'] as const) expect(await namesOf(who)).not.toContain('My own');
  });

  it('opens a preview again to change it, and edits at the version that was seen', async () => {
    await submit('template.save', own);
    await press('template.form', valueOf('template.form'));
    expect(shown()).toContain('## Wins (max 2)');
    await submit('template.save', own);
    await press('template.save', valueOf('template.save'));
    const reference = valueOf('template.form');
    await submit('template.save', { ...own, content: '## Advice' }, reference);
    await press('template.save', valueOf('template.save'));
    expect(shown()).toContain('version 2');
    await submit('template.save', { ...own, content: '## To-dos' }, reference);
    await press('template.save', valueOf('template.save'));
    expect(shown()).toContain('it is at version 2 now, and I changed nothing');
  });

  it('makes a built-in one the coach’s default, and lets it step back', async () => {
    await press('template.default', 'system:summary.concise');
    expect(shown()).toContain('**Concise** is your default now, for: Summary.');
    await press('template.undefault', valueOf('template.undefault'));
    expect((await templatesOf('cleo')).find(({ name }) => name === 'Concise')).toMatchObject({
      isDefault: false,
    });
  });

  it('retires with an undo, and never another coach’s', async () => {
    await submit('template.save', own);
    await press('template.save', valueOf('template.save'));
    const key = valueOf('template.retire');
    await press('template.retire', key, 'ada');
    expect(shown()).toContain('I can’t find a template');
    await press('template.retire', key);
    await press('template.retire', key);
    expect(shown()).toContain('Retired **My own**');
    await command('templates', 'retired');
    expect(shown()).toContain('My own');
    await press('template.restore', key);
    expect(shown()).toContain('is back');
  });

  it('for everybody is written by admins, whatever a form claims', async () => {
    await submit('template.save', { ...own, scope: 'organization' });
    expect(shown()).toContain('Only admins look after');
    await submit('template.save', { ...own, scope: 'organization' }, '', 'ada');
    await press('template.save', valueOf('template.save'), 'ada');
    const key = valueOf('template.retire');
    await press('template.default', key, 'ada');
    expect(shown()).toContain('everybody’s default');
    await press('template.retire', key);
    expect(shown()).toContain('Only admins look after');
    expect(await namesOf('theo')).toContain('My own');
  });

  it('says in the open form what is wrong, and begins with what is edited', async () => {
    const query = createTemplateFormQueries({
      templates: scene.templates,
      audit: scene.world.audit,
      clock: scene.clock,
    })['template.save'];
    const cleo = toActor(scene.people.cleo);
    await submit('template.save', own);
    await press('template.save', valueOf('template.save'));
    const validate = (values: Record<string, string>, context = '') => query?.validate(cleo, context, values);
    expect(await validate({ ...own, name: 'MY OWN' })).toEqual({
      name: 'There is a template with this name already.',
    });
    expect(await validate(own, valueOf('template.form'))).toEqual({});
    expect(await validate({ ...own, name: 'x', content: '## Winz' })).toMatchObject({
      content: expect.stringContaining('Did you mean [wins]?') as string,
    });
    expect(JSON.stringify(await query?.open(cleo, valueOf('template.form')))).toContain('My own');
    await expect(query?.open(toActor(scene.people.theo), valueOf('template.form'))).rejects.toMatchObject({
      code: 'TEMPLATE_001',
    });
  });
});

describe('/voice', () => {
  const learnt = {
    before: 'The rep did it.',
    after: 'The agent did it.',
    summaryId: newId(),
    lineId: newId(),
  };
  beforeEach(() =>
    scene.voices.change(scene.organizationId, scene.people.cleo.id, (content) => ({
      ...content,
      examples: [{ ...learnt, at: scene.clock.now() }],
    })),
  );

  it('is shown to its coach alone, also where others are', async () => {
    await command('voice', '', 'cleo', true);
    expect(scene.platform.seen().map(({ onlyFor }) => onlyFor)).toEqual([platformIdOf('cleo')]);
    expect(shown()).toContain('The agent did it.');
    for (const who of ['ada', 'maya', 'theo'] as const) {
      await command('voice', 'cleo', who);
      expect(shown()).not.toContain('The agent did it.');
    }
  });

  it('is changed by its coach alone: whoever presses a button acts on their own', async () => {
    const key = exampleKey(learnt);
    for (const action of ['voice.forget', 'voice.reset', 'voice.pause'] as const)
      await press(action, key, 'ada');
    const { examples, paused } = (await scene.voices.find(scene.organizationId, scene.people.cleo.id)) ?? {};
    expect([examples?.length, paused]).toEqual([1, false]);
    await press('voice.forget', key);
    expect(shown()).toContain('Removed.');
    await press('voice.forget', key);
    expect(shown()).toContain('gone already');
  });

  it('never takes the place of a message that others see', async () => {
    await command('voice', '', 'cleo', true);
    await press('voice.pause', '', 'cleo', true);
    expect(scene.platform.seen()).toHaveLength(2);
    expect(scene.platform.seen().every(({ onlyFor }) => onlyFor === platformIdOf('cleo'))).toBe(true);
  });

  it('is paused, resumed, reset and brought back, in place', async () => {
    await command('voice');
    await press('voice.pause', '');
    expect(shown()).toContain('Learning is paused');
    await press('voice.resume', '');
    expect(shown()).not.toContain('Learning is paused');
    await press('voice.reset', '');
    await press('voice.reset', '');
    expect(shown()).not.toContain('The agent did it.');
    await press('voice.restore', '');
    expect(shown()).toContain('The agent did it.');
    expect(scene.platform.seen()).toHaveLength(1);
    await press('voice.restore', '');
    expect(shown()).toContain('There is nothing to bring back');
    expect((await scene.world.audited(scene.organizationId)).map(({ action }) => action)).toContain(
      'voice.reset',
    );
  });

  it('takes own words from a form, and says when they are too many', async () => {
    await press('voice.form', '');
    expect(scene.platform.views().at(-1)).toBe('voice.form');
    await submit('voice.words', { words: 'Short and kind.' });
    expect(shown()).toContain('Short and kind.');
    await submit('voice.words', { words: '' });
    expect(shown()).not.toContain('Short and kind.');
    const query = createVoiceFormQueries({ voices: scene.voices, audit: scene.world.audit })['voice.words'];
    const cleo = toActor(scene.people.cleo);
    expect(await query?.validate(cleo, '', { words: 'x'.repeat(1_001) })).toHaveProperty('words');
    expect(await query?.validate(cleo, '', { words: 'fine' })).toEqual({});
    expect((await query?.open(cleo, ''))?.id).toBe('voice.words');
  });

  it('leaves no word of it in a log', async () => {
    await command('voice');
    await submit('voice.words', { words: 'Short and kind.' });
    await press('voice.reset', '');
    await press('voice.forget', exampleKey(learnt));
    expect(JSON.stringify(scene.logged)).not.toMatch(/agent did it|Short and kind/);
    expect(scene.platform.seen().length).toBeGreaterThan(0);
  });
});
