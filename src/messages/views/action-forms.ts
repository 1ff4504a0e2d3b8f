import { actionLimits, actionPriorities, type ActionItem } from '../../coaching/actions/action-item.ts';
import type { User } from '../../coaching/people/user.ts';
import type { Form, FormField, Message } from '../message.ts';
import { words } from '../words/en.ts';

const { forms: say } = words.actionItems;
const { footer } = words.actionItems;

/** Slack shows 100 in a menu, and a Teams message with more would be too long. */
const peopleToChoose = 60;
const nameLength = 60;

const wordsField = (
  name: string,
  label: string,
  more: Partial<FormField> & { initial?: string } = {},
): FormField => ({
  name,
  label,
  required: false,
  ...(more.hint === undefined ? {} : { hint: more.hint }),
  type: 'text',
  multiline: true,
  maxLength: actionLimits.words,
  ...(more.initial === undefined ? {} : { initial: more.initial }),
});

/** @param people whom the reader looks after */
export const newActionForm = (actorId: string, people: readonly Pick<User, 'id' | 'name'>[]): Form => ({
  id: 'action.create',
  title: say.create,
  fields: [
    {
      name: 'person',
      label: say.person,
      required: true,
      type: 'select',
      options: [
        { value: actorId, label: say.me },
        ...people
          .slice(0, peopleToChoose)
          .map(({ id, name }) => ({ value: id, label: name.slice(0, nameLength) })),
      ],
      initial: actorId,
    },
    {
      name: 'title',
      label: say.title,
      required: true,
      type: 'text',
      multiline: false,
      maxLength: actionLimits.title,
      placeholder: say.titlePlaceholder,
    },
    { name: 'due', label: say.due, required: false, type: 'date' },
    {
      name: 'priority',
      label: say.priority,
      required: true,
      type: 'select',
      options: actionPriorities.map((value) => ({ value, label: words.actionItems.priorities[value] })),
      initial: 'MEDIUM',
    },
    {
      name: 'category',
      label: say.category,
      required: false,
      hint: say.categoryHint,
      type: 'text',
      multiline: false,
      maxLength: actionLimits.category,
    },
    { name: 'reminder', label: say.reminder, required: false, type: 'date' },
    wordsField('description', say.description),
  ],
  submitLabel: say.save,
  context: '',
});

/** About one item; its id is the context. */
export function actionForm(
  id: 'action.note' | 'action.block' | 'action.finish' | 'action.send-back',
  item: ActionItem,
): Form {
  const about = { id, intro: item.title, submitLabel: say.save, context: item.id };
  switch (id) {
    case 'action.note':
      return {
        ...about,
        title: say.progress,
        fields: [
          {
            name: 'percent',
            label: say.percent,
            required: true,
            type: 'select',
            options: percents.map((value) => ({
              value: String(value),
              label: words.actionItems.progress(value),
            })),
            initial: String(percents.findLast((value) => value <= (item.progress ?? 0)) ?? 0),
          },
          wordsField('words', say.note),
        ],
      };
    case 'action.block':
      return {
        ...about,
        title: say.block,
        fields: [
          wordsField('words', say.note, {
            hint: say.blockHint,
            ...(item.blockers === undefined ? {} : { initial: item.blockers }),
          }),
        ],
      };
    case 'action.finish':
      return { ...about, title: say.finish, fields: [wordsField('words', say.note)] };
    case 'action.send-back':
      return {
        ...about,
        title: say.sendBack,
        fields: [{ ...wordsField('words', say.note, { hint: say.sendBackHint }), required: true }],
      };
  }
}

const percents = [0, 10, 25, 50, 75, 90, 100];

/** Where the platform cannot open a form by itself. */
export const actionFormView = (form: Form): Message => ({
  view: 'action.form',
  summary: words.actionItems.summary.one,
  blocks: [{ kind: 'form', form }],
  footer: form.id === 'action.create' ? footer.list : footer.other,
});
