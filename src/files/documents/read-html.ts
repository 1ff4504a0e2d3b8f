import { htmlToMarkdown } from './html-to-markdown.ts';
import { decodeEntities } from '../transcripts/decode-entities.ts';

/** A page without a heading of its own gets its title as one. */
export function readHtml(html: string): string {
  const text = htmlToMarkdown(html);
  const title = /<title[^>]*>([^<]{1,300})<\/title>/i.exec(html)?.[1]?.replace(/\s+/g, ' ').trim();
  if (title === undefined || title === '' || /^# /m.test(text)) return text;
  return `# ${decodeEntities(title)}\n\n${text}`;
}
