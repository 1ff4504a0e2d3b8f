/** What a quote is inside its section: `step 3`, `steps 2–4`, or `row “Chat”`. */
export interface QuotePlace {
  kind: 'steps' | 'row';
  text: string;
}

/** Longer first cells are no name of a row. */
const longestRowName = 60;

/** Undefined for plain sentences. */
export function quotePlace(quote: string): QuotePlace | undefined {
  const steps = [...quote.matchAll(/^\s*(\d{1,3})[.)]\s/gm)].map(([, number = '']) => number);
  const [first, last] = [steps[0], steps.at(-1)];
  if (first !== undefined && last !== undefined)
    return { kind: 'steps', text: first === last ? `step ${first}` : `steps ${first}–${last}` };
  const rows = quote.split('\n').flatMap((line) => rowName(line) ?? []);
  const [row, ...more] = rows;
  if (row === undefined) return undefined;
  return {
    kind: 'row',
    text: more.length === 0 ? `row “${row}”` : `rows “${row}” to “${more.at(-1) ?? ''}”`,
  };
}

/** The first cell of a table's row; its outer bars may be missing in a quote. */
function rowName(line: string): string | undefined {
  const cells = line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');
  const name = (cells[0] ?? '').replace(/[*`]/g, '').trim();
  const isRule = /^[\s:-]*$/.test(name);
  return cells.length < 2 || isRule || name.length > longestRowName ? undefined : name;
}
