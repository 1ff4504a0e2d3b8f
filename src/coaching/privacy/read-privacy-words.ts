export type ForgetWish =
  /** The talk just now; where there is none, the last exchange. */
  { kind: 'this' } | { kind: 'last' } | { kind: 'everything' } | { kind: 'about'; terms: readonly string[] };

export type PrivacyWish =
  | { kind: 'forget'; what: ForgetWish }
  | { kind: 'export' }
  | { kind: 'delete-me' }
  /** Who sees what, and what one can do about it. */
  | { kind: 'page' };

const politeness =
  /^(?:(?:please|now|and|ok(?:ay)?|hey|hi|sorry|actually|wait|no|can you|could you|would you|will you|i(?:['’]d| would) like you to|i want you to|i need you to|just)[,\s]+)+/i;
const ending =
  /(?:[,\s]+(?:please|now|for me|thanks|thank you|for good|for ever|forever|completely|again))*[.!?\s]*$/i;

const verb = '(?:forget|erase|delete|wipe|clear|remove)';
const said =
  "(?:(?:i|we)(?:[’']ve| have| had)? (?:just )?(?:said|told you|wrote|written|asked|talked|discussed|spoke|mentioned|typed|shared)(?: to you| with you)?)";
const talk = '(?:talks?|conversations?|chats?|discussions?|coaching talks?)';

const forgetAbout = [
  new RegExp(
    `^${verb} (?:(?:what|everything|anything|all|that|whatever)(?: that)? )?${said}(?: you)? about (?<about>.+)$`,
    'i',
  ),
  new RegExp(`^${verb} (?:the|our|my|that) ${talk} (?:about|on|regarding) (?<about>.+)$`, 'i'),
];
const forgetEverything = [
  new RegExp(
    `^${verb} (?:everything|all)(?: of it)?(?: (?:that )?(?:${said}(?: about)?|you (?:know|remember) (?:from|of) our ${talk}))?$`,
    'i',
  ),
  new RegExp(
    `^${verb} (?:all (?:of )?(?:our|my|the)|our|my) (?:${talk}|messages|history|chat history)(?: with you)?$`,
    'i',
  ),
];
const forgetLast = [
  new RegExp(`^${verb} (?:my|the|that) last (?:message|question|thing(?: (?:that )?i said)?|one)$`, 'i'),
  new RegExp(`^${verb} what i (?:just )?(?:said|wrote|asked|told you|typed)(?: just now)?$`, 'i'),
];
const forgetThis = [
  /^(?:forget|erase) (?:this|that)(?: one)?$/i,
  new RegExp(`^${verb} (?:this|that|the|our last|the last) (?:${talk})$`, 'i'),
  new RegExp(
    `^${verb} what we(?:[’']ve| have)? (?:just )?(?:talked|spoke|discussed|said)(?: about)?(?: just now| today)?$`,
    'i',
  ),
  /^forget (?:that )?(?:we|this) (?:ever )?(?:talked|spoke|had this (?:talk|conversation))$/i,
];

/** "My": an admin who deletes somebody's data for them uses the command line, and data in another system is not ours. */
const exportMe = [
  /^(?:export|download|send(?: me)?|give me|get(?: me)?|i want|i(?:['’]d| would) like|let me have|show me)(?: a)?(?: copy of| an export of)?(?: all(?: of)?)? my (?:own )?(?:personal )?data$/i,
  /^(?:export|download|send me|give me) (?:everything|all|what)(?: that)? you (?:know|have|keep|store|hold|saved)(?: about| on)? me$/i,
];
const deleteMe = [
  /^(?:delete|erase|remove) (?:me|myself)(?: from (?:here|threadcoach|this|the system|your system|your memory))?$/i,
  /^(?:delete|erase|remove|close|wipe)(?: all(?: of)?)? my (?:account|profile and everything|personal data|data)(?: (?:here|from threadcoach))?$/i,
  /^(?:delete|erase|forget|remove) everything(?: that)? you (?:know|have|keep|store)(?: about| on)? me$/i,
  /^forget me$/i,
];
const page = [
  /^(?:my )?privacy(?: settings)?$/i,
  /^who (?:can |else can |else )?(?:sees?|reads?|hears?) (?:this|that|(?:what )?(?:i|we) (?:say|tell you|write|talk about)(?: to you| here| with you)?|(?:my|our|these) (?:talks?|conversations?|chats?|messages?|words?|goals?|profile|data))$/i,
  /^(?:is|are) (?:this|that|what i (?:say|tell you|write)(?: to you| here)?|our (?:talks?|conversations?|chats?)|this (?:talk|conversation|chat)) (?:really )?(?:private|confidential|between us|secret)$/i,
  /^how (?:do|can) i (?:delete myself|delete my data|export my data|make you forget(?: (?:things|this|something))?)$/i,
];

const fillers = new Set(
  'a an the my our your his her their me us about with and or of to in on at for from this that these those it all'.split(
    ' ',
  ),
);

/** The words that something is found by. */
const termsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !fillers.has(word));

const matches = (patterns: readonly RegExp[], text: string): boolean =>
  patterns.some((pattern) => pattern.test(text));

function readForget(text: string): ForgetWish | undefined {
  if (matches(forgetEverything, text)) return { kind: 'everything' };
  if (matches(forgetLast, text)) return { kind: 'last' };
  if (matches(forgetThis, text)) return { kind: 'this' };
  for (const pattern of forgetAbout) {
    const terms = termsOf(pattern.exec(text)?.groups?.['about'] ?? '');
    if (terms.length > 0) return { kind: 'about', terms };
  }
  return undefined;
}

/**
 * Words about one's own data, said as a wish to the assistant and meant whole: "forget it", which people say for "never
 * mind", and "how do we delete a customer's data", which a procedure answers, are none.
 */
export function readPrivacyWords(text: string): PrivacyWish | undefined {
  const plain = text.trim().replace(politeness, '').replace(ending, '').replaceAll(/\s+/g, ' ');
  if (matches(deleteMe, plain)) return { kind: 'delete-me' };
  if (matches(exportMe, plain)) return { kind: 'export' };
  if (matches(page, plain)) return { kind: 'page' };
  const what = readForget(plain);
  return what === undefined ? undefined : { kind: 'forget', what };
}
