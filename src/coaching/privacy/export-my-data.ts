import type { Actor } from '../people/user.ts';
import type { AuditLog } from '../tenants/ports.ts';
import type { Clock } from '../../shared/clock.ts';
import type { OwnDataReader, OwnTable } from './ports.ts';
import { conversationsText, tablesText } from './own-data-text.ts';

export interface ExportMyDataDeps {
  ownData: OwnDataReader;
  audit: AuditLog;
  clock: Clock;
}

export interface ExportedFile {
  name: string;
  text: string;
}

export interface MyData {
  files: readonly ExportedFile[];
  /** Rows in it. */
  rows: number;
}

const talked = new Set([
  'conversation_messages',
  'shared_messages',
  'conversation_archives',
  'coaching_talks',
  'rag_queries',
]);
const aboutMe = new Set([
  'users',
  'profile_fields',
  'voice_profiles',
  'connection_settings',
  'connection_terms',
]);
const goals = new Set(['growth_goals', 'growth_steps', 'growth_notes', 'action_items', 'action_plans']);

const readme = (day: string, tables: readonly OwnTable[]): string =>
  [
    `This is what Threadcoach keeps of you, as of ${day}. It was sent to you alone.`,
    '',
    'conversations.md   what you and the assistant said, archives included, and the questions you asked',
    'profile.md         your account and profile, field by field, with who sees it',
    'goals.md           your goals, steps, action items and plans',
    'other.md           everything else: notes you took, summaries of your sessions, templates, figures, suggestions',
    'data.json          all of it for programs, by table',
    '',
    'How much there is:',
    ...tables.filter(({ rows }) => rows.length > 0).map(({ holds, rows }) => `- ${holds}: ${rows.length}`),
    '',
    'Not in it: notes that others took about you and drafts that are not approved, because you may not read them yet;',
    'transcripts, which your coach and their line read; and what your chat app keeps itself (Slack, Teams).',
    'What you can do: say “forget this”, “forget everything” or “delete me” to the assistant, or open /privacy.',
    '',
  ].join('\n');

/**
 * Everything that is kept of a person and that they may have, as files to read and one for programs. Only ever about the
 * person who asks.
 */
export async function exportMyData(
  deps: ExportMyDataDeps,
  { actor, surface }: { actor: Actor; surface: string },
): Promise<MyData> {
  const { organizationId, id: userId } = actor;
  const tables = await deps.ownData.read({ organizationId, userId });
  await deps.audit.record({ organizationId, actorId: userId, action: 'own-data.export', surface });
  const of = (names: ReadonlySet<string>): OwnTable[] => tables.filter(({ table }) => names.has(table));
  const rest = tables.filter(({ table }) => ![talked, aboutMe, goals].some((names) => names.has(table)));
  const day = deps.clock.now().toISOString().slice(0, 10);
  const data = Object.fromEntries(tables.map(({ table, rows }) => [table, rows]));
  return {
    rows: tables.reduce((sum, { rows }) => sum + rows.length, 0),
    files: [
      { name: 'README.txt', text: readme(day, tables) },
      { name: 'conversations.md', text: conversationsText(of(talked)) },
      { name: 'profile.md', text: tablesText('Your profile', of(aboutMe)) },
      { name: 'goals.md', text: tablesText('Your goals', of(goals)) },
      { name: 'other.md', text: tablesText('Everything else', rest) },
      { name: 'data.json', text: `${JSON.stringify(data, undefined, 2)}\n` },
    ],
  };
}
