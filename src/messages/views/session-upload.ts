import { momentOf } from './moment.ts';
import type { CoachingSession } from '../../coaching/sessions/session.ts';
import { formatDay } from '../../coaching/summaries/format-line.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Message } from '../message.ts';
import { words } from '../words/en.ts';

/** The file made a session before. */
export const knownFileView = ({ id, title, date }: CoachingSession): Message => ({
  view: 'session.known',
  summary: `I know this file already: ${title}`,
  blocks: [
    { kind: 'text', markdown: words.uploads.known(escapeMarkdown(title), formatDay(date)) },
    {
      kind: 'actions',
      actions: [{ id: 'session.open', label: words.uploads.show, value: id, style: 'primary' }],
    },
  ],
  footer: words.audience.direct,
});

/** `Tue 10 Mar 2026, 15:00`, in the zone of the one who asks. */
const whenOf = ({ scheduledAt, date }: CoachingSession, timeZone: string): string =>
  scheduledAt === undefined ? formatDay(date) : momentOf(scheduledAt, timeZone);

/** As many plans as fit on buttons; who has more in one day names it with the upload. */
const mostChoices = 4;

/** Which planned session a transcript belongs to. */
export function planChoiceView(
  session: CoachingSession,
  plans: readonly CoachingSession[],
  timeZone: string,
): Message {
  const shown = plans.slice(0, mostChoices);
  return {
    view: 'session.plan-choice',
    summary: words.uploads.choose,
    blocks: [
      { kind: 'text', markdown: words.uploads.choose },
      {
        kind: 'lines',
        title: 'Planned',
        items: shown.map((plan) => ({ text: plan.title, detail: whenOf(plan, timeZone) })),
        empty: '',
      },
      {
        kind: 'actions',
        actions: [
          ...shown.map((plan) => ({
            id: 'session.attach' as const,
            label: plan.title.length <= 40 ? plan.title : `${plan.title.slice(0, 39)}…`,
            value: `${session.id}:${plan.id}`,
          })),
          { id: 'session.separate', label: words.uploads.none, value: session.id },
        ],
      },
    ],
  };
}

export const planChosenView = (title: string | undefined): Message => {
  const text = title === undefined ? words.uploads.separate : words.uploads.attached(escapeMarkdown(title));
  return {
    view: 'session.plan-chosen',
    summary: text.replaceAll(/[*\\]/g, ''),
    blocks: [{ kind: 'text', markdown: text }],
  };
};
