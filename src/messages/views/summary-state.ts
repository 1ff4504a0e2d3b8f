import type { Summary } from '../../coaching/summaries/summary.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Message } from '../message.ts';
import { words } from '../words/en.ts';
import { reopenAction, summaryActions } from './summary-card.ts';
import { plainView } from './summary-history.ts';

const { summaries: say } = words;
const nameOf = ({ participant }: Summary): string => escapeMarkdown(participant);

/** A change of an approved summary: it is locked. */
export const lockedView = (summary: Summary): Message =>
  plainView('summary.locked', summary, `${say.locked(nameOf(summary))} ${say.lockedNext}`, [
    reopenAction(summary),
  ]);

/** Asked for in words, an approval still takes a press. */
export const approvePromptView = (summary: Summary): Message =>
  summary.state === 'approved'
    ? plainView('summary.prompt', summary, say.approvedAlready(nameOf(summary)), [reopenAction(summary)])
    : plainView(
        'summary.prompt',
        summary,
        say.approvePrompt(nameOf(summary)),
        summaryActions(summary).filter(({ id }) => id === 'summary.approve'),
      );

/** As `approvePromptView`, for taking an approval back. */
export const reopenPromptView = (summary: Summary): Message =>
  summary.state === 'draft'
    ? plainView('summary.prompt', summary, say.openAlready(nameOf(summary)), [])
    : plainView('summary.prompt', summary, say.reopenPrompt(nameOf(summary)), [reopenAction(summary)]);

export const reopenedView = (summary: Summary, already: boolean): Message =>
  plainView(
    'summary.reopened',
    summary,
    already ? say.openAlready(nameOf(summary)) : say.reopened(nameOf(summary)),
    summaryActions(summary),
  );
