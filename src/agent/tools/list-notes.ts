import { z } from 'zod';
import { listNotes, type ListNotesDeps } from '../../coaching/notes/list-notes.ts';
import { noteListView } from '../../messages/views/note-list.ts';
import { words } from '../../messages/words/en.ts';
import type { AgentTool } from '../agent-tool.ts';

const schema = z.object({
  query: z
    .string()
    .min(1)
    .max(1_000)
    .describe(
      'Which notes, in the person’s own words, with names, types, dates and states, understandable by itself',
    ),
});

/** Lists quick notes within what everyone who will see the answer may read. */
export function listNotesTool(deps: ListNotesDeps): AgentTool<typeof schema> {
  return {
    name: 'list_notes',
    description:
      'Lists quick notes that were taken about people, by whom they are about, type, priority, state and time: my notes about somebody, open urgent notes, notes to follow up, notes shared with me. For what was noted about a topic, search the records instead. Not for call notes or how notes are written.',
    schema,
    effect: 'read',
    available: () => true,
    async run({ input, args }) {
      input.onProgress?.(words.progress.records);
      const listing = await listNotes(deps, { audience: input.audience, text: args.query });
      // Shown to people and kept from the model, which needs nobody's notes to say that they are there.
      return { text: 'The notes were shown.', views: [noteListView(input.audience, listing)] };
    },
  };
}
