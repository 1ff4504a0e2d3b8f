import type { FollowUpKind } from '../../coaching/follow-ups/follow-up.ts';

/** What words in a thread ask for. */
export type FollowUpWish =
  | { kind: 'draft'; followUpKind: FollowUpKind }
  /** `when`: the words that name the moment; `now` for "send it". */
  | { kind: 'send'; when: string }
  | { kind: 'cancel' }
  | { kind: 'undo' }
  | { kind: 'refine'; instruction: string };

const noun = String.raw`(?:follow[- ]?ups?|e-?mails?|mail|text messages?|text|sms|call scripts?|phone scripts?|script|nurture|keep[- ]in[- ]touch|rehash|recap)`;
const begin = String.raw`^(?:(?:please|now|ok(?:ay)?|and|then)[\s,]+|(?:can|could|would) you (?:please )?|i(?:'d| would) like (?:you to )?|let's )*`;
const drafting = new RegExp(
  String.raw`${begin}(?:draft|write|prepare|compose|create|make|give me|i need|we need)\s+(?:(?:me|us|him|her|them)\s+)?(?:(?:a|an|the|another|one|that|it)\s+)?(?:as (?:a|an)\s+)?(?:(?:short|quick|new|friendly|nice)\s+)?${noun}\b`,
  'i',
);
const followingUp = new RegExp(
  String.raw`${begin}follow[- ]up\b(?:\s+(?:with|to|for|by|mail|e-?mail|text|message)\b|$)`,
  'i',
);
/** Only where there is a draft already: "text message instead", "as a call script". */
const instead = new RegExp(
  String.raw`^(?:(?:rather|better|make it|as)\s+)?(?:(?:a|an)\s+)?${noun}(?:\s+(?:mail|message))?(?:\s+(?:instead|please|rather|then))+[.!]?$|^(?:make it|as)\s+(?:a|an)\s+${noun}\b`,
  'i',
);
const sending = new RegExp(String.raw`${begin}(?:send|schedule|reschedule|deliver)\b(.*)$`, 'is');
const cancelling = new RegExp(
  String.raw`${begin}(?:(?:do not|don'?t|don’t)\s+send|(?:cancel|stop|unschedule|call off)\b(?:\s+(?:it|that|this|sending|the\b.*))?$)`,
  'i',
);
const undoing = new RegExp(String.raw`${begin}(?:undo|revert|take (?:it|that) back)\b`, 'i');
const changing = new RegExp(
  String.raw`${begin}(?:(?:make|keep) (?:it|this|that|the)\b|(?:a (?:bit|little|touch) |much |even )?(?:shorter|longer|warmer|friendlier|kinder|softer|simpler|crisper|clearer|more|less)\b|shorten\b|warm (?:it )?up\b|rephrase\b|reword\b|rewrite\b|translate\b|subject\b|(?:add|append|insert|include|drop|remove|delete|cut|leave out|take out|change|replace|swap|write|say|set|rename|mention)\b)`,
  'i',
);
const question =
  /\?\s*$|^(?:how|what|when|where|who|whom|whose|why|which|does|did|is|are|was|were|should|may)\b/i;

/** The more particular stand first: "call script" before "mail". */
const kinds: readonly (readonly [RegExp, FollowUpKind])[] = [
  [/\b(?:text(?: messages?)?|sms)\b/i, 'text'],
  [/\b(?:call|phone) scripts?\b|\bscript\b/i, 'call_script'],
  [/\bnurture\b|\bkeep(?:s)?[- ]in[- ]touch\b/i, 'nurture'],
  [/\b(?:rehash|recap)\b/i, 'rehash'],
];
const kindIn = (text: string): FollowUpKind => kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'email';

/**
 * Reads what is said in a session's thread. Pure.
 * @param hasDraft whether the person worked on a follow-up here a moment ago; without one only drafting is meant
 * @returns undefined: it is about something else
 */
export function readFollowUpWords(text: string, hasDraft: boolean): FollowUpWish | undefined {
  const words = text.trim().replace(/[’]/gu, "'");
  // A polite request may end in a question mark; "what did she say?" is none.
  if (drafting.test(words) || followingUp.test(words)) return { kind: 'draft', followUpKind: kindIn(words) };
  if (!hasDraft) return undefined;
  if (instead.test(words)) return { kind: 'draft', followUpKind: kindIn(words) };
  if (cancelling.test(words)) return { kind: 'cancel' };
  const send = sending.exec(words);
  if (send !== null) return { kind: 'send', when: momentIn(send[1] ?? '') };
  if (undoing.test(words)) return { kind: 'undo' };
  if (question.test(words) || !changing.test(words)) return undefined;
  return { kind: 'refine', instruction: text.trim() };
}

/** `it to Dana tomorrow at 9` becomes what names the moment, if anything does. */
function momentIn(rest: string): string {
  const said = rest.replace(/[\s.!?]+$/u, '').trim();
  return said === '' ||
    /^(?:it|this|that|the (?:e-?mail|mail|follow[- ]?up))?\s*(?:off|out)?\s*(?:to \S+(?: \S+)?)?\s*(?:now|right away|immediately|please)?$/i.test(
      said,
    )
    ? 'now'
    : said;
}
