import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { classifyNote } from '../coaching/notes/classify-note.ts';
import type { QuickNoteRepository } from '../coaching/notes/ports.ts';
import { instantOf } from '../coaching/follow-ups/wall-time.ts';
import { dayIn } from '../coaching/people/day-in.ts';
import type { UserRepository } from '../coaching/people/ports.ts';
import type { Clock } from '../shared/clock.ts';
import { deterministicId } from '../shared/ids.ts';
import { demoDir } from './paths.ts';

const notesFile = z.array(
  z.object({
    by: z.string(),
    about: z.string(),
    daysAgo: z.number().int().positive(),
    /** Wall-clock time of who took it, `HH:MM`. */
    at: z.string(),
    words: z.string(),
    /** What was done about it; absent: it is open. */
    addressed: z.string().optional(),
    shared: z.boolean().optional(),
  }),
);

interface SeedNotesDeps {
  notes: QuickNoteRepository;
  users: Pick<UserRepository, 'list'>;
  clock: Clock;
}

const dayMs = 24 * 3_600_000;

/**
 * Quick notes of the demo's leaders over the last 90 days: made up, read from their words as any other, once each. What
 * became of one since stays so.
 */
export async function seedNotes(deps: SeedNotesDeps, organizationId: string): Promise<void> {
  const entries = notesFile.parse(JSON.parse(await readFile(join(demoDir, 'notes.json'), 'utf8')));
  const people = new Map((await deps.users.list(organizationId)).map((user) => [user.email, user]));
  const authors = [...new Set(entries.map(({ by }) => by))].flatMap((email) => people.get(email)?.id ?? []);
  const known = await deps.notes.listByAuthors(organizationId, authors, entries.length);
  if (known.length >= entries.length) return;
  for (const { by, about, daysAgo, at, words, addressed, shared } of entries) {
    const [author, subject] = [people.get(by), people.get(about)];
    if (author === undefined || subject === undefined) continue;
    const now = deps.clock.now();
    const date = dayIn(new Date(now.getTime() - daysAgo * dayMs), author.timezone);
    const occurredAt = instantOf({ date, time: at }, author.timezone);
    const note = await deps.notes.create(
      { organizationId, authorId: author.id, subjectId: subject.id, occurredAt, ...classifyNote(words) },
      deterministicId('demo-note', organizationId, by, about, words),
    );
    if (note.version > 1) continue;
    await deps.notes.change(organizationId, note.id, () => ({
      ...(addressed === undefined
        ? {}
        : { addressed: { at: new Date(occurredAt.getTime() + dayMs), by: author.id, how: addressed } }),
      ...(shared === true ? { sharedAt: new Date(occurredAt.getTime() + dayMs) } : {}),
    }));
  }
}
