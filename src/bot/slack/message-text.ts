/** Stands for the bot's own mention while the text is put together; from Unicode's private area. */
const ownMention = '\uE000';

interface ReadText {
  /** Plain text: the bot's mention removed, others as `@Name`, links as their address, entities unescaped. */
  text: string;
  /** People mentioned, apart from the bot, each once. Slack names them only in slash commands; else the name is the id. */
  mentions: { platformUserId: string; name: string }[];
  mentionsBot: boolean;
}

/**
 * Slack's own notation to plain text.
 * https://docs.slack.dev/messaging/formatting-message-text#retrieving-messages
 */
export function readText(raw: string, botUserId: string | undefined): ReadText {
  const people = new Map<string, string>();
  let mentionsBot = false;
  let text = '';
  let position = 0;
  for (const found of raw.matchAll(/<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>/g)) {
    text += unescapeEntities(raw.slice(position, found.index).replaceAll(ownMention, ''));
    position = found.index + found[0].length;
    const [, sigil = '', target = '', label = ''] = found;
    if (sigil === '@' && target === botUserId) {
      mentionsBot = true;
      text += ownMention;
    } else if (sigil === '@') {
      const name = unescapeEntities(label).replace(/^@/, '') || target;
      people.set(target, name);
      text += `@${name}`;
    } else {
      text += plainToken(sigil, target, unescapeEntities(label));
    }
  }
  text += unescapeEntities(raw.slice(position).replaceAll(ownMention, ''));
  return {
    text: withoutOwnMention(text),
    mentions: [...people].map(([platformUserId, name]) => ({ platformUserId, name })),
    mentionsBot,
  };
}

function plainToken(sigil: string, target: string, label: string): string {
  if (sigil === '#') return `#${label || target}`;
  if (sigil === '!') {
    const [word = ''] = target.split('^');
    if (['here', 'channel', 'everyone'].includes(word)) return `@${word}`;
    return label || (word === 'subteam' ? '@group' : word);
  }
  return unescapeEntities(target).replace(/^(?:mailto|tel):/, '');
}

/** `&amp;` last, so that `&amp;lt;` stays the text `&lt;`. */
function unescapeEntities(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function withoutOwnMention(text: string): string {
  return text
    .replace(/^\s*\uE000[,:]?[ \t]*/, '')
    .replace(/[ \t]*\uE000(?=[.,;:!?])/g, '')
    .replace(/(^|\n)[ \t]*\uE000[ \t]*/g, '$1')
    .replace(/[ \t]*\uE000[ \t]*/g, ' ')
    .trim();
}

/** For the few fields that Slack reads as its own notation: shows exactly these words. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
