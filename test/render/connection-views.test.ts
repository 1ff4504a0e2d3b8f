import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import {
  connectionKinds,
  maxConnectionMessage,
  type ConnectionSettings,
  type ConnectionSuggestion,
  type ReasonType,
} from '../../src/coaching/connections/connection.ts';
import type { PeopleSuggested } from '../../src/coaching/connections/suggest-people.ts';
import type { Action, Message } from '../../src/messages/message.ts';
import {
  connectionAnsweredView,
  connectionAskedView,
  connectionAskForm,
  connectionClosedView,
  connectionIntroView,
  connectionLinkView,
  connectionRequestView,
} from '../../src/messages/views/connection-request.ts';
import {
  connectionFormView,
  connectionSettingsForm,
  connectionSettingsView,
} from '../../src/messages/views/connection-settings.ts';
import {
  connectionOnlyDirectView,
  connectionSuggestionsView,
} from '../../src/messages/views/connection-suggestions.ts';
import { chatLink } from '../../src/turns/connections/chat-link.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const name = `${nasty} ${'N'.repeat(80)}`;
const suggestion = (reasonType: ReasonType = 'expertise_match'): ConnectionSuggestion => ({
  id: randomUUID(),
  organizationId: randomUUID(),
  requestId: randomUUID(),
  requestorId: randomUUID(),
  suggestedId: randomUUID(),
  reasonType,
  reason: connectionKinds.flatMap((kind) =>
    [1, 2, 3].map((index) => ({ kind, shown: `${nasty} ${index} ${'s'.repeat(60)}`.slice(0, 120) })),
  ),
  status: 'viewed',
  message: `${nasty}\n${'m'.repeat(maxConnectionMessage)}`.slice(0, maxConnectionMessage),
  expiresAt: new Date('2026-11-27T09:00:00Z'),
});
const settings: ConnectionSettings = {
  userId: randomUUID(),
  organizationId: randomUUID(),
  optedIn: true,
  shares: connectionKinds,
  availability: 'busy',
};
const out: ConnectionSettings = { ...settings, optedIn: false, shares: [] };
const found = (count: number): PeopleSuggested => ({
  kind: 'suggested',
  people: Array.from({ length: count }, () => ({ suggestion: suggestion('complementary_strengths'), name })),
});
const names = { asker: name, other: `Other ${name}` };
const url = chatLink('teams', ['a@x.example', 'b@x.example'], 'Sam & Bo');

const own: readonly (readonly [string, Message])[] = [
  ['settings of somebody out', connectionSettingsView(out)],
  ['settings', connectionSettingsView(settings, { notice: 'Saved.' })],
  ['settings, paused', connectionSettingsView(settings, { pausedUntil: 'Fri 27 Nov 2026' })],
  ['nothing shared', connectionSettingsView({ ...settings, shares: [] })],
  ['the settings’ form', connectionFormView(connectionSettingsForm(settings, { isJoining: false }))],
  ['one person', connectionSuggestionsView(found(1))],
  ['three people', connectionSuggestionsView(found(3), `Not ${nasty}`)],
  ['nobody', connectionSuggestionsView({ kind: 'nobody' })],
  ['unclear', connectionSuggestionsView({ kind: 'unclear' })],
  ['an invitation', connectionSuggestionsView({ kind: 'not-opted-in' })],
  ['to be shared first', connectionSuggestionsView({ kind: 'share-first', kinds: connectionKinds })],
  ['to be written first', connectionSuggestionsView({ kind: 'profile-first', kinds: ['strength'] })],
  ['a message to write', connectionFormView(connectionAskForm(suggestion(), name))],
  ['asked', connectionAskedView(name)],
  ['a request', connectionRequestView(suggestion(), { name, day: 'Fri 27 Nov 2026' })],
  [
    'a request without a reason',
    connectionRequestView({ ...suggestion(), reason: [] }, { name, day: 'Fri' }),
  ],
  ['accepted', connectionAnsweredView('accepted', name)],
  ['declined', connectionAnsweredView('declined', name)],
  ['excluded', connectionAnsweredView('excluded', name)],
  ['paused', connectionAnsweredView('paused', name)],
  ['closed', connectionClosedView(suggestion(), name)],
  ['an address', connectionLinkView(suggestion(), names, { name, email: 'bo@x.example' })],
  ['a link', connectionLinkView(suggestion(), names, { name, email: 'bo@x.example', url })],
];
const shared: readonly (readonly [string, Message])[] = [
  ['moved to the direct message', connectionOnlyDirectView('Everyone in #team can see this.')],
  ...(['expertise_match', 'complementary_strengths', 'similar_challenge'] as const).map(
    (type) => [`an introduction, ${type}`, connectionIntroView(suggestion(type), names)] as const,
  ),
];
const actionsOf = ({ blocks }: Message): Action[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));

describe.each([...own, ...shared])('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page', () => {
    expectFitsEverywhere(view);
  });

  it('names nobody in its notification, carries ids in its buttons, and says who sees it', () => {
    expect(view.summary).not.toContain('<!channel>');
    for (const { value } of actionsOf(view)) expect(value).toMatch(/^(?:|join|[0-9a-f-]{36})$/);
    expect(view.footer).toMatch(/can see this|Only the two of you and I/);
  });
});

describe.each(own)('%s', (_name, view) => {
  it('is one person’s alone', () => {
    expect(view.footer).toBe('Only you can see this.');
  });
});

describe('what the other reads', () => {
  it('begins with what they share themselves', () => {
    const reason = [
      { kind: 'expertise', shown: 'refunds' },
      { kind: 'language', shown: 'Spanish' },
    ] as const;
    const form = connectionAskForm({ ...suggestion(), reason }, 'Bo Chen');
    expect(form.fields[0]).toMatchObject({
      initial:
        'Hello Bo, could we talk about refunds in Spanish some time this week? I would value your view.',
    });
    const request = JSON.stringify(
      connectionRequestView({ ...suggestion(), reason }, { name: 'Sam', day: 'Fri' }),
    );
    expect(request).toContain('you know refunds and speak Spanish');
  });

  it('a no and no answer read the same to the asker', () => {
    const [declined, expired] = (['declined', 'expired'] as const).map((status) =>
      connectionClosedView({ ...suggestion(), id: 'x', requestId: 'y', status }, 'Bo'),
    );
    expect(declined).toEqual(expired);
    expect(JSON.stringify(declined)).toContain('doesn’t fit just now');
  });
});

it('a chat in Teams is opened by a link that names both, and nowhere else', () => {
  expect(url).toBe(
    'https://teams.microsoft.com/l/chat/0/0?users=a%40x.example,b%40x.example&topicName=Sam%20%26%20Bo',
  );
  expect(chatLink('slack', ['a@x.example'], 'x')).toBeUndefined();
});

describe('forms', () => {
  const place = { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' } as const;
  it.each([
    ['settings', connectionSettingsForm(settings, { isJoining: true, pausedOn: '2026-12-20' })],
    ['a message', connectionAskForm(suggestion(), name)],
  ])('%s fit into a modal', (_name, form) => {
    const carry = { context: form.context, place, handle: { teamId: 'T1' } };
    expect(refusalOfView(toModal(form, carry) as unknown as Json)).toBeUndefined();
  });

  it('offer to share what everyone may see anyway, and nothing else', () => {
    const { fields } = connectionSettingsForm(out, { isJoining: true });
    const yes = fields.filter((field) => field.type === 'select' && field.initial === 'yes');
    expect(yes.map((field) => field.name)).toEqual(['in', 'expertise', 'language']);
  });
});
