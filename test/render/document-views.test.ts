import { renderMessage } from '../../src/bot/slack/render.ts';
import { toModal } from '../../src/bot/slack/modal.ts';
import { renderActivities } from '../../src/bot/teams/render.ts';
import { maxActivityBytes, utf16Bytes } from '../../src/bot/teams/limits.ts';
import type { KnowledgeDocument } from '../../src/coaching/knowledge/document.ts';
import { renderCard } from '../../src/messages/adaptive-card/render-card.ts';
import type { Message } from '../../src/messages/message.ts';
import {
  documentAskView,
  documentFailedView,
  documentForm,
  documentGoneView,
  documentLoadedView,
  documentLoadingView,
  documentUnchangedView,
} from '../../src/messages/views/document.ts';
import { refusalOfMessage, refusalOfView } from '../support/slack/check-blocks.ts';
import { visibleText } from '../support/slack/message-log.ts';
import type { Json } from '../support/slack/types.ts';

const documentOf = (more: Partial<KnowledgeDocument> = {}): KnowledgeDocument => ({
  ...{
    id: '7f4d9f1c-8f0a-4b9e-9d25-0d7c3a1b2c3d',
    organizationId: 'o',
    name: 'refunds.docx',
    title: 'Refund *policy*',
  },
  ...{ type: 'sop', access: 'team_leader', version: 2, status: 'uploaded', text: '', contentHash: 'h' },
  createdAt: new Date('2026-11-20T09:00:00Z'),
  fileSize: 2_500_000,
  ...more,
});
const former = documentOf({ version: 1, status: 'completed' });
const failure = 'The model is away. Try again in a minute.';

const views: [Message, ...(string | RegExp)[]][] = [
  [
    documentAskView(documentOf(), former),
    'Refund *policy*',
    'refunds.docx',
    '2.4 MB',
    '2, in place of version 1',
    'nobody finds it yet',
  ],
  [documentAskView(documentOf({ version: 1, fileSize: 10 })), '1 KB'],
  [documentLoadingView(documentOf()), /policy.*: reading…/],
  [
    documentLoadingView(documentOf(), { done: 40, total: 1_200 }),
    'reading… 40 of 1,200 sections',
    'Team leaders and above',
  ],
  [documentLoadedView(documentOf(), 31, 4), 'Loaded:', 'version 2, 31 sections; 4 unchanged.'],
  [documentLoadedView(documentOf(), 1, 0), /version 2, 1 section\./],
  [documentLoadedView(documentOf(), 31), /31 sections\./],
  [documentFailedView(documentOf({ failure })), 'I could not load', failure],
  [documentUnchangedView(former), 'version 1 stays as it is'],
  [documentGoneView('discarded'), 'let the file go'],
  [documentGoneView('replaced'), 'no longer there'],
];

describe.each(views.map(([view, ...words]) => [view.view, view, words] as const))(
  '%s',
  (_name, view, words) => {
    it('is taken by Slack, and says it', () => {
      const parts = renderMessage(view);
      const blocks = parts.map((part) => part.blocks as unknown as Json[]);
      expect(
        blocks.map((own, index) => refusalOfMessage(own, parts[index]?.text ?? '')).filter(Boolean),
      ).toEqual([]);
      const text = blocks.map((own) => visibleText({ text: '', blocks: own })).join('\n');
      for (const word of words)
        expect(text).toMatch(typeof word === 'string' ? new RegExp(word.replace(/[*.]/g, '\\$&')) : word);
    });

    it('fits a Teams activity and a card of the local page', () => {
      const activities = renderActivities(view);
      expect(activities.every((activity) => utf16Bytes(activity) <= maxActivityBytes)).toBe(true);
      const card = JSON.stringify(renderCard(view)).replaceAll('\\\\', '');
      for (const word of words) {
        if (typeof word === 'string') expect(card).toContain(word);
        else expect(card).toMatch(word);
      }
    });
  },
);

describe('the form of an upload', () => {
  it('opens in Slack with what was guessed, and fits for the longest names', () => {
    const form = documentForm(documentOf());
    const carry = {
      context: form.context,
      place: { key: 'slack:T1:D1', kind: 'direct' as const, channelId: 'D1' },
      handle: { teamId: 'T1' },
    };
    const modal = toModal(form, carry) as unknown as Json;
    expect(refusalOfView(modal)).toBeUndefined();
    expect(JSON.stringify(modal)).toMatch(/"initial_option":\{"text":\{[^}]*\},"value":"team_leader"\}/);
    const long = documentOf({ name: `${'n'.repeat(195)}.docx`, title: 't'.repeat(2_000) });
    for (const view of [documentAskView(long), documentLoadedView(long, 1), documentFailedView(long)]) {
      const parts = renderMessage(view);
      expect(
        parts.map(({ blocks, text }) => refusalOfMessage(blocks as unknown as Json[], text)).filter(Boolean),
      ).toEqual([]);
    }
  });
});
