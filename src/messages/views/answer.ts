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
      { kind: 'citations', items: answer.citations.map(precisely) },
      ...(answer.fallback === undefined
        ? []
        : [{ kind: 'text' as const, markdown: words.fallback(answer.fallback) }]),
    ],
    footer: audienceLine(audience),
  };
}

/** The title stands before the section already; a step is named by its number. */
function precisely(item: CitationItem): CitationItem {
  const path = item.section.split(' › ');
  const headings = path[0] === item.title ? path.slice(1) : path;
  const steps = [...item.quote.matchAll(/^\s*(\d{1,3})[.)]\s/gm)].map(([, number = '']) => number);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return { ...item, section: headings.join(' › ') };
  const named = first === last ? `step ${first}` : `steps ${first}–${last}`;
  const isSteps = /^steps?$/i.test(headings.at(-1) ?? '');
  return { ...item, section: [...(isSteps ? headings.slice(0, -1) : headings), named].join(' › ') };
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
