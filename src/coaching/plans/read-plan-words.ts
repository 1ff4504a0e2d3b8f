import { addMonths, format, parseISO } from 'date-fns';
import { shiftDay } from '../performance/own-scores.ts';
import type { DateReader } from '../sessions/date-reader.ts';

/** What somebody wants about the plan of a person whom they name. */
export type PlanWish = {
  /** The words that name the person; empty: nobody is named. */
  about: string;
  /** They speak of a PIP or an improvement plan: nothing else can be meant. A mere "plan" is one only with a known name. */
  sure: boolean;
} & (
  | { kind: 'list' | 'draft' | 'show' | 'check-in' }
  /** `by`: how much longer, or until when, in their words. */
  | { kind: 'extend'; by: string }
  | { kind: 'update'; words: string }
  | { kind: 'end'; how: 'complete' | 'fail' | 'cancel' }
);

const politeness =
  /^(?:(?:hey|hi|hello|ok|okay|so|and|now|then|please|thanks)[ ,]+|(?:can|could|would|will) you (?:please )?|i(?:['’]d| would) like (?:you )?to |i (?:want|need|have) (?:you )?to |let['’]?s |let me |help me (?:to )?)+/i;
const explicit = String.raw`(?:pips?|(?:performance[- ])?improvement plans?|performance plans?)`;
const noun = String.raw`(?<noun>${explicit}|(?:action )?plan)`;
const person = String.raw`@?(?<about>\p{L}[\p{L}.'’-]*(?: \p{L}[\p{L}.'’-]*){0,3}?)`;
const theirs = String.raw`${person}['’]s? ${noun}`;
const ofThem = String.raw`(?:the |a |an )?${noun} (?:of|for) ${person}`;
const end = String.raw`[.!?]*$`;
const opener = String.raw`(?:how(?:['’]?s| is| are| has)|what(?:['’]?s| is)(?: happening with)?|where are we (?:with|on)|show(?: me)?|give me|tell me about|open|view|see|check(?: on)?|look at|pull up|bring up|can i (?:see|have)|is)`;
const state = String.raw`(?:going|doing|coming along|come along|getting on|progress(?:ing|ed)?|status|targets?|criteria|now|today|currently|so far|on track|please|at the moment|look(?:s|ing)?(?: like)?)`;
const making = String.raw`(?:start|create|draft|open|set up|begin|make|write|prepare|propose)`;

const build = (pattern: string): RegExp => new RegExp(`^${pattern}${end}`, 'iu');
/** Of him or her only, whose name stands before. */
const possessive = '(?:his|her|their|the|a)';

const draftForms = [
  build(
    String.raw`${making} (?:up )?(?:an? |the |another )?(?:new )?${noun} (?:for|about|on|with) ${person}`,
  ),
  build(String.raw`put ${person} on (?:an? |the )?${noun}`),
  build(String.raw`${making} (?:an? |the |another )?(?:new )?(?<noun>${explicit})`),
];
const showForms = [
  build(String.raw`(?:start|activate|begin|approve|review|look over|send back|edit|amend|change) ${theirs}`),
  build(
    String.raw`(?:${opener} )?(?:the (?:status|progress|state) (?:of|on|in) |status of |progress (?:of|on) )?${theirs}(?: ${state})*`,
  ),
  build(String.raw`(?:${opener} )?${ofThem}(?: ${state})*`),
  build(
    String.raw`how(?:['’]?s| is) ${person} (?:doing|getting on|going|coming along) (?:on|with) ${possessive} ${noun}`,
  ),
  build(String.raw`is ${person} on track (?:on|with|in) ${possessive} ${noun}`),
];
const listForms = [
  new RegExp(
    String.raw`^(?:${opener} |list |which |are there |any |who has )*(?:all |any |the |my |our |open |running |active |current )*(?:pips|(?:performance[- ])?improvement plans|performance plans)\b`,
    'i',
  ),
  new RegExp(String.raw`^who(?:['’]?s| is| are) (?:currently |now )?on (?:an? )?${explicit}`, 'i'),
  /^(?:show(?: me)? |list |which |any |are there (?:any )?)?(?:the |all )?plans (?:of|in) my (?:team|people|line)\b/i,
  /^(?:show(?: me)? |list |which |any |are there (?:any )?)?(?:the |all |my )?plans? (?:that )?(?:waits? for|waiting for|to|for) (?:my )?(?:approval|approve|decision|decide)\b/i,
];
const extendForms = [
  build(String.raw`(?:extend|prolong|lengthen) ${theirs}(?<by> .+?)?`),
  build(
    String.raw`(?:extend|prolong|lengthen) (?:the |a )?${noun} (?:of|for) ${person}(?<by> (?:by|until|till|to) .+?)?`,
  ),
  build(
    String.raw`give ${person}(?<by> .+? more (?:days?|weeks?|months?)|(?: more| another) .+?) (?:on|for|in) ${possessive} ${noun}`,
  ),
];
const updateForm = new RegExp(
  String.raw`^(?:add (?:an? )?(?:update|note) (?:to|on|for)|update|(?:write|note)(?: down)? (?:on|in|for|to)) ${theirs}\s*(?:[:,–-]\s*(?<words>.+))?$`,
  'isu',
);
const checkInForms = [
  build(
    String.raw`(?:(?:hold|do|start|record|write|log|have) )?(?:a |the |an? early )?check[- ]?in (?:on|for|about|of) ${theirs}`,
  ),
  build(String.raw`(?:(?:hold|do|start|record|write|log|have) )?${theirs} check[- ]?in`),
];
const endForm = build(String.raw`(?<how>complete|close|end|finish|cancel|stop|drop|fail|reopen) ${theirs}`);

/** A procedure or its meaning is asked for, whatever plan is named. */
const general =
  /\b(?:procedures?|sops?|polic(?:y|ies)|rules?|guidelines?|handbook|knowledge base|template|process)\b|^(?:how (?:do|does|did|can|could|should|would|to|long|many|much|often)|what (?:do|does|if|should|happens|counts|is an?\b|are)|what['’]s an?\b|when|why|can (?:i (?!see|have)|we|a|an|the)|may|should|must|do|does|did|who (?:can|may|should|must|decides|approves|starts)|which (?:procedure|form))\b/i;
/** Words before "’s plan" that name no colleague. */
const nobody =
  /^(?:my|our|your|the|this|that|an?|his|her|its|their|today|tomorrow|yesterday|next|last|every|each|any|some|company|customer|client|caller|team|let|what|how|who|where|it|there|here|he|she)\b/i;

/**
 * Reads by rule whether words are about somebody's plan to improve performance. Undefined for everything else: procedures
 * ("when is a PIP extended?"), one's own plan, other plans.
 */
export function readPlanWords(text: string): PlanWish | undefined {
  const words = text
    .trim()
    .replaceAll(/[ \t]+/g, ' ')
    .replace(politeness, '');
  if (words.length > 2_000) return undefined;
  const update = updateForm.exec(words);
  if (update !== null)
    return named(update, (of) => ({ ...of, kind: 'update', words: update.groups?.['words'] ?? '' }));
  if (words.length > 200 || general.test(words)) return undefined;
  if (listForms.some((form) => form.test(words))) return { kind: 'list', about: '', sure: true };
  const ending = endForm.exec(words);
  if (ending !== null) return ended(ending);
  const extending = first(extendForms, words);
  if (extending !== undefined)
    return named(extending, (of) => ({ ...of, kind: 'extend', by: (extending.groups?.['by'] ?? '').trim() }));
  const checkIn = first(checkInForms, words);
  if (checkIn !== undefined) return named(checkIn, (of) => ({ ...of, kind: 'check-in' }));
  const drafting = first(draftForms, words);
  if (drafting !== undefined) return named(drafting, (of) => ({ ...of, kind: 'draft' }));
  const showing = first(showForms, words);
  return showing && named(showing, (of) => ({ ...of, kind: 'show' }));
}

const first = (forms: readonly RegExp[], words: string): RegExpExecArray | undefined => {
  for (const form of forms) {
    const found = form.exec(words);
    if (found !== null) return found;
  }
  return undefined;
};

function named(
  { groups = {} }: RegExpExecArray,
  make: (of: { about: string; sure: boolean }) => PlanWish,
): PlanWish | undefined {
  const about = (groups['about'] ?? '').trim();
  const sure = !/^(?:action )?plan$/i.test(groups['noun'] ?? '');
  return nobody.test(about) ? undefined : make({ about, sure });
}

function ended(found: RegExpExecArray): PlanWish | undefined {
  const how = (found.groups?.['how'] ?? '').toLowerCase();
  return named(found, (of) => {
    if (how === 'reopen') return { ...of, kind: 'show' };
    if (how === 'fail') return { ...of, kind: 'end', how };
    return { ...of, kind: 'end', how: ['cancel', 'stop', 'drop'].includes(how) ? 'cancel' : 'complete' };
  });
}

const numbers = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** `by two weeks`, `another month`, `until 4 December`; undefined: they say no such thing. */
export function newEndIn(
  by: string,
  { targetEndOn, today, dates }: { targetEndOn: string; today: string; dates: DateReader },
): string | undefined {
  const [, amount = '', unit = ''] =
    /\b(\d{1,3}|an?|another|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: more| further)? (day|week|month)s?\b/i.exec(
      by,
    ) ?? [];
  if (unit !== '') {
    const count = Number(amount) || Math.max(1, numbers.indexOf(amount.toLowerCase()) + 1);
    if (unit.toLowerCase() === 'month') return format(addMonths(parseISO(targetEndOn), count), 'yyyy-MM-dd');
    return shiftDay(targetEndOn, unit.toLowerCase() === 'week' ? count * 7 : count);
  }
  return dates.read(by, today, 'future')?.date;
}
