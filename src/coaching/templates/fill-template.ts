/** What stands for the variables; undefined: nothing is known. A list becomes one line an item. */
export type TemplateValues = Readonly<Record<string, string | readonly string[] | undefined>>;

const variable = /\{\{\s*([a-z][a-z0-9_]*)\s*\}\}/g;
const section = /\{\{#([a-z][a-z0-9_]*)\}\}\n?([\s\S]*?)\{\{\/\1\}\}\n?/g;

/**
 * Puts values in the place of `{{variables}}`. `{{#name}}…{{/name}}` stands only where `name` has a value. What people
 * wrote comes out as they wrote it: values are never read for variables again.
 */
export function fillTemplate(content: string, values: TemplateValues): string {
  const known = (name: string): string => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) return '';
    return typeof value === 'string' ? value.trim() : value.map((item) => `- ${item}`).join('\n');
  };
  return content
    .replace(section, (_whole, name: string, inner: string) => (known(name) === '' ? '' : inner))
    .replace(variable, (_whole, name: string) => known(name))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Names of the variables that stand in a template, in order, each once. */
export function variablesIn(content: string): string[] {
  const named = [...content.matchAll(variable), ...content.matchAll(section)].map((match) => match[1] ?? '');
  return [...new Set(named)];
}
