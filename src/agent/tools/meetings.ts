import { z } from 'zod';
import { readMeetingWords, type MeetingWish } from '../../coaching/one-on-ones/read-meeting-words.ts';
import type { AgentTool } from '../agent-tool.ts';
import { isPersonAlone } from '../person-alone.ts';
import { talkAboutMeetings, type MeetingTalkDeps } from './meeting-talk.ts';

const schema = z.object({
  words: z.string().min(1).max(2_000).describe('What the person said, in their own words and whole'),
  request: z
    .enum(['list', 'plan', 'move', 'cancel', 'next', 'prepare'])
    .describe('What they want to do with a 1:1; list and next only show'),
  person: z.string().max(200).optional().describe('The full or first name of whom the 1:1 is with'),
  when: z.string().max(200).optional().describe('Day, time and length, in the person’s own words'),
});

/** Rules read the person's own words first; then what a model made of them counts. */
function wishOf(
  question: string,
  { words, request, person = '', when = '' }: z.infer<typeof schema>,
): MeetingWish {
  const read = readMeetingWords(question) ?? readMeetingWords(words);
  if (read !== undefined) return read;
  return request === 'list' || person.trim() === ''
    ? { kind: 'list' }
    : { kind: request, rest: `${person} ${when}` };
}

/** The asker's own 1:1s, in their direct message. It shows and drafts; a button plans, moves and cancels. */
export function meetingsTool(deps: MeetingTalkDeps): AgentTool<typeof schema> {
  return {
    name: 'meetings',
    description:
      'The person’s own 1:1s with people they lead: list them, when the next one with somebody is, draft a new one or another time, prepare one with an agenda. Not for how a 1:1 should be held, which is the coaching method.',
    schema,
    effect: 'draft-only',
    available: (input) => isPersonAlone(input) && input.session === undefined,
    async run({ input: { actor, turnId, question }, args }) {
      const view = await talkAboutMeetings(deps, { actor, turnId, direct: true }, wishOf(question, args));
      return view === undefined
        ? { text: 'Nobody of that name is known. Ask whom they mean.' }
        : { text: 'The person was shown their 1:1s.', views: [view] };
    },
  };
}
