import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import {
  definitionOf,
  profileFieldKeys,
  type ProfileFieldKey,
} from '../../src/coaching/profiles/field-catalogue.ts';
import type { ProfileQuestion } from '../../src/coaching/profiles/profile-question.ts';
import type { ProfileValue } from '../../src/coaching/profiles/profile.ts';
import { askedFields } from '../../src/coaching/profiles/questionnaire.ts';
import type { ShownField, ShownProfile } from '../../src/coaching/profiles/show-profile.ts';
import type { Action, Message } from '../../src/messages/message.ts';
import {
  profileForm,
  profileFormView,
  type ProfileFormTopic,
} from '../../src/messages/views/profile-form.ts';
import { movedOnView, profileQuestionView } from '../../src/messages/views/profile-questions.ts';
import { profileFieldView, profileSaidView, profileView } from '../../src/messages/views/profile.ts';
import { words } from '../../src/messages/words/en.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const item = (index: number) =>
  `${index} ${index === 0 ? nasty : ''} ${'x'.repeat(120)}`.slice(0, index === 0 ? 120 : 56);

const largest = (field: ProfileFieldKey): ProfileValue => {
  const { kind, options } = definitionOf(field);
  if (kind === 'list') return Array.from({ length: 20 }, (_unused, index) => item(index));
  if (kind === 'minutes') return 180;
  if (kind === 'star-card') return { thinking: 9, planning: 0, acting: 0, feeling: 0, imagination: 0 };
  if (kind === 'wellbeing') return { now: 10, inAYear: 10 };
  return options?.at(-1) ?? `${nasty} ${'y'.repeat(500)}`.slice(0, 500);
};
const shown = (field: ProfileFieldKey, source: ShownField['source'] = 'self'): ShownField => ({
  field,
  value: largest(field),
  visibility: definitionOf(field).visibility,
  source,
  ...(source === 'self' ? {} : { writer: `${nasty} Leader` }),
});
const subject = { id: '5f0c7f0e-9a6b-4c1d-8e2f-3a4b5c6d7e8f', name: `Priya ${nasty}` };
const own: ShownProfile = {
  subject,
  relation: 'self',
  fields: profileFieldKeys.map((field) => shown(field)),
};
const theirs: ShownProfile = {
  subject,
  relation: 'line',
  fields: profileFieldKeys
    .filter((field) => field !== 'wellbeing')
    .map((field) => shown(field, definitionOf(field).writers === 'line' ? 'leader' : 'import')),
};
const nothing: ShownProfile = { subject, relation: 'self', fields: [] };
const undo = randomUUID();
const question = (field: ProfileFieldKey, number: number): ProfileQuestion => ({
  kind: 'question',
  field,
  ...{ number, total: 9, canGoBack: true, standing: largest(field) },
  visibility: definitionOf(field).visibility,
});
const topics: readonly ProfileFormTopic[] = [
  ...(Object.keys(words.profiles.groups) as (keyof typeof words.profiles.groups)[]).map(
    (group) => ({ kind: 'own', group }) as const,
  ),
  { kind: 'line', subjectId: subject.id },
  { kind: 'answer', field: 'star_card' },
];
const formOf = (topic: ProfileFormTopic, profile = topic.kind === 'line' ? theirs : own) =>
  profileForm(profile, topic, 'own:professional');

const views: readonly (readonly [string, Message])[] = [
  ['an own profile', profileView(own, { notice: words.profiles.saved, undo, asking: true })],
  ['an empty profile', profileView(nothing)],
  ['a profile that a leader sees', profileView(theirs, { undo })],
  ['a colleague’s profile', profileView({ ...theirs, relation: 'colleague' })],
  ['a colleague’s empty profile', profileView({ ...theirs, relation: 'colleague', fields: [] })],
  ...profileFieldKeys.flatMap((field) => [
    [`the field ${field}`, profileFieldView(field, shown(field), { notice: 'Saved.', undo })] as const,
    [`the empty field ${field}`, profileFieldView(field, undefined)] as const,
  ]),
  ...askedFields.map(
    (field, index) => [`the question ${field}`, profileQuestionView(question(field, index + 1))] as const,
  ),
  [
    'the question after an answer',
    movedOnView({
      kind: 'moved',
      answered: { field: 'expertise', value: largest('expertise'), visibility: 'line' },
      question: question('flow', 7),
    }),
  ],
  ['a fault', movedOnView({ kind: 'fault', fault: nasty, question: question('star_card', 6) })],
  ['the end of the questions', profileQuestionView({ kind: 'finished', filled: 8, total: 9 })],
  ['a sentence', profileSaidView(words.profiles.who([nasty]))],
  ...topics.map((topic) => [`a form, ${JSON.stringify(topic)}`, profileFormView(formOf(topic))] as const),
];

const actionsOf = ({ blocks }: Message): Action[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page', () => {
    expectFitsEverywhere(view);
  });

  it('says who sees it, and carries no more than ids in its buttons and nothing personal in its notification', () => {
    for (const { value } of actionsOf(view)) {
      expect(value.length).toBeLessThanOrEqual(200);
      expect(value).not.toContain('<!channel>');
    }
    expect(view.footer).toMatch(/^Only you can see this/);
    expect(view.summary).not.toMatch(/xxx|yyy|of 10|Thinking/);
  });
});

describe('an own profile', () => {
  it('says beside each field who sees it and who wrote it', () => {
    const [lines, all] = [profileView(own).blocks.filter(({ kind }) => kind === 'lines'), profileFieldKeys];
    const items = lines.flatMap((block) => (block.kind === 'lines' ? block.items : []));
    expect(items).toHaveLength(all.length);
    for (const { detail } of items)
      expect(detail).toMatch(/^(?:Only you|You, your leaders and admins|Everyone) · written by you$/);
  });
});

it.each(topics)('the form %j fits into a modal and loses nothing that was written', (topic) => {
  const form = formOf(topic);
  const view = toModal(form, {
    context: form.context,
    place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
    handle: { teamId: 'T1' },
  }) as unknown as Json;
  expect(refusalOfView(view)).toBeUndefined();
  for (const field of form.fields)
    if (field.type === 'text' && field.initial !== undefined)
      expect(JSON.stringify(view)).toContain(JSON.stringify(field.initial));
});
