import { stemOf } from './words.ts';

/**
 * Everyday words for the same thing, as people at a service desk use them. A match through a group counts a little
 * less than the same word. Groups are small on purpose: two words stand together only if a person who asks with one
 * would be glad to read the other. One word may stand in several groups.
 */
const groups: readonly (readonly string[])[] = [
  ['customer', 'caller', 'client', 'shopper', 'buyer', 'guy', 'bloke', 'lady', 'gentleman'],
  ['receipt', 'proof', 'prove', 'invoice', 'bill'],
  ['return', 'refund'],
  ['buy', 'purchase', 'order'],
  ['item', 'product', 'article', 'goods', 'thing'],
  ['parcel', 'package', 'delivery', 'shipment', 'box'],
  ['credit', 'voucher', 'coupon'],
  ['pay', 'payment', 'charge'],
  ['reimburse', 'refund', 'repay'],
  ['different', 'other', 'another'],
  ['discount', 'off', 'reduction', 'rebate'],
  ['price', 'cost', 'fee', 'charge'],
  ['break', 'damage', 'smash', 'crack', 'shatter', 'scratch', 'dent', 'faulty'],
  ['photo', 'picture', 'pic', 'image', 'snap'],
  ['arrive', 'come', 'deliver', 'receive'],
  ['late', 'delay', 'overdue', 'missing'],
  ['lost', 'lose', 'missing', 'misplace'],
  ['scan', 'tracking', 'track', 'move'],
  ['complaint', 'complain', 'unhappy', 'grievance'],
  ['sorry', 'apology', 'apologise', 'apologize'],
  ['angry', 'upset', 'furious', 'loud', 'shout', 'yell', 'scream'],
  ['abuse', 'abusive', 'insult', 'swear', 'rude', 'nasty', 'offensive', 'racist', 'sexist'],
  ['threat', 'threaten', 'violence', 'violent', 'hit', 'hurt', 'attack', 'kill'],
  ['harm', 'suicide', 'suicidal', 'self-harm'],
  ['hurt', 'injury', 'injure', 'danger', 'accident'],
  ['warn', 'warning'],
  ['end', 'finish', 'stop', 'hang'],
  ['phone', 'call', 'ring', 'dial', 'telephone', 'line'],
  ['e-mail', 'email', 'mail'],
  ['identity', 'id', 'security', 'verify', 'verification', 'authenticate'],
  ['wrong', 'fail', 'failed', 'incorrect', 'mistake'],
  ['attempt', 'try', 'time', 'go'],
  ['twice', 'two', 'second', '2'],
  ['once', 'one', '1', 'single'],
  ['three', '3', 'third', 'thrice'],
  ['code', 'passcode', 'otp', 'pin'],
  ['valid', 'last', 'expire', 'expiry', 'run'],
  ['supervisor', 'leader', 'lead', 'boss', 'manager', 'escalate', 'escalation'],
  ['leader', 'lead', 'tl'],
  ['colleague', 'coworker', 'teammate', 'workmate'],
  ['close', 'delete', 'cancel', 'shut'],
  ['account', 'profile', 'record'],
  ['reopen', 'reactivate', 'restore'],
  ['change', 'swap', 'exchange', 'switch'],
  ['shift', 'rota', 'schedule'],
  ['handover', 'hand', 'pass', 'forward', 'transfer'],
  ['note', 'write', 'log', 'record', 'document'],
  ['promise', 'commit', 'agree'],
  ['break', 'pause', 'rest', 'away', 'recovery', 'off'],
  ['start', 'begin', 'open'],
  ['fast', 'quick', 'quickly', 'soon', 'deadline'],
  ['allow', 'permit', 'permission', 'may', 'ask', 'limit'],
  ['maximum', 'max', 'most', 'limit', 'highest', 'up'],
  ['minimum', 'min', 'least', 'lowest'],
  ['self', 'myself', 'own', 'alone', 'yourself'],
  ['card', 'visa', 'mastercard', 'debit'],
  ['record', 'recording', 'recorded', 'tape'],
  ['copy', 'duplicate'],
  ['court', 'lawyer', 'solicitor', 'legal', 'sue', 'attorney'],
  ['press', 'journalist', 'reporter', 'newspaper', 'media'],
  ['review', 'rating', 'star'],
  ['ill', 'sick', 'unwell', 'illness'],
  ['die', 'dead', 'death', 'bereavement', 'deceased'],
  ['data', 'information', 'details', 'privacy'],
  ['erase', 'delete', 'remove', 'wipe'],
  ['outage', 'down', 'crash', 'offline', 'broken'],
  ['courier', 'driver', 'carrier', 'depot'],
  ['collect', 'collection', 'pick', 'pickup'],
  ['replace', 'replacement', 'substitute', 'spare'],
  ['gift', 'present'],
  ['plant', 'flower', 'tree'],
  ['child', 'minor', 'kid', 'underage'],
  ['partner', 'husband', 'wife', 'spouse', 'boyfriend', 'girlfriend'],
  ['parent', 'mother', 'father', 'mum', 'dad', 'son', 'daughter'],
  ['talk', 'speak', 'discuss', 'chat'],
  ['assemble', 'assembly', 'build', 'install'],
  ['erase', 'gdpr', 'privacy'],
  ['newsletter', 'subscribe', 'unsubscribe', 'marketing'],
  ['warranty', 'guarantee'],
  ['holiday', 'vacation', 'leave', 'absence'],
  ['feedback', 'criticism', 'praise'],
  ['strength', 'talent', 'strong'],
  ['weakness', 'weak', 'overused'],
  ['meeting', 'one-to-one', '1:1', 'session', 'check-in'],
  ['buddy', 'mentor', 'tandem'],
  ['salary', 'earn', 'wage', 'paid'],
];

interface Phrase {
  pattern: RegExp;
  /** What it says in plain words. */
  means: string;
  /** Words of the phrase that mean nothing by themselves once it is understood. */
  instead: string;
}

const noProof =
  /\b(?:lost|lose|missing|no|without|has ?n[o']?t|does ?n[o']?t have|ca ?n[o']?t (?:find|prove)|threw away)\b.*\b(?:receipt|reciept|bought|purchase|proof)\b/;

/** Turns of phrase whose meaning is in none of their words. */
const phrases: readonly Phrase[] = [
  { pattern: /\b(?:money|cash) back\b/, means: 'refund', instead: 'money back' },
  {
    pattern: /\b(?:bring|send|give|hand|take)s? (?:\w+ ){0,3}back\b/,
    means: 'return',
    instead: 'bring send give hand take back',
  },
  {
    pattern: /\b(?:hang|hung|put) (?:\w+ )?(?:up|down)\b/,
    means: 'end call',
    instead: 'hang hung put up down',
  },
  {
    pattern: noProof,
    means: 'without receipt',
    instead: 'lose miss prove find no not buy purchase reciept receipt',
  },
  { pattern: /\b(?:turned|turns|showed|shows) up\b/, means: 'arrive', instead: 'turn show up' },
  { pattern: /\b(?:team lead|tl)\b/, means: 'team leader', instead: 'lead tl' },
  { pattern: /\b(?:text|sms|texted) (?:\w+ )?code\b/, means: 'one-time code', instead: 'text sms' },
  { pattern: /\bruns? out\b/, means: 'valid', instead: 'run out' },
  { pattern: /\bsecurity questions?\b/, means: 'identity check answer', instead: 'security question' },
  { pattern: /\bdo(?:es)? ?n[o']?t (?:like|want) it\b/, means: 'changed mind', instead: 'like want' },
  { pattern: /\bstay off\b/, means: 'away', instead: 'stay off' },
  { pattern: /\b(?:by myself|on my own)\b/, means: 'own', instead: 'myself' },
  { pattern: /\bcall(?:ed|ing)? (?:\w+ )?back\b/, means: 'callback', instead: 'call back' },
  { pattern: /\bhand(?:ed|ing)? (?:\w+ ){0,3}over\b/, means: 'handover', instead: 'hand over' },
  { pattern: /\bout ?loud\b/, means: 'aloud', instead: 'out loud' },
  { pattern: /\b(?:putting|put) (?:it |them )?together\b/, means: 'assemble', instead: 'put together' },
  {
    pattern: /\b(?:kill|hurt|harm) (?:him|her|them)sel(?:f|ves)\b/,
    means: 'harm themselves',
    instead: 'kill hurt',
  },
  { pattern: /\b(?:two|2) days\b/, means: '48 hours', instead: 'two 2 day' },
  { pattern: /\b(?:a|one|1) day\b/, means: '24 hours', instead: 'one 1 day' },
  { pattern: /\b(?:a|one|1) week\b/, means: '7 days', instead: 'one 1 week' },
  { pattern: /\b(?:two|2) weeks\b/, means: '14 days', instead: 'two 2 week' },
];

let groupsByStem: Map<string, Set<number>> | undefined;

function groupIndex(): Map<string, Set<number>> {
  if (groupsByStem) return groupsByStem;
  const index = new Map<string, Set<number>>();
  groups.forEach((words, group) => {
    for (const word of words) {
      const stem = stemOf(word);
      const of = index.get(stem) ?? new Set<number>();
      of.add(group);
      index.set(stem, of);
    }
  });
  groupsByStem = index;
  return index;
}

/** True when the two stems stand in one group. */
export function areRelated(stem: string, other: string): boolean {
  const index = groupIndex();
  const mine = index.get(stem);
  const theirs = index.get(other);
  if (!mine || !theirs) return false;
  for (const group of mine) if (theirs.has(group)) return true;
  return false;
}

/** Other words of the groups that a stem stands in. */
export function relatedWords(stem: string): string[] {
  return [...(groupIndex().get(stem) ?? [])]
    .flatMap((group) => groups[group] ?? [])
    .filter((word) => stemOf(word) !== stem);
}

/** What the turns of phrase in a question say in plain words, and the stems that those stand in for. */
export function readPhrases(question: string): { means: string; instead: ReadonlySet<string> } {
  const lower = question.toLowerCase().replaceAll('’', "'");
  const found = phrases.filter(({ pattern }) => pattern.test(lower));
  return {
    means: found.map(({ means }) => means).join(' '),
    instead: new Set(found.flatMap(({ instead }) => instead.split(' ').map((word) => stemOf(word)))),
  };
}
