import { randomUUID } from 'node:crypto';
import type { CoachReply } from '../../src/coaching/talks/coach-reply.ts';
import type { RecalledTalk } from '../../src/coaching/talks/recall-talks.ts';
import type { Talk } from '../../src/coaching/talks/talk.ts';
import type { Action, Message } from '../../src/messages/message.ts';
import {
  coachView,
  ratedView,
  ratingView,
  spokenReply,
  talksView,
} from '../../src/messages/views/coach-talk.ts';
import { expectFitsEverywhere } from '../support/fits-everywhere.ts';

const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const long = (length: number): string => `${nasty} ${'w'.repeat(length)}`.slice(0, length);
const ideas = Array.from({ length: 4 }, (_unused, index) => `${index} ${long(118)}`);

const talk: Talk = {
  ...{ id: randomUUID(), organizationId: randomUUID(), userId: randomUUID(), conversationKey: 'slack:T1:D1' },
  ...{ kind: 'general', state: 'open', stage: 'step', topic: long(160) },
  progress: { asked: ['topic.mind'], options: ideas },
  contextUsed: { fields: [], passages: [] },
  startedAt: new Date('2026-11-20T09:00:00Z'),
  lastAt: new Date('2026-11-20T09:05:00Z'),
};
const done: Talk = { ...talk, state: 'closed', nextStep: long(240), nextStepOn: '2026-11-26', confidence: 8 };
const asked: CoachReply = {
  ...{ talk, reflection: `You said “${long(140)}”.`, question: 'What could you try?', choices: [] },
  asksSatisfaction: false,
};
const quote = { text: long(320), title: nasty, version: 3, section: `${nasty} › Good questions` };
const keep: Action = { id: 'talk.keep-goal', label: 'Keep as a goal', value: talk.id };
const recalled = (state: Talk['state'], index: number): RecalledTalk => ({
  ...{ id: randomUUID(), state, day: '2026-11-20', topic: `${index} ${long(150)}` },
  ...(index % 2 === 0 ? {} : { nextStep: long(240), nextStepOn: '2026-11-26', confidence: 7 }),
});

const views: readonly (readonly [string, Message])[] = [
  ['a question', coachView(asked)],
  ['a question without a reflection', coachView({ ...asked, reflection: '' })],
  ['a question with a quote', coachView({ ...asked, quote })],
  ['a choice of own ideas', coachView({ ...asked, choices: ideas })],
  ['the end', coachView({ ...asked, talk: done, question: '', ending: 'closed' }, [keep])],
  ['an end without a step', coachView({ ...asked, talk: { ...talk, state: 'closed' }, ending: 'closed' })],
  ['stopped', coachView({ ...asked, talk: { ...talk, state: 'closed' }, ending: 'stopped' })],
  ['stopped with a step', coachView({ ...asked, talk: done, ending: 'stopped' })],
  ['how it was', ratingView(talk.id)],
  ['thanks for it', ratedView(5)],
  ['no talks', talksView([])],
  [
    'talks',
    talksView(
      Array.from({ length: 20 }, (_unused, index) => recalled(index === 0 ? 'open' : 'closed', index)),
      [keep],
    ),
  ],
];
const actionsOf = ({ blocks }: Message): readonly Action[] =>
  blocks.flatMap((block) => (block.kind === 'actions' ? block.actions : []));

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, Teams and the local page', () => {
    expectFitsEverywhere(view);
  });

  it('says who can see it, keeps notifications neutral, and carries ids in its buttons', () => {
    expect(view.footer).toBe('Only you can see this.');
    expect(view.summary).not.toMatch(/bold|www|try/);
    for (const { value } of actionsOf(view)) {
      expect(value.length).toBeLessThanOrEqual(200);
      expect(value).not.toContain('bold');
    }
    expect(view.blocks.filter(({ kind }) => kind === 'actions').length).toBeLessThanOrEqual(1);
  });
});

describe('what a coach says', () => {
  it('is one question, and the person’s own ideas to press', () => {
    const view = coachView({ ...asked, choices: ['breathe first', 'ask for the name'] });
    expect(actionsOf(view)).toEqual([
      { id: 'talk.option', label: 'breathe first', value: `${talk.id}:0` },
      { id: 'talk.option', label: 'ask for the name', value: `${talk.id}:1` },
    ]);
    const said = view.blocks.flatMap((block) => (block.kind === 'text' ? [block.markdown] : [])).join('\n');
    expect(said.match(/\?/g)).toHaveLength(1);
  });

  it('names topic, step, day and how sure they are at the end', () => {
    const end = coachView({
      ...asked,
      talk: { ...done, topic: 'angry callers', nextStep: 'breathe first' },
      ...{ reflection: '', question: '', ending: 'closed' },
    });
    const fields = end.blocks.find(({ kind }) => kind === 'fields');
    expect(fields).toEqual({
      kind: 'fields',
      items: [
        { label: 'Topic', value: 'angry callers' },
        { label: 'Your step', value: 'breathe first' },
        { label: 'Day', value: 'Thursday 26 November' },
        { label: 'How sure you are', value: '8 of 10' },
      ],
    });
    expect(actionsOf(end)).toEqual([]);
  });

  it('is kept as plain words for what is said next', () => {
    expect(spokenReply({ ...asked, reflection: 'You feel stuck.', quote: { ...quote, text: 'Ask.' } })).toBe(
      'You feel stuck.\n“Ask.”\nWhat could you try?',
    );
  });
});
