import { categoryByTag, categoryHints, subcategoryHints } from './note-topics.ts';
import { noteCategories, noteLimits, type NotePriority, type NoteType } from './quick-note.ts';

export interface NoteWords {
  content: string;
  tags: readonly string[];
  type: NoteType;
  category?: string;
  subcategory?: string;
  priority: NotePriority;
  requiresFollowUp: boolean;
  callId?: string;
  customerId?: string;
}

const types: readonly (readonly [NoteType, RegExp])[] = [
  ['COMPLIANCE', /\b(compliance|consent|gdpr|breach\w*|card (?:number|details)|skipped the identity)\b/i],
  ['URGENT', /\b(urgent\w*|immediately|right away|asap|complaint escalated|threat\w*)\b/i],
  [
    'POSITIVE',
    /\b(great|good|excellent|brilliant|fantastic|super|wonderful|well done|praise|impress\w*|love[dl]?y?|thank\w*|kudos|proud|calm\w*|strong)\b/i,
  ],
  [
    'COACHING',
    /\b(coach\w*|improve\w*|work on|practi[cs]e|should|could have|struggl\w*|forgot|missed|interrupt\w*|too (?:fast|slow|long|short)|needs? (?:to|help|support))\b/i,
  ],
];

const typeByTag: Readonly<Record<string, NoteType>> = {
  positive: 'POSITIVE',
  praise: 'POSITIVE',
  coaching: 'COACHING',
  urgent: 'URGENT',
  compliance: 'COMPLIANCE',
  general: 'GENERAL',
};
const priorityByTag: Readonly<Record<string, NotePriority>> = {
  high: 'HIGH',
  medium: 'MEDIUM',
  low: 'LOW',
};
const saidPriority = /\b(high|medium|low)[- ]priority\b|\bpriority:? (high|medium|low)\b/i;

/** "not good", "wasn't great": praise turned round is something to work on. */
const negatedPraise =
  /\b(not|never|n't|isn't|wasn't|hardly|less than)\s+(?:\w+\s+){0,2}(great|good|excellent|well|strong|impress\w*)\b/i;

const tagPattern = /(?:^|\s)#([\p{L}\d_-]+)/gu;
/** `#call:48213`, `#customer:C-104`. */
const referenceTag = /(^|\s)#(call|customer):([\p{L}\d_-]+)/giu;
/** "call #48213" names a call, and is no tag. */
const numberSign = /\b(call|customer|account|client) #(?=(?:[A-Z]{1,4}-?)?\d{4})/gi;
/** A number of four digits or more, maybe with letters before it: `48213`, `C-1042`. Fewer count calls. */
const reference = String.raw`(?:id |no\.? |number |ref(?:erence)? )?#?((?:[A-Z]{1,4}-?)?\d{4,}[\w-]*)`;
const callWords = new RegExp(String.raw`\bcall ${reference}`, 'i');
const customerWords = new RegExp(String.raw`\b(?:customer|account|client) ${reference}`, 'i');

const noFollowUp = /\b(?:no|without) follow[- ]?up\b|\bnothing to follow up\b/i;
const followUp = /\b(follow[- ]?up|check (?:back|again)|remind me)\b/i;

/** What `#call:…` and `#customer:…` say, and the words without them. */
function readReferences(words: string): {
  rest: string;
  ids: Partial<Record<'call' | 'customer', string>>;
} {
  const ids: Partial<Record<'call' | 'customer', string>> = {};
  const rest = words
    .replaceAll(numberSign, '$1 ')
    .replaceAll(referenceTag, (_all, before: string, kind: string, id: string) => {
      ids[kind.toLowerCase() === 'call' ? 'call' : 'customer'] ??= id.slice(0, noteLimits.reference);
      return before;
    });
  return { rest, ids };
}

/**
 * Reads type, category, priority, call and customer from the words; hash tags win over hints. What the words do not say
 * stays general and medium: the writer sees the result at once, and corrects it with one tap.
 */
export function classifyNote(words: string): NoteWords {
  const { rest, ids } = readReferences(words);
  const tags = [...rest.matchAll(tagPattern)].map((match) => (match[1] ?? '').toLowerCase());
  const content = rest
    .replaceAll(/(^|\s)#[\p{L}\d_-]+/gu, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const tagType = tags.map((tag) => typeByTag[tag]).find((type) => type !== undefined);
  const hinted = negatedPraise.test(content) ? 'COACHING' : types.find(([, hint]) => hint.test(content))?.[0];
  const type = tagType ?? hinted ?? 'GENERAL';
  const category =
    tags.map((tag) => categoryByTag[tag]).find((name) => name !== undefined) ??
    categoryHints.find(([hint]) => hint.test(content))?.[1];
  const subcategory = subcategoryOf(category, content);
  const urgent = type === 'URGENT' || type === 'COMPLIANCE';
  const callId = ids.call ?? callWords.exec(content)?.[1]?.slice(0, noteLimits.reference);
  const customerId = ids.customer ?? customerWords.exec(content)?.[1]?.slice(0, noteLimits.reference);
  return {
    content,
    tags: [...new Set(tags)],
    type,
    priority: priorityOf(tags, content) ?? (urgent ? 'HIGH' : type === 'POSITIVE' ? 'LOW' : 'MEDIUM'),
    requiresFollowUp:
      tags.includes('followup') || (!noFollowUp.test(content) && (urgent || followUp.test(content))),
    ...(category === undefined ? {} : { category }),
    ...(subcategory === undefined ? {} : { subcategory }),
    ...(callId === undefined ? {} : { callId }),
    ...(customerId === undefined ? {} : { customerId }),
  };
}

function priorityOf(tags: readonly string[], content: string): NotePriority | undefined {
  const tagged = tags.map((tag) => priorityByTag[tag]).find((priority) => priority !== undefined);
  const said = saidPriority.exec(content);
  return tagged ?? priorityByTag[(said?.[1] ?? said?.[2] ?? '').toLowerCase()];
}

/** The narrower topic that words name inside a category; of a category that is not ours, none. */
function subcategoryOf(category: string | undefined, content: string): string | undefined {
  const known = noteCategories.find((name) => name === category);
  return known === undefined ? undefined : subcategoryHints[known].find(([hint]) => hint.test(content))?.[1];
}
