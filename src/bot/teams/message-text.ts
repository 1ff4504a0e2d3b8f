import { fileDownloadSchema, fileDownloadType, mentionSchema } from './schema.ts';
import type { ActivityAttachment, Mention, TeamsActivity } from './schema.ts';
import type { FileRef } from '../../turns/turn.ts';

/** Everybody named in the message, the bot among them. */
function mentionsOf(activity: TeamsActivity): readonly Mention[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const parsed = mentionSchema.safeParse(entity);
    return parsed.success ? [parsed.data] : [];
  });
}

export function isMentioned(activity: TeamsActivity): boolean {
  return mentionsOf(activity).some((mention) => mention.mentioned.id === activity.recipient.id);
}

export function peopleMentioned(activity: TeamsActivity): { platformUserId: string; name: string }[] {
  const people = new Map<string, string>();
  for (const { mentioned, text } of mentionsOf(activity))
    if (mentioned.id !== activity.recipient.id) people.set(mentioned.id, mentioned.name ?? bare(text ?? ''));
  return [...people].map(([platformUserId, name]) => ({ platformUserId, name }));
}

const bare = (mention: string): string => mention.replaceAll(/<\/?at[^>]*>/g, '').trim();

/**
 * The words a person typed: the bot's own mention removed, others as `@Name`. Teams sends plain text in which mentions
 * are tags and some clients write spaces and brackets as HTML entities; everything else was typed and stays.
 */
export function plainText(activity: TeamsActivity): string {
  let text = activity.text ?? '';
  for (const { mentioned, text: tag } of mentionsOf(activity)) {
    if (tag === undefined || tag === '') continue;
    const isBot = mentioned.id === activity.recipient.id;
    text = text.replaceAll(tag, () => (isBot ? ' ' : `@${mentioned.name ?? bare(tag)}`));
  }
  return unescaped(text.replaceAll(/<at[^>]*>([^<]*)<\/at>/g, '@$1'));
}

const unescaped = (text: string): string =>
  text
    .replaceAll(/&nbsp;|\u00a0/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    // Last, so that a typed `&amp;lt;` does not become a bracket.
    .replaceAll('&amp;', '&')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[ \t]{2,}/g, ' ')
    .trim();

/** The words of a message as Teams keeps it, in HTML: lines where its blocks end, mentions as `@Name`, nothing else of its marks. */
export const htmlToText = (html: string): string =>
  unescaped(
    html
      .replaceAll(/<at[^>]*>([^<]*)<\/at>/gi, '@$1')
      .replaceAll(/<br\s*\/?>|<\/(?:p|div|li|tr|h\d|blockquote)>/gi, '\n')
      .replaceAll(/<[^>]*>/g, ''),
  ).replaceAll(/\n{3,}/g, '\n\n');

/** Files that Teams hands to bots: those uploaded in the personal chat. */
export function filesOf(activity: TeamsActivity): FileRef[] {
  return (activity.attachments ?? []).flatMap((attachment, index) => {
    if (attachment.contentType !== fileDownloadType) return [];
    const parsed = fileDownloadSchema.safeParse(attachment.content);
    if (!parsed.success) return [];
    const { downloadUrl, uniqueId, fileType } = parsed.data;
    return [
      {
        id: uniqueId ?? `${activity.id ?? 'activity'}:${index}`,
        name: (attachment.name ?? `file${fileType === undefined ? '' : `.${fileType}`}`).slice(0, 300),
        url: downloadUrl,
      },
    ];
  });
}

/** A picture, sticker, voice clip, or a file that only a channel can see. Formatted text arrives as HTML beside the plain text. */
export function hasUnreadable(activity: TeamsActivity): boolean {
  return (activity.attachments ?? []).some(isUnreadable);
}

function isUnreadable({ contentType, content }: ActivityAttachment): boolean {
  if (contentType === fileDownloadType) return !fileDownloadSchema.safeParse(content).success;
  if (contentType === 'text/html')
    return typeof content === 'string' && /<(img|video|audio|attachment)\b/i.test(content);
  // Cards quoted or forwarded, images, audio, anything newer than this code.
  return contentType !== 'text/plain';
}
