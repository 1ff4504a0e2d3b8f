import type { MovedOn } from '../../coaching/profiles/ask-profile.ts';
import { definitionOf, type ProfileFieldKey } from '../../coaching/profiles/field-catalogue.ts';
import type { ProfileQuestion } from '../../coaching/profiles/profile-question.ts';
import type { ProfileValue, Visibility } from '../../coaching/profiles/profile.ts';
import { showValue } from '../../coaching/profiles/show-value.ts';
import { escapeMarkdown } from '../markdown.ts';
import type { Action, Block, Message } from '../message.ts';
import { words } from '../words/en.ts';
import { visibilityActions } from './profile.ts';

const { profiles, questions: say } = words;
const text = (markdown: string): Block => ({ kind: 'text', markdown });
const asked: Partial<Record<ProfileFieldKey, string>> = say.ask;

/**
 * One question, with who will see its answer; or the end of them.
 * @param lead what was just done, as Markdown
 */
export function profileQuestionView(question: ProfileQuestion, lead?: string): Message {
  const before = lead === undefined ? [] : [text(lead)];
  if (question.kind === 'finished')
    return {
      view: 'profile.questions-finished',
      summary: profiles.title,
      blocks: [
        ...before,
        text(say.finished(question.filled, question.total)),
        {
          kind: 'actions',
          actions: [{ id: 'profile.show', label: profiles.showAll, value: '', style: 'primary' }],
        },
      ],
      footer: say.footer,
    };
  const { field, number, total, visibility, standing } = question;
  return {
    view: 'profile.question',
    // Neither the question nor the answer before it shows in a notification.
    summary: say.title(number, total),
    blocks: [
      ...before,
      { kind: 'heading', text: say.title(number, total) },
      text(asked[field] ?? say.askOther(definitionOf(field).label)),
      ...(standing === undefined ? [] : [text(say.standing(escapeMarkdown(showValue(standing))))]),
      ...answerButtons(field),
      text(`*${profiles.willSee[visibility]}*`),
      { kind: 'actions', actions: moves(question), visible: 2 },
    ],
    footer: say.footer,
  };
}

function answerButtons(field: ProfileFieldKey): Block[] {
  const { kind, options } = definitionOf(field);
  if (options !== undefined) {
    const actions = options.map((option, index): Action => ({
      id: 'profile.pick',
      label: option,
      value: `${field}:${index}`,
    }));
    return [{ kind: 'actions', actions }, text(say.choices)];
  }
  if (kind !== 'star-card') return [];
  return [{ kind: 'actions', actions: [{ id: 'profile.form', label: say.pick, value: `answer:${field}` }] }];
}

function moves({ field, visibility, canGoBack }: ProfileQuestion & { kind: 'question' }): Action[] {
  return [
    { id: 'profile.skip', label: say.skip, value: field },
    { id: 'profile.stop', label: say.stop, value: field },
    ...(canGoBack ? [{ id: 'profile.back' as const, label: say.back, value: field }] : []),
    ...visibilityActions('profile.reach', field, visibility),
  ];
}

/** What was just saved, and who sees it, as Markdown. */
const answeredLead = ({
  field,
  value,
  visibility,
}: {
  field: ProfileFieldKey;
  value: ProfileValue;
  visibility: Visibility;
}): string =>
  say.answered(definitionOf(field).label, escapeMarkdown(showValue(value)), profiles.sees[visibility]);

/** The next question after a move, or the same again with what was wrong. */
export function movedOnView(moved: MovedOn): Message {
  switch (moved.kind) {
    case 'moved':
      return profileQuestionView(
        moved.question,
        moved.answered === undefined ? undefined : answeredLead(moved.answered),
      );
    case 'fault':
      return profileQuestionView(moved.question, escapeMarkdown(moved.fault));
    case 'stale':
      return profileQuestionView(moved.question);
  }
}
