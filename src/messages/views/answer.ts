import type { Audience } from '../../coaching/access/audience.ts';
import { quotePlace } from '../../coaching/knowledge/quote-place.ts';
import type { Block, CitationItem, Message } from '../message.ts';
import { exampleQuestions, words } from '../words/en.ts';
import { neutralise } from '../markdown.ts';
import { audienceLine } from './audience-line.ts';
import { feedbackRow } from './feedback.ts';

export interface AnswerParts {
  /** Markdown with `[n]` marks that match the citations. */
  text: string;
  citations: readonly CitationItem[];
  /** Why the built-in model answered instead of the configured one, in plain words. */
  fallback?: string;
  /** A sentence before the answer, e.g. that the question was edited. */
  lead?: string;
  /** Sentences of the model that went because no source backs them. */
  leftOut?: number;
  /** Questions to go on with, three at most. */
  followUps?: readonly string[];
  /** The turn that is answered: what feedback is about. */
  turnId?: string;
}

export function answerView(audience: Audience, answer: AnswerParts): Message {
  const text = neutralise(answer.text);
  return {
    view: 'answer.cited',
    summary: text.replaceAll(/[*_`>]/g, '').slice(0, 200),
    blocks: [
      ...(answer.lead === undefined ? [] : [{ kind: 'text' as const, markdown: answer.lead }]),
      { kind: 'text', markdown: text },
      ...((answer.leftOut ?? 0) === 0
        ? []
        : [{ kind: 'text' as const, markdown: words.leftOut(answer.leftOut ?? 0) }]),
      { kind: 'citations', items: answer.citations.map(precisely) },
      ...(answer.fallback === undefined
        ? []
        : [{ kind: 'text' as const, markdown: words.fallback(answer.fallback) }]),
      ...questionRow('answer.ask', answer.followUps ?? []),
      ...(answer.turnId === undefined ? [] : [feedbackRow(answer.turnId)]),
    ],
    footer: audienceLine(audience),
  };
}

/** Questions that a press asks. */
export function questionRow(id: 'answer.ask' | 'help.example', questions: readonly string[]): Block[] {
  if (questions.length === 0) return [];
  const actions = questions.map((question) => ({ id, label: question, value: question }));
  return [{ kind: 'actions', actions, visible: actions.length }];
}

/** The title stands before the section already; a step is named by its number, a table's row by its first cell. */
function precisely(item: CitationItem): CitationItem {
  const path = item.section.split(' › ');
  const headings = path[0] === item.title ? path.slice(1) : path;
  const place = quotePlace(item.quote);
  if (place === undefined) return { ...item, section: headings.join(' › ') };
  const isSteps = place.kind === 'steps' && /^steps?$/i.test(headings.at(-1) ?? '');
  return { ...item, section: [...(isSteps ? headings.slice(0, -1) : headings), place.text].join(' › ') };
}

/**
 * @param more what is known of the turn and what else may be asked: `turnId` lets the asker tell the admins; `examples` are
 * questions that the knowledge base answers
 */
export function notFoundView(
  audience: Audience,
  searched: boolean,
  fallback?: string,
  more: { turnId?: string; examples?: readonly string[] } = {},
): Message {
  const { turnId, examples = exampleQuestions.slice(0, 1) } = more;
  return {
    view: 'answer.not-found',
    summary: 'Not in the knowledge base',
    blocks: [
      { kind: 'text', markdown: words.notFound(searched) },
      {
        kind: 'text',
        markdown: examples.length === 0 ? words.notFoundNextAlone : words.notFoundNext,
      },
      ...questionRow('help.example', examples),
      ...(searched && turnId !== undefined
        ? [
            {
              kind: 'actions' as const,
              actions: [{ id: 'answer.missing' as const, label: words.feedback.tellAdmins, value: turnId }],
            },
          ]
        : []),
      ...(fallback === undefined ? [] : [{ kind: 'text' as const, markdown: words.fallback(fallback) }]),
    ],
    footer: audienceLine(audience),
  };
}
