import { findMentions, mentionsBot, withoutBotMention } from '../../../../src/bot/local/mentions.ts';

const people = [
  { id: '1', name: 'Ann' },
  { id: '2', name: 'Ann Lee' },
  { id: '3', name: 'Tomás Rivera' },
];
const idsIn = (text: string): string[] =>
  findMentions(text, people).map(({ platformUserId }) => platformUserId);

describe('mentions', () => {
  it.each(['@Threadcoach hi', 'hi @threadcoach', 'hi (@Threadcoach)', '@Threadcoach: hi'])(
    '%s means the bot',
    (text) => {
      expect(mentionsBot(text)).toBe(true);
    },
  );

  it.each(['threadcoach hi', 'me@threadcoach.example', '@Threadcoaching', 'hi'])('%s does not', (text) => {
    expect(mentionsBot(text)).toBe(false);
  });

  it('takes the mention of the bot out and leaves the words', () => {
    expect(withoutBotMention('@Threadcoach: how do I refund?')).toBe('how do I refund?');
    expect(withoutBotMention('please @Threadcoach help')).toBe('please help');
  });

  it('finds people by their full name, the longest first, in any case, each once', () => {
    expect(idsIn('@Ann Lee and @ann, @Ann Lee')).toEqual(['2', '1']);
    expect(idsIn('thanks @tomás rivera!')).toEqual(['3']);
  });

  it('finds nobody inside a longer name or an address', () => {
    expect(idsIn('@Annabel, x@Ann')).toEqual([]);
  });
});
