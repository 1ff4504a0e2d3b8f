import type { TaskModuleTaskInfo } from 'botbuilder';
import { CardFactory } from 'botbuilder';
import { renderCard } from '../../messages/adaptive-card/render-card.ts';
import type { Form } from '../../messages/message.ts';
import type { AnswerQuery, Query } from '../../turns/query.ts';
import type { Turn } from '../../turns/turn.ts';

const sorry = 'That did not work just now. Please try again in a moment.';

/** A form as a Teams dialog. */
function toDialog(form: Form): TaskModuleTaskInfo {
  return {
    title: form.title,
    width: 'medium',
    height: 'medium',
    card: CardFactory.adaptiveCard(
      renderCard({ view: `form.${form.id}`, summary: form.title, blocks: [{ kind: 'form', form }] }),
    ),
  };
}

/** What a button that opens a dialog gets: the form, or a sentence in its place. */
export async function answerDialogFetch(
  answerQuery: AnswerQuery,
  query: Query,
): Promise<TaskModuleTaskInfo | string> {
  const answer = await answerQuery(query);
  if (answer.kind === 'form') return toDialog(answer.form);
  return answer.kind === 'refused' ? answer.message : sorry;
}

/** What is wrong with a form that was sent off; undefined when it may become a turn (other turns always may). */
export async function answerFormFaults(
  answerQuery: AnswerQuery,
  turn: Turn,
): Promise<{ text: string; dialog: TaskModuleTaskInfo | string } | undefined> {
  if (turn.kind !== 'form') return undefined;
  const { platform, installationId, platformUserId, place, form, context, values } = turn;
  const base = { platform, installationId, platformUserId, place, form, context };
  const answer = await answerQuery({ ...base, kind: 'form.validate', values });
  if (answer.kind === 'refused') return { text: answer.message, dialog: answer.message };
  if (answer.kind !== 'validation') return { text: sorry, dialog: sorry };
  const faults = Object.entries(answer.errors);
  if (faults.length === 0) return undefined;
  const reopened = await answerQuery({ ...base, kind: 'form.open' });
  if (reopened.kind !== 'form') {
    const text = faults.map(([, fault]) => fault).join('\n');
    return { text, dialog: text };
  }
  const labels = new Map(reopened.form.fields.map((field) => [field.name, field.label]));
  const text = faults.map(([name, fault]) => `${labels.get(name) ?? name}: ${fault}`).join('\n');
  return { text, dialog: toDialog(refilled(reopened.form, values, text)) };
}

/** The same form with what was typed still in it, and what is wrong above it. */
function refilled(form: Form, values: Readonly<Record<string, string>>, intro: string): Form {
  return {
    ...form,
    intro,
    fields: form.fields.map((field) => {
      const typed = values[field.name];
      return typed === undefined ? field : { ...field, initial: typed };
    }),
  };
}
