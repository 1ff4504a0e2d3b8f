/** Words that need no model: greeting, thanks, a call for help. Only when they are the whole message. */
export type SmallTalk = 'hello' | 'thanks' | 'agreed' | 'help';

const patterns: readonly (readonly [SmallTalk, RegExp])[] = [
  [
    'hello',
    /^(hi|hello|hey|hiya|good (morning|afternoon|evening)|greetings)( (there|threadcoach|everyone|all))?$/,
  ],
  [
    'thanks',
    /^((ok|okay|great|perfect|super|lovely|cool|nice|brilliant|no|wonderful|amazing) )?(thanks|thank you|thx|ta|cheers|many thanks)( (a lot|a million|so much|very much|again|threadcoach|for (that|your help|the help)|that helps|that s (great|perfect)))*$/,
  ],
  [
    'agreed',
    /^(ok|okay|k|great|perfect|super|lovely|cool|nice|good|brilliant|wonderful|amazing|got it|understood|alright|all right|fine|all good|looks good|sounds good|that s (great|perfect|good|fine|right|it)|(very )?(helpful|good)|well done|never ?mind|no worries)( (then|for now|to me))?$/,
  ],
  [
    'help',
    /^(help|help me|help please|what can you do|what do you do|who are you|how do you work|commands|\?+)$/,
  ],
];

const approving = /^(?:\s|👍|👌|👏|🙏|🙌|🎉|✅|❤|🙂|😊|😀|😄|\p{Emoji_Modifier}|\uFE0F)+$/u;

export function smallTalkOf(text: string): SmallTalk | undefined {
  if (approving.test(text) && text.trim() !== '') return 'agreed';
  const plain = text
    .toLowerCase()
    .replaceAll(/[^\p{L}? ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  const bare = plain.replace(/ ?\?+$/, '');
  return patterns.find(([, pattern]) => pattern.test(plain) || (bare !== '' && pattern.test(bare)))?.[0];
}
