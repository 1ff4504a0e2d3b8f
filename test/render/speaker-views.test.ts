import { randomUUID } from 'node:crypto';
import { renderParts } from '../../src/bot/local/render.ts';
import { toModal } from '../../src/bot/slack/modal.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import type { CoachingSession, SessionParticipant } from '../../src/coaching/sessions/session.ts';
import type { Summary } from '../../src/coaching/summaries/summary.ts';
import type { Message } from '../../src/messages/message.ts';
import { openedSessionView } from '../../src/messages/views/opened-session.ts';
import { sessionCardView } from '../../src/messages/views/session-card.ts';
import { knownFileView, planChoiceView, planChosenView } from '../../src/messages/views/session-upload.ts';
import {
  speakerAskView,
  speakerClientForm,
  speakerFormView,
  speakerPickForm,
  speakerToldView,
} from '../../src/messages/views/speaker.ts';
import { refusalOfMessage, refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const nasty = `<!channel> *bold* _it_ \`code\` & <@U1> | [link](https://x.example) ${'n'.repeat(120)}`;
const candidate = (index: number) => ({
  kind: 'user' as const,
  id: randomUUID(),
  name: `${index} ${nasty}`,
  score: 0.8,
});
const speaker = (count: number) => ({
  id: randomUUID(),
  name: nasty,
  candidates: Array.from({ length: count }, (_, index) => candidate(index)),
});
const session: CoachingSession = {
  id: randomUUID(),
  organizationId: randomUUID(),
  facilitatorId: randomUUID(),
  ...{ type: 'WORKSHOP', title: nasty, date: '2026-11-20', processing: 'completed', meeting: 'held' },
  createdAt: new Date('2026-11-20T09:00:00Z'),
  scheduledAt: new Date('2026-11-20T14:30:00Z'),
};
const participant = (index: number): SessionParticipant => ({
  ...{
    id: randomUUID(),
    sessionId: session.id,
    name: `${index} ${nasty}`,
    isFacilitator: false,
    match: 'none',
    turns: 12,
  },
  speakingMs: 400_000,
  insight: {
    engagement: { level: 'low', because: ['3 % of the words of those coached; an equal share would be 8 %'] },
    breakthroughs: [
      { segment: 3, startMs: 9000, quote: 'I just realised that I never ask.', because: 'an insight' },
    ],
    priority: { score: 0.7, because: ['3 open challenges', 'asked for help', 'words of strain'] },
  },
});
const participants = Array.from({ length: 12 }, (_, index) => participant(index));
const summaries: Summary[] = participants.map(({ id, name }) => ({
  ...{ id: randomUUID(), organizationId: session.organizationId, sessionId: session.id, participantId: id },
  ...{ participant: name, state: 'draft', version: 1, lines: [], leftOut: 0 },
}));
const people = Array.from({ length: 150 }, (_, index) => ({
  kind: 'client' as const,
  id: randomUUID(),
  name: `${index} ${nasty}`,
}));
const forms = {
  pick: speakerPickForm(speaker(3), people),
  client: speakerClientForm(speaker(0), 'Europe/Zurich'),
};
const card = {
  ...{ session, participants, facilitator: 'Naomi Feldman', inThread: false },
  state: { kind: 'done' as const, summaries },
};

const views: readonly (readonly [string, Message])[] = [
  ['a question about a speaker', speakerAskView(speaker(1))],
  ['a question with several answers', speakerAskView(speaker(9))],
  ['a question without a guess', speakerAskView(speaker(0))],
  ['a speaker who is a user', speakerToldView(speaker(0), { kind: 'user', name: nasty })],
  ['a speaker who is a client', speakerToldView(speaker(0), { kind: 'client', name: nasty })],
  ['a speaker who is nobody', speakerToldView(speaker(0), undefined)],
  ['the list of people', speakerFormView(forms.pick)],
  ['a new client', speakerFormView(forms.client)],
  ['a known file', knownFileView(session)],
  [
    'planned sessions',
    planChoiceView(
      session,
      Array.from({ length: 9 }, () => session),
      'Europe/Zurich',
    ),
  ],
  ['a plan chosen', planChosenView(nasty)],
  ['no plan chosen', planChosenView(undefined)],
  ['a card of many people', openedSessionView(card, summaries)],
];

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack', () => {
    for (const { blocks, text } of renderMessage(view)) {
      expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
    }
  });

  it('fits into Teams and the local page', () => {
    for (const activity of renderActivities(view))
      expect(utf16Bytes(activity)).toBeLessThanOrEqual(maxActivityBytes);
    for (const { card: part } of renderParts(view)) {
      expect(JSON.stringify(part)).not.toMatch(/"text":""|"actions":\[\]/);
    }
  });

  it('carries ids only in its buttons', () => {
    for (const block of view.blocks) {
      if (block.kind !== 'actions') continue;
      for (const { value } of block.actions) expect(value).toMatch(/^[0-9a-f:a-z-]{1,200}$/);
    }
  });
});

it.each(Object.entries(forms))('the form %s opens in Slack', (_name, form) => {
  const modal = toModal(form, {
    context: form.context,
    place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
    handle: { teamId: 'T1' },
  });
  expect(refusalOfView(modal as unknown as Json)).toBeUndefined();
});

it('the card says what was measured, and of what', () => {
  const said = renderMessage(
    sessionCardView({
      ...{
        session,
        participants: [{ ...participant(1), name: 'Priya' }],
        facilitator: 'Naomi',
        inThread: true,
      },
      state: { kind: 'working', done: 0 },
    }),
  )
    .map(({ blocks }) => visibleText({ text: '', blocks: blocks as unknown as Json[] }))
    .join();
  expect(said).toContain('low engagement (3 % of the words of those coached)');
  expect(said).toContain('priority 0.7: 3 open challenges, asked for help, words of strain');
  expect(said).toContain('Breakthrough: “I just realised that I never ask.” (Priya, 00:09)');
  expect(said).toContain('Who is “Priya”?');
});
