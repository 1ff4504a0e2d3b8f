import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import {
  maxTemplateContent,
  maxTemplateName,
  maxTemplateSubject,
} from '../../src/coaching/templates/check-template.ts';
import { systemTemplates } from '../../src/coaching/templates/system/system-templates.ts';
import type { Template } from '../../src/coaching/templates/template.ts';
import type { ShownVoice } from '../../src/coaching/voice/show-voice.ts';
import { maxOwnWords, maxVoiceExamples } from '../../src/coaching/voice/voice-profile.ts';
import type { Action, Form, Message } from '../../src/messages/message.ts';
import {
  templateChangedView,
  templatePreviewView,
  templateShownView,
  type TemplateChange,
} from '../../src/messages/views/template-change.ts';
import { templateForm, templateFormView } from '../../src/messages/views/template-form.ts';
import { templateListView } from '../../src/messages/views/template-list.ts';
import { voiceForm, voiceFormView, voiceView } from '../../src/messages/views/voice.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const coach = { id: randomUUID(), role: 'COACH' } as const;
const admin = { id: randomUUID(), role: 'ADMIN' } as const;

const template = (change: Partial<Template> = {}): Template => ({
  key: randomUUID(),
  kind: 'email',
  name: `${nasty} ${'T'.repeat(maxTemplateName)}`.slice(0, maxTemplateName),
  workshopType: 'w'.repeat(40),
  subject: `${nasty} ${'s'.repeat(maxTemplateSubject)}`.slice(0, maxTemplateSubject),
  content: `${nasty}\n{{wins}}\n${'c'.repeat(maxTemplateContent)}`.slice(0, maxTemplateContent),
  variables: ['wins'],
  version: 12,
  owner: { kind: 'coach', coachId: coach.id },
  isDefault: true,
  ...change,
});
const retired = template({ retiredAt: new Date('2026-11-20T09:00:00Z'), isDefault: false });
const shared = template({ owner: { kind: 'organization' }, isDefault: false });
const summary = template({ kind: 'summary', content: `## ${'W'.repeat(200)} [wins]\n${'g'.repeat(2_700)}` });
const draft = { fields: template(), forOrganization: true };

const example = (index: number) => ({
  before: `${nasty} ${'b'.repeat(300)}`,
  after: `${index} ${nasty} ${'a'.repeat(300)}`,
  summaryId: randomUUID(),
  lineId: randomUUID(),
  at: new Date('2026-11-20T09:00:00Z'),
});
const empty: ShownVoice = { traits: [], ownWords: '', paused: false, examples: [], undoable: false };
const full: ShownVoice = {
  traits: Array.from({ length: 30 }, (_unused, index) => `You prefer “${nasty}${index}” to “rep”.`),
  ownWords: `${nasty} ${'o'.repeat(maxOwnWords)}`.slice(0, maxOwnWords),
  paused: true,
  examples: Array.from({ length: maxVoiceExamples }, (_unused, index) => example(index)),
  undoable: true,
};
const changes: readonly TemplateChange[] = [
  'saved',
  'retired',
  'restored',
  'default',
  'default-for-all',
  'no-default',
];

const views: readonly (readonly [string, Message])[] = [
  ['no templates', templateListView(coach, [], 'nothing')],
  ['none retired', templateListView(coach, [], 'retired')],
  ['templates', templateListView(coach, [template(), shared, ...systemTemplates], 'x'.repeat(60), 0)],
  ['an admin’s templates', templateListView(admin, [shared, retired])],
  ['retired templates', templateListView(coach, [retired], 'retired')],
  ['a template', templateShownView(coach, template())],
  ['a summary’s template', templateShownView(admin, summary)],
  ...systemTemplates.map((one) => [one.key, templateShownView(coach, one)] as const),
  ['a preview', templatePreviewView(randomUUID(), draft)],
  ['a template’s form', templateFormView(templateForm(admin))],
  ...changes.map((change) => [change, templateChangedView(coach, template(), change)] as const),
  ['retired for good', templateChangedView(coach, retired, 'retired')],
  ['an empty voice', voiceView(empty)],
  ['a voice', voiceView(full, 'Paused.')],
  ['a voice with few examples', voiceView({ ...empty, examples: [example(1)] })],
  ['a voice’s form', voiceFormView(voiceForm(''))],
];

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page', () => {
    expectFitsEverywhere(view);
  });

  it('carries no more than ids in its buttons, and says who sees it', () => {
    for (const { value } of actionsOf(view)) {
      expect(value.length).toBeLessThanOrEqual(200);
      expect(value).not.toContain('<!channel>');
    }
    expect(view.footer).toMatch(/^Only you can see this/);
  });
});

const actionsOf = ({ blocks }: Message): Action[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));
const idsOf = (message: Message): string[] => actionsOf(message).map(({ id }) => id);

describe('forms at their limits', () => {
  const carry = {
    context: '',
    place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
    handle: { teamId: 'T1' },
  } as const;
  it.each<[string, Form]>([
    ['a new template', templateForm(admin)],
    [
      'a template',
      templateForm(admin, { fields: template(), forOrganization: true, context: `12:${randomUUID()}` }),
    ],
    ['own words', voiceForm(full.ownWords)],
  ])('%s fits into a modal and loses nothing that was written', (_name, form) => {
    const view = toModal(form, { ...carry, context: form.context }) as unknown as Json;
    expect(refusalOfView(view)).toBeUndefined();
    for (const field of form.fields)
      if (field.type === 'text' && field.initial !== undefined)
        expect(JSON.stringify(view)).toContain(JSON.stringify(field.initial));
  });

  it('ask only admins for whom a template is', () => {
    const names = (form: Form) => form.fields.map(({ name }) => name);
    expect(names(templateForm(admin))).toContain('scope');
    expect(names(templateForm(coach))).not.toContain('scope');
    expect(JSON.stringify(templateForm(coach))).toContain('{{first_name}}, {{coach_name}}');
  });
});

describe('what may be done', () => {
  it('with one’s own is everything; with the organisation’s, to make it one’s own; with a retired one, to bring it back', () => {
    expect(idsOf(templateShownView(coach, template()))).toEqual([
      'template.form',
      'template.undefault',
      'template.retire',
    ]);
    expect(idsOf(templateShownView(coach, shared))).toEqual(['template.form', 'template.default']);
    expect(JSON.stringify(templateShownView(coach, shared))).toContain('Edit as mine');
    expect(idsOf(templateShownView(admin, shared))).toContain('template.retire');
    expect(idsOf(templateChangedView(coach, retired, 'retired'))).toEqual(['template.restore']);
  });

  it('pages through all templates', () => {
    const names = Array.from({ length: 11 }, (_unused, index) => `Template number ${index}.`);
    const templates = names.map((name) => template({ name }));
    const shown = [0, 1, 2].map((page) =>
      JSON.stringify(templateListView(coach, templates, 'x', page).blocks),
    );
    for (const name of names) expect(shown.filter((page) => page.includes(name))).toHaveLength(1);
    expect(shown[0]).toContain('"value":"1 x"');
    expect(shown[2]).not.toContain('template.list');
  });

  it('with a voice depends on what there is', () => {
    expect(idsOf(voiceView(empty))).toEqual(['voice.form', 'voice.pause']);
    expect(idsOf(voiceView(full)).filter((id) => id !== 'voice.forget')).toEqual([
      ...['voice.form', 'voice.resume', 'voice.restore', 'voice.reset'],
    ]);
    expect(idsOf(voiceView(full)).filter((id) => id === 'voice.forget')).toHaveLength(5);
  });
});
