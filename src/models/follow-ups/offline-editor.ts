import type { FollowUpEdit, FollowUpEditor, FollowUpText } from '../../coaching/follow-ups/ports.ts';
import { joinParagraphs, paragraphsOf, signOffAt } from './paragraphs.ts';
import { removePart } from './remove-part.ts';
import { shortenText } from './shorten-text.ts';

/** Reads one kind of instruction; undefined: it is none of that kind. */
type Instruction = (words: string, text: FollowUpText) => FollowUpText | FollowUpEdit | undefined;

const quote = `[“"'‘]`;
const unquote = `[”"'’]`;
const plain = (words: string): string =>
  words
    .trim()
    .replace(new RegExp(`^${quote}([\\s\\S]*)${unquote}$`, 'u'), '$1')
    .trim();
/** What only a hosted model can do is said with the setting that would enable it. */
const cannot = (what: string): FollowUpEdit => ({
  kind: 'cannot',
  reason: `${what} With a hosted model I could: your admin would set OPENAI_API_KEY, or OPENAI_BASE_URL for a model of your own.`,
});
const ask = (question: string): FollowUpEdit => ({ kind: 'ask', question });

/** `change the subject to …`, `subject: …`. */
const setSubject: Instruction = (words, text) => {
  const match =
    /^(?:(?:please\s+)?(?:change|set|make|rename|replace|edit|update)\s+)?(?:the\s+|its\s+)?(?:subject|title)(?:\s+line)?\s*(?::|\b(?:to|into|with|as|should (?:be|say|read)|is|reads?)\b\s*:?)\s*(.+)$/is.exec(
      words,
    );
  if (match?.[1] === undefined) return undefined;
  if (text.subject === '')
    return ask('This one has no subject, because it is not a mail. What shall I change in its text?');
  return { ...text, subject: plain(match[1]) };
};

/** `replace the text with: …`, `write: …`. */
const setBody: Instruction = (words, text) => {
  const match =
    /^(?:(?:replace|change|set)\s+)(?:the\s+)?(?:whole\s+|entire\s+)?(?:text|body|message|e-?mail|mail|script|content)\s+(?:with|to|by|into)\s*:?\s*(.+)$/is.exec(
      words,
    ) ?? /^(?:write|say)\s*:\s*(.+)$/is.exec(words);
  return match?.[1] === undefined ? undefined : { ...text, body: plain(match[1]) };
};

/** `add: …` before the sign-off; `add a PS: …` after it. */
const add: Instruction = (words, text) => {
  const match = /^(?:add|append|insert|include)\b([^:]{0,40}):\s*(.+)$/is.exec(words);
  if (match?.[2] === undefined) {
    return /^(?:add|append|insert|include)\b/i.test(words)
      ? ask('What shall I add? Say it like “add: see you on Friday”.')
      : undefined;
  }
  const added = plain(match[2]);
  const paragraphs = paragraphsOf(text.body);
  if (/\bp\.?\s?s\b/i.test(match[1] ?? ''))
    return { ...text, body: joinParagraphs([...paragraphs, `PS: ${added}`]) };
  return { ...text, body: joinParagraphs(paragraphs.toSpliced(signOffAt(paragraphs), 0, added)) };
};

const replaceForms = [
  new RegExp(
    String.raw`^(?:replace|change|swap|substitute|correct|turn)\s+${quote}(.+?)${unquote}\s+(?:with|by|for|to|into)\s+${quote}(.*?)${unquote}$`,
    'isu',
  ),
  /^(?:replace|change|swap|substitute|correct|turn)\s+(.+?)\s+(?:with|by|for|to|into)\s*:?\s*(.+)$/isu,
];

/** `replace ‘angry’ with ‘frustrated’`: whole words, in subject and body. */
const replaceWords: Instruction = (words, text) => {
  for (const form of replaceForms) {
    const match = form.exec(words);
    if (match?.[1] === undefined || match[2] === undefined) continue;
    const [old, fresh] = [plain(match[1]), plain(match[2])];
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])${old.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')}(?![\\p{L}\\p{N}])`,
      'giu',
    );
    const swap = (part: string): string => part.replace(pattern, () => fresh);
    const changed = { subject: swap(text.subject), body: swap(text.body) };
    if (changed.subject === text.subject && changed.body === text.body && old !== fresh) {
      return ask(`I don’t find “${old}” in it. Which words shall I replace?`);
    }
    return changed;
  }
  return undefined;
};

const shorter: Instruction = (words, text) => {
  if (
    !/^(?:(?:make|keep|get) (?:it|this|that|the \S+)\s+)?(?:a (?:bit|little) |much |even )?(?:shorter|short|briefer|brief|more concise|tighter|crisper|snappier)$|^(?:shorten|tighten|trim|condense|cut down)\b|\btoo (?:long|wordy)$/i.test(
      words,
    )
  )
    return undefined;
  const body = shortenText(text.body);
  return body === undefined
    ? cannot(
        'This is as short as I can make it without changing what it says. You can remove a paragraph: “drop the second paragraph”.',
      )
    : { ...text, body };
};

/** Said only where nothing of the kind stands yet. Neither says anything about what happened. */
const warmWords = {
  beginning: 'Thank you for the good conversation.',
  end: 'I’m glad to support you on the way.',
};

const warmer: Instruction = (words, text) => {
  if (
    !/^(?:(?:make|keep) (?:it|this|that|the \S+)\s+)?(?:a (?:bit|little|touch) |much |even )?(?:warmer|friendlier|kinder|nicer|softer)$|^warm (?:it )?up$/i.test(
      words,
    )
  )
    return undefined;
  const paragraphs = paragraphsOf(text.body);
  if (!/\bthank|\bgood (?:to|conversation)/i.test(text.body)) {
    const afterGreeting = /^(?:hi|hello|dear|hey)\b/i.test(paragraphs[0] ?? '') ? 1 : 0;
    return { ...text, body: joinParagraphs(paragraphs.toSpliced(afterGreeting, 0, warmWords.beginning)) };
  }
  if (!text.body.includes(warmWords.end)) {
    return { ...text, body: joinParagraphs(paragraphs.toSpliced(signOffAt(paragraphs), 0, warmWords.end)) };
  }
  return cannot('That is as warm as I can make it by rule.');
};

const beyond: Instruction = (words) =>
  /\b(?:translate|in (?:german|french|spanish|italian|portuguese|dutch|polish)|reword|rephrase|rewrite|formal|professional|casual|longer|expand|elaborate|voice|style|tone|poem|rhyme|simpler|clearer)\b/i.test(
    words,
  )
    ? cannot(
        'Without a hosted model I can’t reword freely. I can add, remove and replace, shorten and warm up, and change the subject.',
      )
    : undefined;

/** The more particular stand first. */
const instructions: readonly Instruction[] = [
  setSubject,
  setBody,
  add,
  shorter,
  warmer,
  removePart,
  replaceWords,
  beyond,
];

const courtesy =
  /^(?:(?:hi|hey|ok|okay|and|then|now|please|pls|just|thanks|great|also|but)\b[\s,!.]*)+|^(?:can|could|would|will) you (?:please )?/i;

/** Edits by a fixed set of instructions, without a model: subject, add, remove, replace, shorter, warmer; several after `;`. */
export const offlineEditor: FollowUpEditor = {
  edit: ({ text, instruction }, signal) => {
    signal?.throwIfAborted();
    let edited = text;
    for (const part of instruction.split(
      /;\s+(?=(?:and |then )?(?:add|drop|remove|replace|change|make|shorten|warm|shorter|warmer)\b)/i,
    )) {
      const words = part
        .replace(courtesy, '')
        .replace(/[\s,]*\b(?:please|thanks|thank you)\b[\s.!]*$/i, '')
        .trim();
      const result = firstOf(words.replace(/(?<![:.!?].*)[.!]+$/s, ''), edited);
      if ('kind' in result) return Promise.resolve(result);
      edited = result;
    }
    return Promise.resolve({ kind: 'changed', text: edited, byModel: false });
  },
};

function firstOf(words: string, text: FollowUpText): FollowUpText | FollowUpEdit {
  for (const instruction of instructions) {
    const result = instruction(words, text);
    if (result !== undefined) return result;
  }
  return ask(
    'What exactly shall I change? For example: “shorter”, “warmer”, “add: see you on Friday”, “replace ‘rep’ with ‘agent’”, “drop the second paragraph” or “change the subject to …”.',
  );
}
