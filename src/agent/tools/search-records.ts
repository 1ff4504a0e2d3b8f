import { z } from 'zod';
import { searchRecords, type SearchRecordsDeps } from '../../coaching/records/search-records.ts';
import { recordHitsView } from '../../messages/views/record-hits.ts';
import { words } from '../../messages/words/en.ts';
import type { AgentTool } from '../agent-tool.ts';

const schema = z.object({
  query: z
    .string()
    .min(1)
    .max(1_000)
    .describe('The question in the person’s own words, with names and dates, understandable by itself'),
});

/** Searches summaries, notes and sessions within what everyone who will see the answer may see. */
export function searchRecordsTool(deps: SearchRecordsDeps): AgentTool<typeof schema> {
  return {
    name: 'search_records',
    description:
      'Searches coaching records: session summaries, quick notes and sessions. For who struggled or did well, action items and promises, what was noted about somebody, which sessions were about something. Not for procedures.',
    schema,
    effect: 'read',
    available: () => true,
    async run({ input, args }) {
      input.onProgress?.(words.progress.records);
      const result = await searchRecords(deps, { audience: input.audience, text: args.query });
      // What was found is shown to people and kept from the model: it needs no one's notes to say that they are there.
      return { text: 'What was found was shown.', views: [recordHitsView(input.audience, result)] };
    },
  };
}
