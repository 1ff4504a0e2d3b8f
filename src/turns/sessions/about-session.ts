import {
  isAboutSession as isQuestionAboutSession,
  isQuestion,
} from '../../coaching/summaries/read-question.ts';
import { readRequest } from '../../coaching/summaries/read-request.ts';
import { foldName } from '../../coaching/sessions/names.ts';

/** How the words of a change begin: "shorter", "make it warmer", "undo", "add: …", "drop the second win". */
const change =
  /^(?:(?:please|now|and|also|then)\s+|(?:can|could|would) you\s+(?:please\s+)?)*(?:(?:make|keep) (?:it|this|that|them|these|the)\b|(?:(?:a|one) (?:bit|little|touch) |much |even )?(?:shorter|longer|warmer|friendlier|kinder|softer|simpler|crisper|clearer|more concise|more formal|less formal)\b|shorten\b|rephrase\b|reword\b|rewrite\b|undo\b|revert\b|take (?:that|it) back\b|(?:add|append|insert)\b[^?]*:|replace\b.+\bwith\b)/i;
/** Verbs that change anything at all; they are meant for a summary when they name one of its parts. */
const edit =
  /\b(?:add|drop|remove|delete|cut|change|replace|rename|merge|combine|move|swap|assign|set|make|keep|put|turn)\b/i;
const part =
  /\b(?:wins?|challenges?|action items?|actions?|recommendations?|summary|owner|due date|deadline|bullet|line|(?:first|second|third|fourth|fifth|last) (?:one|point|item))\b/i;
const said =
  /\b(?:say|says|said|mention(?:s|ed)?|talk(?:ed)? about|promis(?:es?|ed)|agree[sd]?|tell|told|ask(?:ed)?)\b/i;
const record = /\b(?:transcript|recording|session)\b/i;
/** Sessions like the one that is talked about here. */
const alike = /\bsimilar sessions?\b|\bsessions?\b.{0,30}\b(?:like|similar to) (?:this|that)\b/i;
const question =
  /\?\s*$|^(?:how|what|when|where|who|whom|whose|why|which|can|could|do|does|did|is|are|am|may|might|must|should|shall|will)\b/i;

/** Requests that make sense of summaries alone. */
const fixed: ReadonlySet<string> = new Set([
  ...['undo', 'undo-all', 'redo', 'restore', 'history', 'compare', 'approve', 'reopen', 'for-all'],
]);

interface SessionTalk {
  /** Names of those whose summaries there are. */
  participants: readonly string[];
  /** Whether the person chose a summary with "Refine", or changed one, a moment ago. */
  isChosen: boolean;
}

/**
 * Where a session has no thread of its own (Teams' personal chats have none), everything is said in one place: whether
 * these words are about the session's summaries, or a question to the knowledge base like any other.
 */
export function isAboutSession(text: string, { participants, isChosen }: SessionTalk): boolean {
  const words = text.trim();
  const rest = withoutAddress(words, participants);
  if (rest !== undefined || change.test(words)) return true;
  if (edit.test(words) && part.test(words) && !/^(?:how|what|when|where|who|why)\b/i.test(words)) return true;
  if (alike.test(words)) return true;
  if (fixed.has(readRequest(words).kind)) return true;
  if (isChosen && isQuestion(words) && isQuestionAboutSession(words)) return true;
  if (said.test(words) && (record.test(words) || names(words, participants))) return true;
  return isChosen && !question.test(words);
}

/** Whether it is worth looking who took part: `Priya: shorter` may be about a session, "How do I refund?" is not. */
export const mayBeAboutSession = (text: string): boolean =>
  isAboutSession(text, { participants: [], isChosen: false }) ||
  /^@?\p{L}[\p{L}\p{M}'’. -]{1,60}[:,–—]\s/u.test(text.trim()) ||
  said.test(text);

/** `Priya: shorter` without the name; undefined where nobody is addressed. */
function withoutAddress(words: string, participants: readonly string[]): string | undefined {
  const [, name = '', rest = ''] = /^@?([\p{L}\p{M}'’. -]{2,60}?)\s*[:,–—]\s*(.+)$/su.exec(words) ?? [];
  return rest !== '' && isNameOfOne(name, participants) ? rest : undefined;
}

const names = (words: string, participants: readonly string[]): boolean =>
  [...words.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)].some(([word]) =>
    isNameOfOne(word.replace(/['’]s?$/u, ''), participants),
  );

function isNameOfOne(name: string, participants: readonly string[]): boolean {
  const wanted = foldName(name);
  return (
    wanted !== '' &&
    participants.some((participant) => {
      const whole = foldName(participant);
      return whole === wanted || whole.split(' ').includes(wanted);
    })
  );
}
