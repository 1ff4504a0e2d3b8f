import { maxActivityBytes, maxCitations, utf16Bytes } from '../../../src/bot/teams/limits.ts';
import { renderActivities } from '../../../src/bot/teams/render.ts';
import type { RenderedActivity } from '../../../src/bot/teams/render.ts';
import type { CitationItem, Message } from '../../../src/messages/message.ts';

const citation = (number: number, change: Partial<CitationItem> = {}): CitationItem => ({
  number,
  title: 'Refunds without a receipt',
  version: 2,
  section: 'Refunds › Steps',
  quote: 'Ask for the card that was used.',
  ...change,
});
const answer = (text: string, items: readonly CitationItem[]): Message => ({
  view: 'answer.cited',
  summary: text.slice(0, 200),
  blocks: [
    { kind: 'text', markdown: text },
    { kind: 'citations', items },
  ],
  footer: 'Only you can see this.',
});
const entityOf = (activity: RenderedActivity | undefined) =>
  activity?.entities?.[0] as unknown as
    | {
        additionalType: string[];
        citation?: { position: number; appearance: { name: string; abstract: string } }[];
      }
    | undefined;
const cardText = (activity: RenderedActivity | undefined) =>
  JSON.stringify(activity?.attachments?.[0]?.content ?? {});
const withinLimit = (activities: readonly RenderedActivity[]) =>
  activities.every((activity) => utf16Bytes(activity) <= maxActivityBytes);

describe('a cited answer in Teams', () => {
  const [activity, ...more] = renderActivities(answer('Ask for the card [1].', [citation(1)]));

  it('is one message: text with its mark, the citation, the AI label, and the whole quote in the card', () => {
    expect(more).toEqual([]);
    expect(activity?.text).toBe('Ask for the card [1].');
    expect(entityOf(activity)?.additionalType).toEqual(['AIGeneratedContent']);
    expect(entityOf(activity)?.citation).toEqual([
      expect.objectContaining({
        position: 1,
        appearance: expect.objectContaining({ abstract: 'Ask for the card that was used.' }) as object,
      }),
    ]);
    expect(cardText(activity)).toContain('Ask for the card that was used.');
    expect(cardText(activity)).toContain('Only you can see this.');
  });
  it('does not say the answer twice', () => {
    expect(cardText(activity).replace(/"fallbackText":"[^"]*"/, '')).not.toContain('Ask for the card [1]');
  });
  it('shows thumbs only where they are kept', () => {
    const message = answer('Yes [1].', [citation(1)]);
    expect(renderActivities(message)[0]?.channelData).toBeUndefined();
    expect(renderActivities(message, { askFeedback: true })[0]?.channelData).toEqual({
      feedbackLoop: { type: 'default' },
    });
  });
  it('declares only sources whose mark stands in the text', () => {
    const [only] = renderActivities(answer('Yes [2].', [citation(1), citation(2), citation(3)]));
    expect(entityOf(only)?.citation?.map((claim) => claim.position)).toEqual([2]);
  });
});

describe("Teams' limits", () => {
  it('keeps titles to 80 and abstracts to 160 characters, and the card has the rest', () => {
    const exact = citation(1, {
      title: 'x'.repeat(80 - ' (version 2) › s'.length),
      section: 's',
      quote: 'q'.repeat(160),
    });
    const claim = entityOf(renderActivities(answer('[1]', [exact]))[0])?.citation?.[0];
    expect(claim?.appearance.name).toHaveLength(80);
    expect(claim?.appearance.abstract).toBe('q'.repeat(160));

    const past = citation(1, { title: 'x'.repeat(90), quote: 'q'.repeat(161) });
    const [activity] = renderActivities(answer('[1]', [past]));
    const cut = entityOf(activity)?.citation?.[0];
    expect(cut?.appearance.name).toHaveLength(80);
    expect(cut?.appearance.abstract).toBe(`${'q'.repeat(159)}…`);
    expect(cardText(activity)).toContain('q'.repeat(161));
  });

  it('never cuts a character in two', () => {
    const emoji = citation(1, { quote: `${'q'.repeat(158)}👍👍` });
    const claim = entityOf(renderActivities(answer('[1]', [emoji]))[0])?.citation?.[0];
    expect(claim?.appearance.abstract).toBe(`${'q'.repeat(158)}…`);
  });

  it.each([maxCitations, maxCitations + 1])('declares at most 20 of %d citations, and lists all', (count) => {
    const items = Array.from({ length: count }, (_, index) =>
      citation(index + 1, { title: `Document ${index + 1}` }),
    );
    const activities = renderActivities(answer(items.map((item) => `[${item.number}]`).join(' '), items));
    const declared = activities.flatMap((activity) => entityOf(activity)?.citation ?? []);
    expect(declared.length).toBeLessThanOrEqual(maxCitations);
    expect(withinLimit(activities)).toBe(true);
    const cards = activities.map(cardText).join('');
    for (const item of items) expect(cards).toContain(item.title);
  });

  it.each([1_000, 13_000, 14_000, 50_000])('an answer of %d characters arrives whole', (length) => {
    const words = Array.from(
      { length: Math.ceil(length / 6) },
      (_, index) => `w${String(index).padStart(4, '0')}`,
    );
    const activities = renderActivities(answer(`${words.join(' ')} [1]`, [citation(1)]));
    expect(withinLimit(activities)).toBe(true);
    const shown = activities.map((activity) => activity.text ?? '').join(' ');
    expect(shown.split(/\s+/).filter((word) => word.startsWith('w'))).toEqual(words);
  });

  it('holds for text that doubles in JSON', () => {
    expect(withinLimit(renderActivities(answer('"\\"\n\n'.repeat(4_000), [citation(1)])))).toBe(true);
  });

  it('splits a long card, and the footer stands under the last part', () => {
    const message: Message = {
      view: 'summary.card',
      summary: 'Summary',
      blocks: Array.from({ length: 30 }, (_, index) => ({
        kind: 'lines' as const,
        title: `Part ${index}`,
        items: [{ text: 'a line of the summary '.repeat(40) }],
        empty: '-',
      })),
      footer: 'Only you can see this.',
    };
    const activities = renderActivities(message);
    expect(activities.length).toBeGreaterThan(1);
    expect(withinLimit(activities)).toBe(true);
    const footers = activities.map((activity) => cardText(activity).includes('Only you can see this.'));
    expect(footers.indexOf(true)).toBe(activities.length - 1);
    expect(
      activities.every((activity) => entityOf(activity)?.additionalType[0] === 'AIGeneratedContent'),
    ).toBe(true);
  });
});

describe('other messages', () => {
  const hello: Message = {
    view: 'talk.hello',
    summary: 'Threadcoach says hello',
    blocks: [{ kind: 'text', markdown: 'Hello **Dana**' }],
  };
  it('are a card with a preview, without AI label', () => {
    const [activity] = renderActivities(hello);
    expect(activity).toMatchObject({ type: 'message', summary: 'Threadcoach says hello' });
    expect(activity?.text).toBeUndefined();
    expect(activity?.entities).toBeUndefined();
  });
  it('have text at the end of a stream, which Teams requires', () => {
    const [prose] = renderActivities(hello, { proseAsText: true });
    expect(prose?.text).toBe('Hello **Dana**');
    const buttons: Message = {
      ...hello,
      blocks: [{ kind: 'actions', actions: [{ id: 'help.example', label: 'Try', value: 'x' }] }],
    };
    const [card] = renderActivities(buttons, { proseAsText: true });
    expect([card?.text, card?.attachments?.length]).toEqual(['Threadcoach says hello', 1]);
  });
});
