import { definitionOf, type ProfileFieldKey } from './field-catalogue.ts';
import type { Visibility } from './profile.ts';
import { readProfileWords } from './read-profile-words.ts';
import { readValue } from './read-value.ts';

/** What words mean while a question waits. `other`: no answer, and somebody else's to take. */
export type AnswerWords =
  | { kind: 'answer' | 'skip' | 'stop' | 'back' | 'who-sees' | 'other' }
  | { kind: 'visibility'; visibility: Visibility };

const end = '(?:,? (?:please|thanks|thank you))?[.!]*$';
const wholes: readonly (readonly [AnswerWords, RegExp])[] = [
  [
    { kind: 'skip' },
    new RegExp(
      `^(?:skip|next|pass|leave it|no answer|skip (?:it|this|that|this one)|next (?:one|question))${end}`,
      'i',
    ),
  ],
  [
    { kind: 'stop' },
    new RegExp(
      `^(?:stop|pause|quit|exit|cancel|enough|that['’]?s enough|later|not now|(?:stop|pause) (?:it|this|here|now|for now)|(?:go on|continue|let['’]?s continue) (?:later|tomorrow)|no more questions)${end}`,
      'i',
    ),
  ],
  [
    { kind: 'back' },
    new RegExp(
      `^(?:back|undo|go back|previous|one back|undo (?:that|it|this|the last(?: answer)?)|take (?:that|it) back|(?:the )?previous question)${end}`,
      'i',
    ),
  ],
  [
    { kind: 'who-sees' },
    /^(?:and )?who (?:can see|sees|will see|reads|can read|gets to see) (?:this|that|it|my answer|the answer)\b.*$/i,
  ],
  [
    { kind: 'visibility', visibility: 'private' },
    new RegExp(
      `^(?:only me|just me|me only|private|keep (?:it|this|that) (?:private|to myself)|make (?:it|this|that) private)${end}`,
      'i',
    ),
  ],
  [
    { kind: 'visibility', visibility: 'line' },
    new RegExp(
      `^(?:only )?(?:me and )?(?:my )?(?:leaders?|line|team leader|manager)(?: only| too| can see (?:it|this))?${end}`,
      'i',
    ),
  ],
  [
    { kind: 'visibility', visibility: 'organization' },
    new RegExp(
      `^(?:everyone|everybody|all|public|make (?:it|this|that) public|(?:everyone|everybody) can see (?:it|this|that))${end}`,
      'i',
    ),
  ],
];

/** Begins like a question or a request to the assistant, and so is no answer. */
const question =
  /\?\s*$|^(?:how (?:do|does|can|could|should|long|many|much|often|to)|what (?:do|does|is|are|was|should|if|time|happens|did)|when (?:do|does|is|are|can|should)|where (?:do|does|is|are|can)|who (?:is|are|can|do|does|could)|why (?:do|does|is|are)|which (?:form|procedure|policy|one)|can (?:i|you|we)|could you|would you|do (?:i|we|you)|does|is there|are there|am i|should i|may i)\b/i;
const request =
  /^(?:please )?(?:\/\w|show me|list|export|find|search|tell me|give me|remind me|summari[sz]e|look up|explain|help me|delete|forget|coach me|note (?:about|on|for)|take a note|i (?:need|want|would like|['’]d like) (?:help|advice|coaching|to (?:talk|ask|know|speak)))\b/i;

/** @param field the question that waits */
export function readAnswerWords(said: string, field: ProfileFieldKey): AnswerWords {
  const text = said.trim().replaceAll(/\s+/g, ' ');
  const whole = wholes.find(([, pattern]) => pattern.test(text))?.[0];
  if (whole !== undefined) return whole;
  if (readProfileWords(text) !== undefined || question.test(text) || request.test(text))
    return { kind: 'other' };
  // A long sentence beside the choices is talk; a short one is a slip, and is told what the choices are.
  const isChoice = definitionOf(field).kind !== 'list' && definitionOf(field).kind !== 'text';
  if (isChoice && text.split(' ').length > 12 && readValue(field, text).kind === 'fault')
    return { kind: 'other' };
  return { kind: 'answer' };
}
