import { randomUUID } from 'node:crypto';
import { toModal } from '../../src/bot/slack/modal.ts';
import { renderMessage } from '../../src/bot/slack/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import { renderParts } from '../../src/bot/local/render.ts';
import {
  maxEntryContent,
  maxEntryTag,
  maxEntryTags,
  maxEntryTitle,
  type KnowledgeEntry,
} from '../../src/coaching/knowledge/entries/entry.ts';
import { maxSentQuestion } from '../../src/coaching/knowledge/feedback/send-question.ts';
import type { GapGroup } from '../../src/coaching/knowledge/gaps/gap.ts';
import { maxQuestionLength } from '../../src/coaching/knowledge/questions/question-of-section.ts';
import type { Form, Message } from '../../src/messages/message.ts';
import { answerView, notFoundView } from '../../src/messages/views/answer.ts';
import { entryHistoryView, entryRetiredView, entrySavedView } from '../../src/messages/views/entry-change.ts';
import { entryForm, entryFormView } from '../../src/messages/views/entry-form.ts';
import { entryListView } from '../../src/messages/views/entry-list.ts';
import {
  feedbackAgainView,
  feedbackTakenView,
  questionForm,
  questionFormView,
  questionSentView,
} from '../../src/messages/views/feedback.ts';
import { gapListView } from '../../src/messages/views/gap-list.ts';
import { csr } from '../support/agent-scene.ts';
import { refusalOfMessage, refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const turnId = randomUUID();
const direct = { kind: 'direct', actor: csr } as const;
const nasty = '<!channel> *bold* _it_ `code` & <@U1> ~x~ @here | [link](https://x.example)';
const section = `${'Very long heading '.repeat(20)}› ${nasty}`;

const group = (change: Partial<GapGroup> = {}): GapGroup => ({
  cited: { document: 'refund.md', section },
  title: 'Refund',
  counts: { wrong: 99, missing: 99, unhelpful: 99 },
  questions: Array.from({ length: 40 }, () => `${nasty} ${'w'.repeat(maxSentQuestion - 100)}`),
  latestId: randomUUID(),
  latestAt: new Date('2026-11-20T09:00:00Z'),
  ...change,
});
const entry = (change: Partial<KnowledgeEntry> = {}): KnowledgeEntry => ({
  id: randomUUID(),
  organizationId: randomUUID(),
  category: 'coaching_patterns',
  contentType: 'example_response',
  title: `${nasty} ${'T'.repeat(maxEntryTitle)}`.slice(0, maxEntryTitle),
  content: `${nasty}\n${'c'.repeat(maxEntryContent)}`.slice(0, maxEntryContent),
  tags: Array.from({ length: maxEntryTags }, (_, index) => `${index}${'t'.repeat(maxEntryTag - 2)}`),
  access: 'sales_rep',
  version: 12,
  createdAt: new Date('2026-11-19T09:00:00Z'),
  updatedAt: new Date('2026-11-20T09:00:00Z'),
  ...change,
});
const versions = Array.from({ length: 12 }, (_, index) => ({
  ...entry({ content: Array.from({ length: 200 }, (_line, line) => `${index} ${line}`).join('\n') }),
  version: 12 - index,
}));
const retired = entry({ retiredAt: new Date('2026-11-20T09:00:00Z') });
const taken = {
  turnId,
  verdict: 'down',
  cited: { document: 'd', section },
  isAsker: true,
  inTeams: true,
} as const;
const questions = Array.from({ length: 3 }, (_, index) => `${index}${'q'.repeat(maxQuestionLength - 2)}?`);
const item = {
  number: 1,
  title: 'Refund',
  version: 2,
  section: 'Refund › Steps',
  quote: '3. Check the date.',
};
const answer = answerView(direct, {
  text: 'Check the date. [1]',
  citations: [item, { ...item, number: 2, section: 'Refund › Times', quote: 'Chat | 2 min' }],
  leftOut: 2,
  followUps: questions,
  turnId,
});

const views: readonly (readonly [string, Message])[] = [
  ['an answer with everything under it', answer],
  ['nothing found', notFoundView(direct, true, undefined, { turnId, examples: questions })],
  ['nothing found, and nothing to offer', notFoundView(direct, true, undefined, { turnId, examples: [] })],
  ['feedback taken', feedbackTakenView(taken)],
  ['feedback of a reader', feedbackTakenView({ ...taken, verdict: 'wrong', isAsker: false, inTeams: false })],
  [
    'feedback about nothing',
    feedbackTakenView({ turnId, verdict: 'missing', isAsker: true, inTeams: false }),
  ],
  ['a thumb up', feedbackTakenView({ ...taken, verdict: 'up' })],
  ['feedback again', feedbackAgainView()],
  ['the question to send', questionFormView(questionForm(turnId, 'q'.repeat(maxSentQuestion)))],
  [
    'the question sent',
    questionSentView(`${nasty} ${'q'.repeat(maxSentQuestion)}`.slice(0, maxSentQuestion)),
  ],
  ['no gaps', gapListView([])],
  [
    'gaps',
    gapListView(
      Array.from({ length: 12 }, () => group()),
      1,
      'Resolved 1 report.',
    ),
  ],
  ['a gap about nothing', gapListView([group({ questions: [] }), { ...group(), cited: undefined } as never])],
  ['no entries', entryListView([], nasty)],
  [
    'entries',
    entryListView(
      Array.from({ length: 12 }, () => entry()),
      'x'.repeat(100),
      1,
    ),
  ],
  ['an entry’s form', entryFormView(entryForm(entry()))],
  ['an entry added', entrySavedView(entry({ version: 1 }), versions.slice(-1), undefined)],
  ['an entry saved', entrySavedView(entry(), versions, 11)],
  ['an entry’s history', entryHistoryView(entry(), versions, () => 'Ingrid')],
  ['the history of a retired entry', entryHistoryView(retired, versions, () => undefined)],
  ['an entry retired', entryRetiredView(retired)],
  ['an entry back', entryRetiredView(entry())],
];

describe.each(views)('%s', (_name, view) => {
  it('fits into Slack, word for word', () => {
    const parts = renderMessage(view);
    for (const { blocks, text } of parts)
      expect(refusalOfMessage(blocks as unknown as Json[], text)).toBeUndefined();
    const said = parts.map(({ blocks }) => visibleText({ text: '', blocks: blocks as unknown as Json[] }));
    expect(said.join('').trim()).not.toBe('');
  });

  it('fits into Teams and the local page', () => {
    for (const askFeedback of [true, false])
      for (const activity of renderActivities(view, { askFeedback }))
        expect(utf16Bytes(activity)).toBeLessThanOrEqual(maxActivityBytes);
    for (const { card } of renderParts(view)) {
      const json = JSON.stringify(card);
      expect(json).not.toContain('"text":""');
      expect(json).not.toContain('"actions":[]');
    }
  });
});

describe('under an answer', () => {
  it('two thumbs are seen, and what is wrong or missing waits in the menu', () => {
    const [, row] = actionRows(answer);
    expect(row?.map(({ type }) => type)).toEqual(['button', 'button', 'overflow']);
    expect(JSON.stringify(row?.[2])).toMatch(/Something’s wrong.*It’s missing/);
    const card = JSON.stringify(renderParts(answer)[0].card);
    expect(card).toMatch(/"title":"Something’s wrong"[^}]*}[^}]*"mode":"secondary"/);
  });

  it('questions are buttons that show the whole question', () => {
    const [row] = actionRows(answer);
    expect(row?.map(({ text, value }) => [(text as Json).text, value])).toEqual(
      questions.map((question) => [question, question]),
    );
  });

  it('Teams shows its own thumbs and not ours', () => {
    const own = JSON.stringify(renderActivities(answer, { askFeedback: true }));
    expect(own).toContain('feedbackLoop');
    expect(own).not.toContain('answer.up');
    expect(own).toContain('answer.wrong');
    expect(JSON.stringify(renderActivities(answer))).toContain('answer.up');
  });

  it('a source is named by its step or row, and what was left out is said', () => {
    const said = renderMessage(answer).map(({ blocks }) =>
      visibleText({ text: '', blocks: blocks as unknown as Json[] }),
    );
    expect(said.join()).toContain('[1] Refund · v2 · step 3');
    expect(said.join()).toContain('[2] Refund · v2 · Times › row “Chat”');
    expect(said.join()).toContain('I left out 2 sentences that the sources don’t back.');
  });

  function actionRows(message: Message): Json[][] {
    return renderMessage(message).flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'actions' ? [block.elements as unknown as Json[]] : [])),
    );
  }
});

describe('forms at their limits', () => {
  const carry = {
    context: '',
    place: { key: 'slack:T1:D1', kind: 'direct', channelId: 'D1' },
    handle: { teamId: 'T1' },
  } as const;
  it.each<[string, Form]>([
    ['a new entry', entryForm()],
    ['an entry', entryForm(entry())],
    ['a question', questionForm(turnId, 'q'.repeat(maxSentQuestion))],
  ])('%s fits into a modal and loses nothing that was written', (_name, form) => {
    const view = toModal(form, { ...carry, context: form.context }) as unknown as Json;
    expect(refusalOfView(view)).toBeUndefined();
    for (const field of form.fields)
      if (field.type === 'text' && field.initial !== undefined)
        expect(JSON.stringify(view)).toContain(JSON.stringify(field.initial));
  });
});

describe('lists', () => {
  it('page through everything', () => {
    const titles = Array.from({ length: 11 }, (_, index) => `Entry number ${index}.`);
    const entries = titles.map((title) => entry({ title }));
    const shown = [0, 1, 2].map((page) => JSON.stringify(entryListView(entries, 'x', page).blocks));
    for (const title of titles) expect(shown.filter((page) => page.includes(title))).toHaveLength(1);
    expect(shown[0]).toContain('"value":"1 x"');
    expect(shown[2]).not.toContain('entry.list');
  });

  it('of gaps never show the name of an entry’s document', () => {
    const gone = group({ cited: { document: `entry:${randomUUID()}`, section: '' } });
    const untitled = { ...gone };
    delete untitled.title;
    expect(JSON.stringify(gapListView([untitled]))).not.toContain('entry:');
    expect(JSON.stringify(gapListView([untitled]))).toContain('An entry that was retired');
  });
});
