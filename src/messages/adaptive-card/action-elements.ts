import { escapeMarkdown } from '../markdown.ts';
import { formOpenedBy } from '../form-ids.ts';
import type { Action, Form, FormField } from '../message.ts';
import type { ActionSet, CardAction, CardElement, CardInput } from './card-json.ts';
import { maxActionsPerSet, maxVisibleActions } from './limits.ts';

/** What Teams names when somebody types into a list of people; who may be chosen follows. */
export const peopleDataset = 'people:';

/** @param visible how many are seen at once */
export function actionSets(actions: readonly Action[], visible = maxVisibleActions): ActionSet[] {
  const sets: ActionSet[] = [];
  for (let start = 0; start < actions.length; start += maxActionsPerSet) {
    const group = actions.slice(start, start + maxActionsPerSet);
    sets.push({
      type: 'ActionSet',
      actions: group.map((action, index) => ({
        ...toCardAction(action),
        ...(index < visible ? {} : { mode: 'secondary' as const }),
      })),
    });
  }
  return sets;
}

/**
 * A button that opens a form opens a dialog: Teams asks the bot for it (`task/fetch`), the local page asks its server.
 * Both ask `Query` `form.open` with the button's value as context.
 */
function toCardAction(action: Action): CardAction {
  const style =
    action.style === undefined
      ? {}
      : { style: action.style === 'primary' ? ('positive' as const) : ('destructive' as const) };
  const opensForm = formOpenedBy[action.id];
  const submit: CardAction = {
    type: 'Action.Submit',
    title: action.label,
    ...style,
    // A button means what it says, whatever stands in the inputs of the same card.
    associatedInputs: 'none',
    data: {
      action: action.id,
      value: action.value,
      ...(opensForm === undefined ? {} : { opensForm, msteams: { type: 'task/fetch' as const } }),
    },
  };
  if (!action.confirm) return submit;
  const { title, text, ok } = action.confirm;
  return {
    type: 'Action.ShowCard',
    title: action.label,
    ...style,
    card: {
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: escapeMarkdown(title), wrap: true, weight: 'Bolder' },
        { type: 'TextBlock', text: escapeMarkdown(text), wrap: true, spacing: 'Small' },
        { type: 'ActionSet', actions: [{ style: 'positive', ...submit, title: ok }] },
      ],
    },
  };
}

export function formElements(form: Form): CardElement[] {
  return [
    { type: 'TextBlock', text: escapeMarkdown(form.title), wrap: true, weight: 'Bolder', style: 'heading' },
    ...(form.intro === undefined
      ? []
      : [
          {
            type: 'TextBlock' as const,
            text: escapeMarkdown(form.intro),
            wrap: true as const,
            spacing: 'Small' as const,
          },
        ]),
    ...form.fields.flatMap(fieldElements),
    {
      type: 'ActionSet',
      actions: [
        {
          type: 'Action.Submit',
          title: form.submitLabel,
          style: 'positive',
          data: { form: form.id, context: form.context },
        },
      ],
    },
  ];
}

function fieldElements(field: FormField): CardElement[] {
  const input = toInput(field);
  if (field.hint === undefined) return [input];
  return [
    input,
    {
      type: 'TextBlock',
      text: escapeMarkdown(field.hint),
      wrap: true,
      size: 'Small',
      isSubtle: true,
      spacing: 'Small',
    },
  ];
}

function toInput(field: FormField): CardInput {
  const common = {
    id: field.name,
    label: field.label,
    isRequired: field.required,
    ...(field.required ? { errorMessage: `Please fill in “${field.label}”.` } : {}),
    ...(field.initial === undefined ? {} : { value: field.initial }),
  };
  switch (field.type) {
    case 'text':
      return {
        type: 'Input.Text',
        ...common,
        isMultiline: field.multiline,
        maxLength: field.maxLength,
        ...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
      };
    case 'select':
      return {
        type: 'Input.ChoiceSet',
        ...common,
        style: 'compact',
        placeholder: 'Choose…',
        choices: field.options.map(({ value, label }) => ({ title: label, value })),
      };
    case 'person':
      return {
        type: 'Input.ChoiceSet',
        ...common,
        // Typing narrows the list; where there are more than it holds, the bot is asked for them.
        style: 'filtered',
        placeholder: 'Type a name…',
        choices: field.options.map(({ value, label }) => ({ title: label, value })),
        ...(field.more
          ? { 'choices.data': { type: 'Data.Query', dataset: `${peopleDataset}${field.among}` } }
          : {}),
      };
    case 'date':
      return { type: 'Input.Date', ...common };
  }
}
