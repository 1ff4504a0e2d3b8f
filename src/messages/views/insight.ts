import type { CoachingCounts } from '../../coaching/care/coaching-counts.ts';
import type { Message } from '../message.ts';
import { words } from '../words/en.ts';

const { insight: say } = words;

const monthName = (month: string): string =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** How many people use coaching, to their leader. */
export const insightView = (counts: CoachingCounts): Message => ({
  view: 'insight.coaching',
  summary: say.title(monthName(counts.month)),
  blocks: [
    { kind: 'heading', text: say.title(monthName(counts.month)) },
    {
      kind: 'text',
      markdown:
        counts.kind === 'shown' ? say.shown(counts.talked, counts.people) : say.suppressed(counts.people),
    },
    ...(counts.kind === 'shown' ? [{ kind: 'text' as const, markdown: say.how }] : []),
  ],
  footer: words.audience.direct,
});
