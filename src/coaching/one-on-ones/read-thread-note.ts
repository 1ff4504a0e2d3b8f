/** What is written in the thread of a 1:1. `person` of an action: the words before the colon or verb that name an owner. */
export interface ThreadNote {
  kind: 'note' | 'topic' | 'action';
  text: string;
}

const prefixed = /^\s*(action(?: item)?|to-?do|task|topic|note)\s*[:–—-]\s*(\S[\s\S]*)$/i;

/** `action: …`, `topic: …`, `note: …`; words without one are a note. */
export function readThreadNote(text: string): ThreadNote {
  const [, word = '', rest = ''] = prefixed.exec(text) ?? [];
  if (word === '') return { kind: 'note', text: text.trim() };
  const name = word.toLowerCase();
  return { kind: name === 'topic' ? 'topic' : name === 'note' ? 'note' : 'action', text: rest.trim() };
}

/** Whether words say by themselves that they belong to a 1:1 that runs: where it has no thread of its own (Teams). */
export const hasNotePrefix = (text: string): boolean => prefixed.test(text);
