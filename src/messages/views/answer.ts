import type { Audience } from '../../coaching/access/audience.ts';
import type { CitationItem, Message } from '../message.ts';
import { exampleQuestions, words } from '../words/en.ts';
import { neutralise } from '../markdown.ts';
import { audienceLine } from './audience-line.ts';

export interface AnswerParts {
  /** Markdown with `[n]` marks that match the citations. */
  text: string;
  citations: readonly CitationItem[];
  /** Why the built-in model answered instead of the configured one, in plain words. */
  fallback?: string;
  /** A sentence before the answer, e.g. that the question was edited. */
  lead?: string;
}

export function answerView(audience: Audience, answer: AnswerParts): Message {
  const text = neutralise(answer.text);
  return {
    view: 'answer.cited',
    summary: text.replaceAll(/[*_`>]/g, '').slice(0, 200),
    blocks: [
      ...(answer.lead === undefined ? [] : [{ kind: 'text' as const, markdown: answer.lead }]),
      { kind: 'text', markdown: text },
      { kind: 'citations', items: answer.citations.map(withoutTitle) },
      ...(answer.fallback === undefined
        ? []
        : [{ kind: 'text' as const, markdown: words.fallback(answer.fallback) }]),
    ],
    footer: audienceLine(audience),
  };
}

/** The title stands before the section already. */
function withoutTitle(item: CitationItem): CitationItem {
  const [first, ...rest] = item.section.split(' › ');
  return first === item.title ? { ...item, section: rest.join(' › ') } : item;
}

export function notFoundView(audience: Audience, searched: boolean, fallback?: string): Message {
  return {
    view: 'answer.not-found',
    summary: 'Not in the knowledge base',
    blocks: [
      { kind: 'text', markdown: words.notFound(searched) },
      { kind: 'text', markdown: words.notFoundNext },
      {
        kind: 'actions',
        actions: [{ id: 'help.example', label: exampleQuestions[0], value: exampleQuestions[0] }],
      },
      ...(fallback === undefined ? [] : [{ kind: 'text' as const, markdown: words.fallback(fallback) }]),
    ],
    footer: audienceLine(audience),
  };
}
