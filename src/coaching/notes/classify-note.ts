import type { NotePriority, NoteType } from './quick-note.ts';

export interface NoteWords {
  content: string;
  tags: readonly string[];
  type: NoteType;
  category?: string;
  priority: NotePriority;
  requiresFollowUp: boolean;
}

/** A hash tag that names a category says it outright. */
const categoryByTag: Readonly<Record<string, string>> = {
  quality: 'Call quality',
  empathy: 'Customer service',
  service: 'Customer service',
  compliance: 'Compliance',
  process: 'Process',
  procedure: 'Process',
  attendance: 'Attendance',
  punctuality: 'Attendance',
  sales: 'Sales',
  teamwork: 'Teamwork',
  knowledge: 'Product knowledge',
  product: 'Product knowledge',
};

/** Words that hint at a category where no tag names one; first match counts. */
const categoryHints: readonly (readonly [RegExp, string])[] = [
  [/\b(empath\w*|polite\w*|rude\w*|friendl\w*|patien\w*|tone|rapport|greet\w*)\b/i, 'Customer service'],
  [/\b(consent|gdpr|recorded line|identity check|verification|script)\b/i, 'Compliance'],
  [/\b(late|absent|sick|no-show|shift|break)\b/i, 'Attendance'],
  [/\b(upsell\w*|cross-?sell\w*|clos(?:e|ed|ing) (?:the )?(?:deal|sale)|target|quota)\b/i, 'Sales'],
  [/\b(refund|escalat\w*|procedure|sop|steps?|hand-?over)\b/i, 'Process'],
  [/\b(call|hold time|handle time|quality)\b/i, 'Call quality'],
  [/\b(helped|colleague|team)\b/i, 'Teamwork'],
];

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

/** "not good", "wasn't great": praise turned round is something to work on. */
const negatedPraise =
  /\b(not|never|n't|isn't|wasn't|hardly|less than)\s+(?:\w+\s+){0,2}(great|good|excellent|well|strong|impress\w*)\b/i;

/**
 * Reads type, category and priority from the words; hash tags win over hints. What the words do not say stays
 * general and medium: the writer sees the result at once and can undo it.
 */
export function classifyNote(words: string): NoteWords {
  const tags = [...words.matchAll(/(?:^|\s)#([\p{L}\d_-]+)/gu)].map((match) =>
    (match[1] ?? '').toLowerCase(),
  );
  const content = words
    .replaceAll(/(^|\s)#[\p{L}\d_-]+/gu, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const tagType = tags.map((tag) => typeByTag[tag]).find((type) => type !== undefined);
  const hinted = negatedPraise.test(content) ? 'COACHING' : types.find(([, hint]) => hint.test(content))?.[0];
  const type = tagType ?? hinted ?? 'GENERAL';
  const category =
    tags.map((tag) => categoryByTag[tag]).find((name) => name !== undefined) ??
    categoryHints.find(([hint]) => hint.test(content))?.[1];
  const urgent = type === 'URGENT' || type === 'COMPLIANCE';
  return {
    content,
    tags: [...new Set(tags)],
    type,
    priority: urgent ? 'HIGH' : type === 'POSITIVE' ? 'LOW' : 'MEDIUM',
    requiresFollowUp:
      urgent ||
      /\b(follow[- ]?up|check (?:back|again)|remind me)\b/i.test(content) ||
      tags.includes('followup'),
    ...(category === undefined ? {} : { category }),
  };
}
