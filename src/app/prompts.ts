import { createHash } from 'node:crypto';
import { z } from 'zod';
import { answerPrompt, answerPromptVersion } from '../agent/prompts/answer.ts';
import type { Prompt, PromptField } from '../coaching/prompts/prompt.ts';
import { coachPromptVersion, coachReply, coachSystem } from '../models/coach/prompts/coach.ts';
import {
  editPromptVersion,
  editReply,
  editSystem,
  writePromptVersion,
  writeReply,
  writeSystem,
} from '../models/follow-ups/prompts.ts';
import { refinePromptVersion, refineReply, refineSystem } from '../models/summaries/prompts/refine.ts';
import { summaryPromptVersion, summaryReply, summarySystem } from '../models/summaries/prompts/summary.ts';

const prompt = (version: string, purpose: string, text: string, reply?: z.ZodType): Prompt => ({
  name: version.replace(/@.*$/, ''),
  version,
  purpose,
  text,
  reply: reply === undefined ? [] : fieldsOf(z.toJSONSchema(reply), ''),
});

/** With the part for a session's thread, whose title and participants stand where these do. */
const answerText = answerPrompt({ session: { id: '', title: '(title)', participants: ['(participants)'] } });

/** All that models are told, in one place, so that it can be read; docs/prompts.lock.json keeps text and version together. */
export const productPrompts: readonly Prompt[] = [
  prompt(answerPromptVersion, 'Answers questions, and calls tools', answerText),
  prompt(coachPromptVersion, 'Coaches in the direct message', coachSystem, coachReply),
  prompt(summaryPromptVersion, 'Drafts the summary of a session', summarySystem, summaryReply),
  prompt(refinePromptVersion, 'Changes a summary as its coach asks', refineSystem, refineReply),
  prompt(writePromptVersion, 'Polishes a follow-up', writeSystem, writeReply),
  prompt(editPromptVersion, 'Changes a follow-up as its coach asks', editSystem, editReply),
];

/** SHA-256 of all that a model is told by a prompt, in hex. */
export const promptDigest = ({ text, reply }: Prompt): string =>
  createHash('sha256')
    .update(JSON.stringify([text, reply]))
    .digest('hex');

type Schema = z.core.JSONSchema._JSONSchema;

/** A schema as a list: its descriptions are instructions like any other. */
function fieldsOf(schema: Schema, path: string): PromptField[] {
  if (typeof schema === 'boolean') return [];
  const { properties, items, anyOf, oneOf, description } = schema;
  const own =
    path === ''
      ? []
      : [{ field: path, type: typeOf(schema), ...(description === undefined ? {} : { says: description }) }];
  return [
    ...own,
    ...Object.entries(properties ?? {}).flatMap(([name, field]) =>
      fieldsOf(field, path === '' ? name : `${path}.${name}`),
    ),
    ...(items === undefined || Array.isArray(items) ? [] : fieldsOf(items, `${path}[]`)),
    // Variants stand under the field's own name; what they have in common is said once each.
    ...[...(anyOf ?? []), ...(oneOf ?? [])].flatMap((variant) => fieldsOf(variant, path).slice(1)),
  ];
}

function typeOf(schema: Exclude<Schema, boolean>): string {
  if (schema.const !== undefined) return `"${String(schema.const)}"`;
  if (schema.enum !== undefined) return `one of: ${schema.enum.map(String).join(', ')}`;
  const variants = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  if (variants.length > 0)
    return [...new Set(variants.map((one) => (typeof one === 'boolean' ? 'any' : typeOf(one))))].join(' or ');
  return [schema.type ?? 'any'].flat().join(' or ');
}
