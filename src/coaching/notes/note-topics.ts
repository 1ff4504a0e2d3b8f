import type { noteCategories } from './quick-note.ts';

type Category = (typeof noteCategories)[number];

/** A hash tag that names a category says it outright. */
export const categoryByTag: Readonly<Record<string, Category>> = {
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
export const categoryHints: readonly (readonly [RegExp, Category])[] = [
  [/\b(empath\w*|polite\w*|rude\w*|friendl\w*|patien\w*|tone|rapport|greet\w*)\b/i, 'Customer service'],
  [/\b(consent|gdpr|recorded line|identity check|verification|script)\b/i, 'Compliance'],
  [/\b(late|absent|sick|no-show|shift|break)\b/i, 'Attendance'],
  [/\b(upsell\w*|cross-?sell\w*|clos(?:e|ed|ing) (?:the )?(?:deal|sale)|target|quota)\b/i, 'Sales'],
  [/\b(refund|escalat\w*|procedure|sop|steps?|hand-?over)\b/i, 'Process'],
  [/\b(call|hold time|handle time|quality)\b/i, 'Call quality'],
  [/\b(helped|colleague|team)\b/i, 'Teamwork'],
  [/\b(product|warranty|catalogue|features?|model range)\b/i, 'Product knowledge'],
];

/** Narrower, inside a category; first match counts. */
export const subcategoryHints: Readonly<Record<Category, readonly (readonly [RegExp, string])[]>> = {
  'Call quality': [
    [/\b(hold time|on hold|mute[ds]?)\b/i, 'Hold time'],
    [/\b(handle time|aht|too long|too short|dragged)\b/i, 'Handle time'],
    [/\b(interrupt\w*|listen\w*|talked over)\b/i, 'Listening'],
    [/\b(opening|open(?:ed)? the call|greeting)\b/i, 'Opening'],
    [/\b(closing|clos(?:e|ed) the call|wrap(?:ped)?[- ]?up)\b/i, 'Closing'],
    [/\b(clear|clarity|jargon|explain\w*)\b/i, 'Clarity'],
  ],
  'Customer service': [
    [/\b(de-?escalat\w*|calm\w*|angry|upset)\b/i, 'De-escalation'],
    [/\b(empath\w*)\b/i, 'Empathy'],
    [/\b(patien\w*)\b/i, 'Patience'],
    [/\b(polite\w*|rude\w*|friendl\w*|tone)\b/i, 'Tone'],
    [/\b(rapport|greet\w*)\b/i, 'Rapport'],
  ],
  Compliance: [
    [/\b(identity|verif\w*|security questions?)\b/i, 'Identity check'],
    [/\b(consent|recorded line)\b/i, 'Consent'],
    [/\b(card (?:number|details)|payment)\b/i, 'Payment data'],
    [/\b(gdpr|personal data|data protection)\b/i, 'Data protection'],
    [/\b(script|disclaimer|disclosure)\b/i, 'Script'],
  ],
  Process: [
    [/\brefund\w*/i, 'Refunds'],
    [/\bescalat\w*/i, 'Escalation'],
    [/\bhand-?overs?\b/i, 'Hand-over'],
    [/\b(documented|documentation|wrote up|crm|ticket notes?|logged)\b/i, 'Documentation'],
    [/\b(steps?|procedure|sop)\b/i, 'Following the steps'],
  ],
  Attendance: [
    [/\b(late|punctual\w*)\b/i, 'Punctuality'],
    [/\b(absent|sick|no-show)\b/i, 'Absence'],
    [/\bbreaks?\b/i, 'Breaks'],
  ],
  Sales: [
    [/\b(upsell\w*|cross-?sell\w*)\b/i, 'Upselling'],
    [/\bclos(?:e|ed|ing)\b/i, 'Closing'],
    [/\b(target|quota)\b/i, 'Target'],
    [/\bobjections?\b/i, 'Objections'],
  ],
  Teamwork: [
    [/\b(helped|support\w*|covered for)\b/i, 'Helping others'],
    [/\b(shared|showed|taught|explained)\b/i, 'Sharing knowledge'],
  ],
  'Product knowledge': [
    [/\b(warranty|returns?)\b/i, 'Warranty'],
    [/\b(system|tool|software)\b/i, 'Systems'],
  ],
};
