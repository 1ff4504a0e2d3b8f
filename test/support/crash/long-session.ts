import type { ChatRequest, Reply } from '../openai-server.ts';

/** Who is summarised; two of them are people of the organisation. */
export const talkers = ['Priya Nair', 'Daniel Osei', 'Aoife Byrne'];
/** Turns of a talk that goes through the model in two parts for each of them, and hardly more. */
const rounds = 32;
const filler = 'and so it went on for a while with one caller after another until the shift was over ';

/** A workshop that everybody has a part in all the time, so that nothing of it is left out for anyone. */
export const longTranscript = Array.from({ length: rounds }, (_unused, round) =>
  ['Coach', ...talkers].map((name) => `${name}: Point ${round} of ${name}, ${filler.repeat(4)}`),
)
  .flat()
  .join('\n');

/** What one request to the model is about: the session's title, whose summary, and the number of its first cue. */
export function subjectOf({ messages }: ChatRequest): { title: string; participant: string; first: number } {
  const prompt = messages.map(({ content }) => String(content)).join('\n');
  const field = (pattern: RegExp): string => pattern.exec(prompt)?.[1] ?? '';
  return {
    title: field(/^Session: (.*)$/m),
    participant: field(/^Participant to summarise: (.*)$/m),
    first: Number(field(/^\[(\d+)\] /m)),
  };
}

/** A model that finds one win in each part: what stands at its beginning. */
export function replyOf(request: ChatRequest): Reply {
  const { first, participant } = subjectOf(request);
  const speaker = ['Coach', ...talkers][first % 4] ?? '';
  const line = {
    section: 'wins',
    text: `${participant} got to point ${first}.`,
    owner: null,
    due: null,
    evidence: [{ segment: first, quote: `Point ${Math.floor(first / 4)} of ${speaker}` }],
  };
  return { kind: 'tool', name: 'summary', args: { lines: [line] } };
}
