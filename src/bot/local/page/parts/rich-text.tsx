import MarkdownIt from 'markdown-it';
import type { JSX } from 'preact';
import { Fragment } from 'preact';

/** Markdown of the bot, in cards and while it streams. HTML stays text, pictures and unsafe links do not exist. */
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: false }).disable('image');
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdown.validateLink = (address) => address.startsWith('https://');
markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('target', '_blank');
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  return self.renderToken(tokens, index, options);
};

export const renderMarkdown = (text: string): string => markdown.render(text);

const marks =
  /(https:\/\/[^\s<>"']+[^\s<>"'.,;:!?)])|(@[\p{L}\p{N}][\p{L}\p{N}.'-]*(?: \p{Lu}[\p{L}\p{N}.'-]*)?)/gu;

/** What a person typed: their words as they are, with links and known names made visible. */
export function PlainText({ text, names }: { text: string; names: readonly string[] }): JSX.Element {
  const parts: JSX.Element[] = [];
  let end = 0;
  for (const found of text.matchAll(marks)) {
    const [whole, link, mention] = found;
    const name =
      mention && names.find((known) => mention.toLowerCase().startsWith(`@${known.toLowerCase()}`));
    if (link === undefined && name === undefined) continue;
    parts.push(<Fragment key={`text-${end}`}>{text.slice(end, found.index)}</Fragment>);
    end = found.index + (link ?? `@${name ?? ''}`).length;
    parts.push(
      link === undefined ? (
        <span key={found.index} class="mention">
          {whole.slice(0, end - found.index)}
        </span>
      ) : (
        <a key={found.index} href={link} target="_blank" rel="noopener noreferrer">
          {link}
        </a>
      ),
    );
  }
  return (
    <p class="plain">
      {parts}
      {text.slice(end)}
    </p>
  );
}
