import type { ContactKind } from './contact.ts';
import { foldSentences } from './distress/fold.ts';

/** Kinds of questions about oneself that a person must answer. */
export type OwnMatter = Extract<ContactKind, 'legal' | 'medical' | 'pay' | 'people'>;

/** About those whom people serve, or about how to do something for them: a question for the knowledge base. */
const aboutService =
  /\b(?:customers?|callers?|clients?|buyers?|shoppers?|guests?|members?|patients?|policy ?holders?|account holders?|refunds?|receipts?|warranty|deliver(?:y|ies)|orders?|products?|vouchers?|invoices?|chargebacks?|gift cards?|complain(?:t|ts)(?! about (?:my|me)\b)|the (?:agent|rep|team))\b/;

const employer =
  '(?:they|the company|this company|my (?:boss|manager|employer|company|team leader|leader|supervisor|lead)|hr|our company|management)';
const superior =
  '(?:boss|manager|employer|company|team leader|leader|supervisor|colleague|coach|lead|team mate|coworker|co worker)';
const pay =
  '(?:pay ?slips?|pay|pay ?checks?|pay ?cheques?|salary|wages?|overtime(?: pay)?|bonus|commission(?: payment)?|tax code|pension|expenses?|holiday pay|sick pay)';

const legal: readonly RegExp[] = [
  new RegExp(
    `\\b(?:can|could|may|are|is|do|does|will) ${employer} (?:legally |really |just |even |allowed to |able to |have (?:the right|to give me) )*(?:to )?(?:fire|firing|sack|dismiss|suspend|terminate|let me go|make me redundant|discipline|force me|make me|record my|monitor my|read my|change my|cut my|deduct|refuse my|deny me|fine me|reduce my|ask me to sign)\\b`,
  ),
  new RegExp(
    `\\b(?:is it|is that|is this|isnt it|isnt that) (?:even |really )?(?:legal|illegal|lawful|against the law)\\b.*\\b(?:me|my|i|us)\\b`,
  ),
  /\b(?:can|could|will|would|might|am|did|do|was) i (?:\w+ ){0,3}(?:fired|sacked|dismissed|terminated|made redundant|laid off|suspended)\b/,
  /\bi (?:was|am being|got|have been|ive been) (?:unfairly |wrongly |wrongfully )?(?:fired|sacked|dismissed|terminated|made redundant|laid off|suspended)\b/,
  /\b(?:unfair|wrongful|constructive) (?:dismissal|termination)\b.*\b(?:i|me|my)\b/,
  /\bmy (?:employment |work )?contract\b(?! (?:with|for) (?:the|a) (?:supplier|provider|courier))/,
  /\bmy (?:notice period|non compete|severance|redundancy|employment rights|legal rights|rights (?:as an employee|at work|here))\b/,
  /\b(?:what|which) rights do i have\b|\bdo i have (?:a|the|any) (?:legal )?right to\b/,
  /\b(?:do i need|should i (?:get|see|call|talk to|hire|ask)|can i (?:get|see|bring)) (?:an? |my |the )?(?:lawyer|solicitor|attorney|union|union rep\w*|legal advice|employment lawyer)\b/,
  new RegExp(
    `\\b(?:can|could|should) i (?:sue|take legal action against|take (?:them|my ${superior}|the company) to (?:court|a tribunal))\\b`,
  ),
  /\bdisciplinary (?:hearing|meeting|action|procedure)?\b.*\b(?:me|my|i|im|ive)\b|\b(?:i|ive|im)\b.*\bdisciplinary\b/,
];

const medical: readonly RegExp[] = [
  /\bshould i (?:see|go to|go and see|call|ring|talk to|speak to|visit|ask) (?:an? |the |my )?(?:doctor|gp|physio\w*|therapist|psychologist|psychiatrist|dentist|hospital|nurse|counsellor|occupational health)\b/,
  /\b(?:do i need|can you recommend|who is) (?:an? |the |our )?(?:doctor|gp|therapist|company doctor|occupational health)\b/,
  /\b(?:i have|i got|ive got|ive had|i get|im getting|i keep getting|i am having|im having|i feel|ive been having) (?:\w+ ){0,4}(?:chest pains?|migraines?|headaches? every|back pain|dizzy|dizziness|fever|rsi|carpal tunnel|tinnitus|ringing in my ears|insomnia|palpitations|symptoms|covid|the flu|adhd|depression|anxiety disorder|hearing loss|sore wrists?)\b/,
  /\bmy (?:back|wrists?|neck|chest|ears?|throat|eyes|head|heart|voice|shoulder|hand) (?:\w+ ){0,2}(?:hurts?|aches?|is (?:sore|gone|hoarse|numb|ringing)|are (?:sore|ringing)|racing|pains?)\b/,
  /\b(?:should|can|may) i (?:take|stop taking|mix|work (?:with|while|on)|come in with|come to work with) (?:\w+ ){0,3}(?:ibuprofen|paracetamol|aspirin|antidepressants?|medication|medicine|pills|tablets|a fever|fever|covid|the flu|pregnan\w+|ill|sick|a cold|a concussion)\b/,
  /\b(?:am i|could i be|i think i(?:m| am| might be)) (?:\w+ )?(?:ill|pregnant|having a heart attack|depressed or|autistic|adhd)\b/,
  /\bis it (?:normal|serious|dangerous|bad) (?:that|if|when) (?:i|my)\b.*\b(?:hurts?|pain|blood|bleed\w*|numb|dizzy|faint\w*|heart|chest|ache\w*|sleep|breath\w*|voice)\b/,
  /\bi (?:was|have been|got|ve been) diagnosed\b|\bmy (?:diagnosis|medication|pregnancy|prescription)\b/,
];

const payMatter: readonly RegExp[] = [
  new RegExp(
    `\\bmy (?:\\w+ ){0,2}${pay} (?:\\w+ ){0,3}(?:wrong|missing|late|short|incorrect|too low|too little|less|lower|not right|error|mistake|overdue|hasnt|havent|didnt|doesnt|isnt|wasnt|never|off)\\b`,
  ),
  new RegExp(
    `\\b(?:wrong|missing|mistake|error|problem|issue|something (?:is )?(?:wrong|off)|question|deductions?) (?:\\w+ ){0,2}(?:with|in|on|about|from) my (?:\\w+ ){0,2}${pay}\\b`,
  ),
  new RegExp(
    `\\b(?:why|when|where|how much|how|what|who|which day) (?:\\w+ ){0,5}my (?:\\w+ ){0,2}${pay}\\b`,
  ),
  new RegExp(
    `\\b(?:can|could|may|should) i (?:get|have|ask for|claim|request) (?:an? |my |the |more )?(?:\\w+ )?(?:raise|pay ?rise|advance|${pay})\\b`,
  ),
  /\b(?:i|ive|i ve) (?:was|wasnt|were|havent been|have not been|got|get|am|been|was not|am not|didnt get|did not get|have been) (?:under ?|over ?|not )?paid\b(?! (?:by|for by) (?:the|a) )/,
  /\bwhen (?:do|will|am) i (?:get |be )?paid\b|\bpay ?day\b/,
  /\b(?:taken|deducted|docked|cut) (?:\w+ ){0,3}(?:from|off) my (?:pay|salary|wages?|pay ?check|pay ?slip)\b|\bdock(?:ed|ing)? my (?:pay|wages?|salary)\b/,
  /\bam i (?:owed|entitled to|due|eligible for) (?:an? |any |the |more |some )?(?:\w+ )?(?:overtime|bonus|pay ?rise|raise|sick pay|holiday pay|back ?pay|commission|pension|expenses?|severance|redundancy pay)\b/,
];

const people: readonly RegExp[] = [
  /\bi (?:want|would like|am going|need|plan|have decided|m going|d like|am thinking about|m thinking (?:of|about)) (?:to |of |about )?(?:resign|resigning|quit(?:ting)? (?:my job|the job|this job)|hand(?:ing)? in my notice)\b/,
  /\bhow (?:do|can|would|should) i (?:resign|quit my job|hand in my notice|change teams?|file a grievance|report (?:my|a) (?:boss|manager|team leader|supervisor|colleague|coworker))\b/,
  /\bam i (?:entitled to|eligible for|allowed|due|owed)\b.*\b(?:leave|holidays?|vacation|days? off|time off|breaks?|sick days?|flexible|part time|notice|accommodation|adjustments?|work from home)\b/,
  /\b(?:can|may|could|how (?:do|can|many|much)|do|should|what|whats)\b.*\b(?:i|my)\b.*\b(?:maternity|paternity|parental|bereavement|compassionate|sick|unpaid|carers?|annual) leave\b/,
  /\bhow (?:many|much) (?:\w+ ){0,2}(?:holidays?|vacation|sick days?|days? off|annual leave|leave) (?:do i|have i|am i|i have)\b/,
  new RegExp(
    `\\bmy (?:\\w+ )?${superior} (?:\\w+ ){0,3}(?:bull(?:ies|ied|ying)|harass(?:es|ed|ing)|discriminat\\w+|intimidat\\w+|touched|touches|insult(?:s|ed)|humiliat\\w+|retaliat\\w+)\\b`,
  ),
  new RegExp(
    `\\b(?:i am|im|i was|ive been|i feel|i have been|i keep being) (?:being )?(?:bullied|harassed|discriminated|intimidated|victimi[sz]ed|humiliated)\\b`,
  ),
  /\b(?:file|filing|raise|raising|make|making) (?:an? )?(?:formal )?(?:grievance|complaint) (?:against|about) my\b/,
  /\bdiscriminat\w+ against me\b|\bharass(?:es|ed|ing|ment)\b.*\b(?:me|against me)\b/,
];

const rules: readonly (readonly [OwnMatter, readonly RegExp[]])[] = [
  ['medical', medical],
  ['pay', payMatter],
  ['legal', legal],
  ['people', people],
];

/**
 * Whether a question is about the person's own law, health, pay or employment, which somebody of their organisation must
 * answer. By rules, in English. Questions about serving others ("a customer wants to sue us") are not.
 */
export function readOwnMatter(text: string): OwnMatter | undefined {
  for (const sentence of foldSentences(text)) {
    if (aboutService.test(sentence)) continue;
    const found = rules.find(([, patterns]) => patterns.some((pattern) => pattern.test(sentence)));
    if (found !== undefined) return found[0];
  }
  return undefined;
}
