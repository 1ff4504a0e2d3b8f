import { meetingLimits } from '../../coaching/one-on-ones/one-on-one.ts';
import type { FormField } from '../message.ts';

interface TextField {
  name: string;
  label: string;
  initial?: string;
  required?: boolean;
  hint?: string;
  placeholder?: string;
  multiline?: boolean;
  maxLength?: number;
}

/** Words that somebody writes; what stands there already is cut to what the field takes. */
export const text = ({
  initial = '',
  required = false,
  multiline = true,
  maxLength = meetingLimits.text,
  ...field
}: TextField): FormField => ({
  type: 'text',
  required,
  multiline,
  maxLength,
  ...field,
  ...(initial === '' ? {} : { initial: initial.slice(0, maxLength) }),
});
