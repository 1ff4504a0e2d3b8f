import type { AdaptiveCardJson } from '../../messages/adaptive-card/card-json.ts';
import { renderCard, splitMessage } from '../../messages/adaptive-card/render-card.ts';
import type { Message } from '../../messages/message.ts';

export interface RenderedPart {
  /** In short, for notifications and screen readers. */
  text: string;
  card: AdaptiveCardJson;
}

/** The same cards, cut at the same size, as Teams gets: what fits here fits there. */
export function renderParts(message: Message): [RenderedPart, ...RenderedPart[]] {
  const [first = message, ...rest] = splitMessage(message);
  const toPart = (part: Message): RenderedPart => ({
    text: part.summary,
    card: renderCard(part, { pictures: true }),
  });
  return [toPart(first), ...rest.map(toPart)];
}
