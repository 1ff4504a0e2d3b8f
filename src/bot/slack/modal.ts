import type { types } from '@slack/bolt';
import type { Form, FormField } from '../../messages/message.ts';
import { valueTooLong } from './errors.ts';
import {
  maxInputHint,
  maxInputLabel,
  maxInputLength,
  maxModalButton,
  maxModalTitle,
  maxOptions,
  maxOptionText,
  maxOptionValue,
  maxPlaceholder,
  maxPrivateMetadata,
} from './limits.ts';
import { callbackPrefix, peopleSelect } from './parse-interaction.ts';
import { richParagraph, shortened } from './rich-text.ts';
import type { ModalCarry } from './schema.ts';

const plain = (text: string, max: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: shortened(text, max),
  emoji: false,
});

/**
 * A form as a modal view. `carry` comes back untouched with the values; only this app sees it.
 *
 * @throws AppError SLACK_REFUSED when the form's context is too long to be carried
 */
export function toModal(form: Form, carry: ModalCarry): types.ModalView {
  return {
    type: 'modal',
    callback_id: `${callbackPrefix}${form.id}`,
    title: plain(form.title, maxModalTitle),
    submit: plain(form.submitLabel, maxModalButton),
    close: plain('Cancel', maxModalButton),
    private_metadata: metadata(form, carry),
    blocks: [
      ...(form.intro === undefined ? [] : richParagraph([{ text: form.intro }])),
      ...form.fields.map(input),
    ],
  };
}

/** The way to answer privately is left out first, then the place's name: both are conveniences. */
function metadata(form: Form, { place, handle }: ModalCarry): string {
  const { key, kind, channelId, threadId } = place;
  const unnamed = { key, kind, channelId, ...(threadId === undefined ? {} : { threadId }) };
  const bare = { teamId: handle.teamId };
  const { context } = form;
  const candidates: readonly ModalCarry[] = [
    { context, place, handle },
    { context, place, handle: bare },
    { context, place: unnamed, handle: bare },
  ];
  const fitting = candidates
    .map((candidate) => JSON.stringify(candidate))
    .find((text) => text.length <= maxPrivateMetadata);
  if (fitting === undefined) throw valueTooLong(form.id, context.length);
  return fitting;
}

function input(field: FormField): types.InputBlock {
  return {
    type: 'input',
    block_id: field.name,
    optional: !field.required,
    label: plain(field.label, maxInputLabel),
    ...(field.hint === undefined ? {} : { hint: plain(field.hint, maxInputHint) }),
    element: element(field),
  };
}

export const toOption = ({ value, label }: { value: string; label: string }): types.PlainTextOption => {
  if (value.length > maxOptionValue) throw valueTooLong('option', value.length);
  return { text: plain(label, maxOptionText), value };
};

const toOptions = ({ options }: Extract<FormField, { type: 'select' | 'person' }>): types.PlainTextOption[] =>
  options.slice(0, maxOptions).map(toOption);

function element(field: FormField): types.InputBlock['element'] {
  const action_id = 'value';
  switch (field.type) {
    case 'text': {
      const max_length = Math.min(field.maxLength, maxInputLength);
      return {
        type: 'plain_text_input',
        action_id,
        multiline: field.multiline,
        max_length,
        ...(field.initial === undefined ? {} : { initial_value: field.initial.slice(0, max_length) }),
        ...(field.placeholder === undefined ? {} : { placeholder: plain(field.placeholder, maxPlaceholder) }),
      };
    }
    case 'select': {
      const options = toOptions(field);
      const initial = options.find(({ value }) => value === field.initial);
      return {
        type: 'static_select',
        action_id,
        options,
        ...(initial === undefined ? {} : { initial_option: initial }),
      };
    }
    case 'person': {
      const options = toOptions(field);
      const initial = options.find(({ value }) => value === field.initial);
      const chosen = initial === undefined ? {} : { initial_option: initial };
      // Slack itself searches a list that it holds whole; of a longer one it asks us while somebody types.
      return field.more
        ? {
            type: 'external_select',
            action_id: `${peopleSelect}${field.among}`,
            min_query_length: 1,
            placeholder: plain('Type a name', maxPlaceholder),
            ...chosen,
          }
        : { type: 'static_select', action_id, options, ...chosen };
    }
    case 'date':
      return {
        type: 'datepicker',
        action_id,
        ...(field.initial === undefined ? {} : { initial_date: field.initial }),
      };
  }
}
