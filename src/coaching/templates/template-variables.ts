import { nearestName } from './nearest-name.ts';

interface VariableMeaning {
  /** In words, for forms and messages. */
  meaning: string;
  /** What a preview shows. */
  example: string | readonly string[];
}

/**
 * Everything that may stand as `{{name}}` in a template. Where nothing is known of it, a variable comes out empty; wrap what
 * hangs on it in `{{#name}}…{{/name}}`. Lists come out as one bullet an item.
 */
export const templateVariables = {
  first_name: { meaning: 'first name of the person it is about or goes to', example: 'Priya' },
  coach_name: { meaning: 'name of the coach', example: 'Naomi Feldman' },
  session_title: { meaning: 'title of the session', example: 'Weekly 1:1' },
  session_date: { meaning: 'day of the session', example: 'Fri 20 Nov 2026' },
  wins: {
    meaning: 'list: what went well',
    example: ['Cleared every callback before Friday.', 'Stayed calm with an upset customer.'],
  },
  challenges: { meaning: 'list: what is hard', example: ['The closing question still feels abrupt.'] },
  actions: {
    meaning: 'list: what was agreed, with owner and day',
    example: ['Write the closing question on a card (Priya, Mon 23 Nov 2026).'],
  },
  recommendations: {
    meaning: 'list: the coach’s advice',
    example: ['Ask, then count to three before you speak.'],
  },
  next_session: { meaning: 'day of the next session', example: 'Fri 27 Nov 2026' },
} as const satisfies Readonly<Record<string, VariableMeaning>>;
export type TemplateVariable = keyof typeof templateVariables;

export const templateVariableNames = Object.keys(templateVariables) as readonly TemplateVariable[];

/** Those that are known before a summary is written; only these may stand in a summary's template. */
export const layoutVariableNames = [
  'first_name',
  'coach_name',
  'session_title',
  'session_date',
] as const satisfies readonly TemplateVariable[];

/** Values for a preview. */
export const exampleValues: Readonly<Record<TemplateVariable, string | readonly string[]>> =
  Object.fromEntries(templateVariableNames.map((name) => [name, templateVariables[name].example])) as Record<
    TemplateVariable,
    string | readonly string[]
  >;

/** What is wrong with the variables of a text, each as a sentence; empty: nothing. */
export function variableFaults(text: string, allowed: readonly string[] = templateVariableNames): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [whole, inner = ''] of text.matchAll(/\{\{([^{}]*)\}\}/g)) {
    const [, mark = '', name = ''] = /^\s*([#/]?)\s*(.*?)\s*$/.exec(inner) ?? [];
    if (!allowed.includes(name)) {
      const nearest = nearestName(name.replace(/[\s-]+/g, '_'), allowed);
      const hint = nearest === undefined ? '' : ` Did you mean {{${nearest}}}?`;
      faults.push(
        `I don’t know the variable ${whole}.${hint} There are: ${allowed.map((known) => `{{${known}}}`).join(', ')}.`,
      );
    } else if (mark !== '' && inner !== `${mark}${name}`) {
      faults.push(`Write {{${mark}${name}}} without blanks.`);
    } else if (mark === '#') {
      if (open.length > 0)
        faults.push(`{{#${name}}} stands inside {{#${open[0] ?? ''}}}; close that one first.`);
      open.push(name);
    } else if (mark === '/' && open.pop() !== name) {
      faults.push(`{{/${name}}} closes nothing; open it with {{#${name}}}.`);
    }
  }
  for (const name of open) faults.push(`{{#${name}}} is not closed; end it with {{/${name}}}.`);
  if (/\{\{|\}\}/.test(text.replace(/\{\{[^{}]*\}\}/g, '')))
    faults.push('A variable is written with two braces on each side, such as {{first_name}}.');
  return [...new Set(faults)];
}
