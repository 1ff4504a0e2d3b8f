import fc from 'fast-check';
import { escapeEntities, readText } from '../../../../src/bot/slack/message-text.ts';

describe("Slack's notation", () => {
  it.each([
    ['<@UBOT> hello', 'hello'],
    ['<@UBOT>: hello', 'hello'],
    ['<@UBOT>, hello', 'hello'],
    ['hello <@UBOT>', 'hello'],
    ['hello <@UBOT>!', 'hello!'],
    ['so <@UBOT> what', 'so what'],
    ['one\n<@UBOT>\ntwo', 'one\n\ntwo'],
    ['<!subteam^S1|@north-leads> and <!subteam^S2>', '@north-leads and @group'],
    ['<!date^1795155300^{date}|20 November>', '20 November'],
    ['<!channel> <!everyone>', '@channel @everyone'],
    ['<#C1> <#C2|quality>', '#C1 #quality'],
    ['<tel:+441234567|+44 1234 567>', '+441234567'],
    ['&amp;lt; is not &lt;', '&lt; is not <'],
    ['', ''],
  ])('%j reads %j', (raw, text) => {
    expect(readText(raw, 'UBOT').text).toBe(text);
  });

  it('names each person once, apart from the bot', () => {
    expect(readText('<@UBOT> <@U1|priya> and <@U2> and <@U1|priya>', 'UBOT')).toEqual({
      text: '@priya and @U2 and @priya',
      mentions: [
        { platformUserId: 'U1', name: 'priya' },
        { platformUserId: 'U2', name: 'U2' },
      ],
      mentionsBot: true,
    });
  });

  it('gives back any words as they were written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (words) => {
        const plain = words.replaceAll('\uE000', '').trim();
        expect(readText(escapeEntities(plain), 'UBOT')).toEqual({
          text: plain,
          mentions: [],
          mentionsBot: false,
        });
      }),
    );
  });

  it('cannot be tricked into a mention by words', () => {
    expect(readText('&lt;@UBOT&gt; \uE000 hi', 'UBOT')).toMatchObject({ mentionsBot: false });
  });
});
