import { CardFactory } from 'botbuilder';
import type { Activity, Attachment } from 'botbuilder';
import { renderCard, splitMessage } from '../../messages/adaptive-card/render-card.ts';
import { splitMarkdown } from '../../messages/markdown.ts';
import type { Block, CitationItem, Message } from '../../messages/message.ts';
import {
  activityEnvelopeBytes,
  maxActivityBytes,
  maxCitationAbstract,
  maxCitations,
  maxCitationTitle,
  maxSummary,
  utf16Bytes,
} from './limits.ts';

export type RenderedActivity = Partial<Activity> & { type: 'message' };

interface RenderOptions {
  /**
   * Prose goes into the message's text and the card holds the rest. Teams shows `[n]` as citations only in text, and
   * the end of a stream must have text. Default: when the message cites sources.
   */
  proseAsText?: boolean;
  /** Teams' own thumbs under cited answers, in the place of ours. Default: no. */
  askFeedback?: boolean;
}

const room = maxActivityBytes - activityEnvelopeBytes;

/**
 * A message as the activities that show it, in order, each within Teams' size. Almost always one. Nothing is left out:
 * what is too long goes on in the next activity.
 */
export function renderActivities(whole: Message, options: RenderOptions = {}): readonly RenderedActivity[] {
  const message = options.askFeedback === true && hasThumbs(whole) ? withoutThumbs(whole) : whole;
  const cites = message.blocks.some((block) => block.kind === 'citations');
  const activities = (options.proseAsText ?? cites) ? asTextAndCard(message) : asCards(message);
  return activities.map((activity, index) => ({
    ...activity,
    summary: cut(message.summary, maxSummary),
    // The thumbs belong under the end of the answer.
    ...(options.askFeedback === true && hasThumbs(message) && index === activities.length - 1
      ? { channelData: { feedbackLoop: { type: 'default' } } }
      : {}),
  }));
}

const hasThumbs = ({ view }: Message): boolean => view === 'answer.cited';

/** Teams shows thumbs of its own: two pairs would be one too many. */
function withoutThumbs(message: Message): Message {
  const blocks = message.blocks.map((block): Block => {
    if (block.kind !== 'actions') return block;
    return {
      ...block,
      actions: block.actions.filter(({ id }) => id !== 'answer.up' && id !== 'answer.down'),
    };
  });
  return { ...message, blocks };
}

function asCards(message: Message): readonly RenderedActivity[] {
  const entities = aiEntities(message, []);
  return splitMessage(message).map((part) => ({
    type: 'message',
    attachments: [cardOf(part), ...pictures(part)],
    ...entities,
  }));
}

const isProse = (block: Block): block is Extract<Block, { kind: 'heading' | 'text' }> =>
  block.kind === 'heading' || block.kind === 'text';

function asTextAndCard(message: Message): readonly RenderedActivity[] {
  const prose = message.blocks
    .filter(isProse)
    .map((block) => (block.kind === 'heading' ? `**${block.text}**` : block.markdown))
    .join('\n\n');
  const rest = message.blocks.filter((block) => !isProse(block));
  const texts = textActivities(message, prose === '' ? message.summary : prose);
  const cards =
    rest.length === 0 && message.footer === undefined ? [] : asCards({ ...message, blocks: rest });
  const [lastText, firstCard] = [texts.at(-1), cards[0]];
  if (lastText === undefined || firstCard === undefined) return [...texts, ...cards];
  const joined: RenderedActivity = { ...firstCard, ...lastText };
  return utf16Bytes(joined) <= room
    ? [...texts.slice(0, -1), joined, ...cards.slice(1)]
    : [...texts, ...cards];
}

function textActivities(message: Message, prose: string): readonly RenderedActivity[] {
  const items = message.blocks.flatMap((block) => (block.kind === 'citations' ? block.items : []));
  const render = (text: string): RenderedActivity => ({
    type: 'message',
    text,
    textFormat: 'markdown',
    ...aiEntities(message, cited(text, items)),
  });
  // Escapes and citations count too, so the length that fits is found by trying.
  for (let length = room / 4; length > 128; length = Math.floor(length / 2)) {
    const activities = splitMarkdown(prose, length).map(render);
    if (activities.every((activity) => utf16Bytes(activity) <= room)) return activities;
  }
  return splitMarkdown(prose, 128).map(render);
}

/** The sources whose number stands in this piece of the text: Teams shows the others as an error. */
function cited(text: string, items: readonly CitationItem[]): readonly CitationItem[] {
  const marks = new Set([...text.matchAll(/\[(\d{1,3})\]/g)].map((match) => Number(match[1])));
  return items.filter((item) => marks.has(item.number)).slice(0, maxCitations);
}

/** Views whose words a model wrote or chose, so that Teams labels them "AI generated". */
const modelViews = /^(answer|summary|session)\./;

function aiEntities(
  message: Message,
  citations: readonly CitationItem[],
): Pick<RenderedActivity, 'entities'> {
  if (!modelViews.test(message.view)) return {};
  return {
    entities: [
      {
        type: 'https://schema.org/Message',
        '@type': 'Message',
        '@context': 'https://schema.org',
        '@id': '',
        additionalType: ['AIGeneratedContent'],
        ...(citations.length === 0 ? {} : { citation: citations.map(toClaim) }),
      },
    ],
  };
}

function toClaim(item: CitationItem) {
  return {
    '@type': 'Claim',
    position: item.number,
    appearance: {
      '@type': 'DigitalDocument',
      name: cut(`${item.title} (version ${item.version}) › ${item.section}`, maxCitationTitle),
      abstract: cut(item.quote, maxCitationAbstract),
    },
  };
}

/**
 * Beside the card, which has the chart's words: as a data URI a picture does not count to the size of a message, inside a
 * card it would. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
function pictures({ blocks }: Message): Attachment[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'chart' || block.picture === undefined) return [];
    const contentUrl = `data:image/png;base64,${Buffer.from(block.picture.png).toString('base64')}`;
    return [{ contentType: 'image/png', contentUrl, name: block.chart.title }];
  });
}

const cardOf = (message: Message): Attachment => CardFactory.adaptiveCard(renderCard(message));

/** The whole quote is in the card beside; previews may end early, never inside a character. */
function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const shortened = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(shortened) ? shortened.slice(0, -1) : shortened}…`;
}
