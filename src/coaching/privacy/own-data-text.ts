import type { OwnTable } from './ports.ts';

type Row = OwnTable['rows'][number];

const inWords = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(', ');
  return JSON.stringify(value);
};

/** `next_step_on` as `next step on`; what is empty, and ids that name nothing to a reader, are left out. */
const lines = (row: Row): string[] =>
  Object.entries(row)
    .filter(
      ([key, value]) =>
        value !== null &&
        value !== '' &&
        !/(?:^|_)id$/.test(key) &&
        !['[]', '{}'].includes(JSON.stringify(value)),
    )
    .map(([key, value]) => `  ${key.replaceAll('_', ' ')}: ${inWords(value)}`);

const entry = (row: Row): string => lines(row).join('\n').replace(/^ {2}/, '- ');

/** A heading a table, an entry a row. */
export const tablesText = (title: string, tables: readonly OwnTable[]): string =>
  [
    `# ${title}`,
    ...tables
      .filter(({ rows }) => rows.length > 0)
      .flatMap(({ holds, rows }) => ['', `## ${holds}`, '', ...rows.map(entry)]),
    '',
  ].join('\n');

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `2026-11-20 09:30 You: …` */
const spoken = ({ at, role, text }: { at: unknown; role: unknown; text: unknown }): string =>
  `**${textOf(at).slice(0, 16).replace('T', ' ')} ${role === 'assistant' ? 'Assistant' : 'You'}:** ${textOf(text)}`;

const sayings = ({ table, rows }: OwnTable): { at: string; line: string }[] => {
  const said =
    table === 'conversation_archives'
      ? rows.flatMap((row) => (Array.isArray(row['messages']) ? (row['messages'] as Row[]) : []))
      : rows;
  return said.map((row) => {
    const at = textOf(row['at'] ?? row['created_at']);
    return { at, line: spoken({ at, role: row['role'], text: row['text'] }) };
  });
};

/** What was said in the order of time, archives included; then talks and questions. */
export function conversationsText(tables: readonly OwnTable[]): string {
  const isSpoken = ({ table }: OwnTable): boolean =>
    ['conversation_messages', 'shared_messages', 'conversation_archives'].includes(table);
  const said = tables
    .filter(isSpoken)
    .flatMap(sayings)
    .sort((a, b) => a.at.localeCompare(b.at))
    .flatMap(({ line }) => [line, '']);
  const rest = tables.filter((table) => !isSpoken(table));
  return ['# What you and the assistant said', '', ...said, tablesText('Talks and questions', rest)].join(
    '\n',
  );
}
