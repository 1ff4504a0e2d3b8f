import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import type { Forgettable } from '../../src/coaching/privacy/ports.ts';
import type { Action, Message } from '../../src/messages/message.ts';
import {
  deletedView,
  deleteMeForm,
  deleteMeView,
  forgetEverythingView,
  forgottenView,
  myDataView,
  privacyView,
  whichToForgetView,
} from '../../src/messages/views/privacy.ts';
import { refusalOfView } from '../support/slack/check-blocks.ts';
import type { Json } from '../support/slack/types.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const option = (talk: boolean): Forgettable => ({
  ...(talk ? { talkId: randomUUID() } : {}),
  turnIds: [randomUUID(), randomUUID()],
  messages: 4,
  goals: 1,
  at: new Date('2026-11-20T09:00:00Z'),
  begins: `${nasty} ${'w'.repeat(3_000)}`,
});
const periods = { conversationDays: 730, suggestionDays: 365, eventDays: 90 };
const dayOf = () => '20 November 2026';
const which = whichToForgetView(
  [1, 2, 3, 4, 5].map((n) => option(n % 2 === 0)),
  dayOf,
);
const forgotten = { kind: 'forgotten', what: 'talk', messages: 9, goals: 2, takenBack: 4 } as const;

const views: readonly (readonly [string, Message])[] = [
  ['the page', privacyView(periods)],
  ['everything, asked once more', forgetEverythingView()],
  ['a talk forgotten', forgottenView(forgotten)],
  ['an exchange forgotten', forgottenView({ ...forgotten, what: 'exchange', goals: 0, takenBack: 0 })],
  ['everything forgotten', forgottenView({ kind: 'all-forgotten', messages: 1, takenBack: 1 })],
  ['nothing to forget', forgottenView({ kind: 'nothing' })],
  ['which to forget', which],
  ['what deletion means', deleteMeView()],
  ['a deletion', deletedView()],
  ['one’s own data', myDataView()],
];
const actionsOf = ({ blocks }: Message): Action[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page', () => {
    expectFitsEverywhere(view);
  });

  it('says who sees it, keeps words out of its notification, and ids alone in its buttons', () => {
    expect(view.footer).toMatch(/^Only you can see this/);
    expect(view.summary).not.toContain('<!channel>');
    for (const { value } of actionsOf(view)) expect(value).toMatch(/^[0-9a-f-]{0,36}$/);
  });
});

it('names a talk by its talk and an exchange by its turn', () => {
  expect(actionsOf(which).map(({ id }) => id)).toEqual([
    'privacy.forget-exchange',
    'privacy.forget-talk',
    'privacy.forget-exchange',
    'privacy.forget-talk',
    'privacy.forget-exchange',
  ]);
});

it('asks before everything goes, and for words before a person does', () => {
  for (const view of [privacyView(periods), forgetEverythingView()])
    expect(actionsOf(view).find(({ id }) => id === 'privacy.forget-all')?.confirm).toBeDefined();
  const place = { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' } as const;
  const modal = toModal(deleteMeForm(), { context: '', place, handle: { teamId: 'T1' } });
  expect(refusalOfView(modal as unknown as Json)).toBeUndefined();
});

it('says how long is kept what, in the words of people', () => {
  const said = (periodsKept: typeof periods): string => JSON.stringify(privacyView(periodsKept));
  expect(said(periods)).toContain('for 2 years; then');
  expect(said(periods)).toContain('go after one year, and ids of messages after 90 days');
  expect(said({ ...periods, conversationDays: 400 })).toContain('for 400 days');
});
