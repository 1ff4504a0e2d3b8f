/** Words that need no model: greeting, thanks, a call for help. Only when they are the whole message. */
export type SmallTalk = 'hello' | 'thanks' | 'help';

const patterns: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'hello',
    /^(hi|hello|hey|hiya|good (morning|afternoon|evening)|greetings)( (there|threadcoach|everyone|all))?$/,
  ],
  [
    'thanks',
    /^(thanks|thank you|thx|ta|cheers|great thanks|perfect|ok thanks|okay thanks|thanks a lot|thank you very much|many thanks)$/,
  ],
  [
    'help',
    /^(help|help me|help please|what can you do|what do you do|who are you|how do you work|commands|\?+)$/,
  ],
];

export function smallTalkOf(text: string): SmallTalk | undefined {
  const plain = text
    .toLowerCase()
    .replaceAll(/[^\p{L}? ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const bare = plain.replace(/ ?\?+$/, '');
  return patterns.find(([, pattern]) => pattern.test(plain) || (bare !== '' && pattern.test(bare)))?.[0];
}
