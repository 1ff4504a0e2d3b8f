import { findParticipants } from '../../../../src/coaching/sessions/participants.ts';
import type { TranscriptSegment } from '../../../../src/coaching/sessions/session.ts';
import { settleDraft } from '../../../../src/coaching/summaries/settle-draft.ts';
import { chronoDateReader } from '../../../../src/models/summaries/chrono-date-reader.ts';
import { groupLines } from '../../../../src/models/summaries/group-lines.ts';
import { createOfflineDrafter } from '../../../../src/models/summaries/offline-drafter.ts';
import { readDemoTranscript } from '../../../support/demo-transcript.ts';

const drafter = createOfflineDrafter();
/** A Tuesday. */
const date = '2026-03-10';

async function summarise(
  segments: readonly TranscriptSegment[],
  participant: string,
  coach = 'Naomi Feldman',
) {
  const people = findParticipants(segments, [], { id: 'coach', name: coach });
  const own = people.find(({ name }) => name === participant);
  if (own === undefined) throw new Error(`${participant} does not speak`);
  const draft = await drafter.draft({
    organizationId: 'o',
    session: { title: 'Coaching', date, type: 'INDIVIDUAL' },
    participant: own,
    speakers: people.map(({ name }) => name),
    facilitator: people.find(({ isFacilitator }) => isFacilitator)?.name ?? '',
    segments,
  });
  return settleDraft(draft, {
    segments,
    speakers: people.map(({ name }) => name),
    notes: [],
    sessionDate: date,
    dates: chronoDateReader,
    lineId: String,
    group: groupLines,
  });
}

const dialogue = (...turns: string[]): TranscriptSegment[] =>
  turns.map((turn, index) => {
    const [speaker = '', ...text] = turn.split(': ');
    return { index, speaker, text: text.join(': ') };
  });
const lines = async (participant: string, ...turns: string[]) => {
  const { lines: found, leftOut } = await summarise(dialogue(...turns), participant, 'Naomi');
  expect(leftOut).toBe(0);
  return found.map(({ section, text, owner, due }) =>
    [section, text, ...(owner === undefined ? [] : [owner, due])].join(' | '),
  );
};

describe('the demo’s coaching session', () => {
  const priya = async () =>
    summarise(await readDemoTranscript('coaching-priya-and-daniel.vtt'), 'Priya Raman');

  it('gives Priya her commitments with owner and day, and what the coach took on for her', async () => {
    const actions = (await priya()).lines.filter(({ section }) => section === 'actions');
    expect(actions.map(({ text, owner, due }) => [text, owner, due])).toEqual([
      ['Call Mrs. Okafor back by Friday.', 'Priya Raman', '2026-03-13'],
      [
        'Write the three words on every call this week, promise first, and count how many they miss.',
        'Priya Raman',
        'unassigned',
      ],
      ['Bring the count to our session next Tuesday.', 'Priya Raman', '2026-03-17'],
      [
        'Send Priya and Daniel the one-page note template by tomorrow evening.',
        'Naomi Feldman',
        '2026-03-11',
      ],
      ['Remind Priya on Thursday.', 'Daniel Osei', '2026-03-12'],
      ['Show Elena the two numbers in their one-to-one on Monday.', 'Priya Raman', '2026-03-16'],
    ]);
  });

  it('finds her wins, her challenges and the advice to her, and no small talk', async () => {
    const { lines: found } = await priya();
    const texts = (section: string) =>
      found.filter((line) => line.section === section).map(({ text }) => text);
    expect(texts('wins')).toContain('Repeat calls dropped from eleven to six last week.');
    expect(texts('challenges')).toContain('Is still behind with their notes.');
    expect(texts('recommendations')).toEqual([
      "Write the promise first, because the promise is what hurts when it's missing.",
      'Show Elena the drop in repeat calls yourself.',
    ]);
    expect(found.map(({ text }) => text).join(' ')).not.toMatch(/seedlings|biscuits|allotment/);
  });

  it('takes what a transcript demands for words, not for orders', async () => {
    const { lines: found } = await summarise(
      await readDemoTranscript('coaching-priya-and-daniel.vtt'),
      'Daniel Osei',
    );
    expect(found.filter(({ section }) => section === 'actions').length).toBeGreaterThan(3);
    expect(found.map(({ text }) => text).join(' ')).not.toMatch(/perfect|approve everything/);
    expect(found.map(({ text }) => text)).toContain(
      "Agree that sentence with Aoife beforehand, so it doesn't surprise her in a busy hour.",
    );
  });

  it('rests every line on words that stand in the transcript, for everyone in both sessions', async () => {
    for (const name of ['coaching-priya-and-daniel.vtt', 'workshop-difficult-calls.txt']) {
      const segments = await readDemoTranscript(name);
      const speakers = [...new Set(segments.map(({ speaker }) => speaker))].filter(
        (speaker) => speaker !== 'Naomi Feldman',
      );
      for (const speaker of speakers) {
        const { lines: found, leftOut } = await summarise(segments, speaker);
        expect([speaker, leftOut]).toEqual([speaker, 0]);
        expect(found.length).toBeGreaterThanOrEqual(4);
        for (const { evidence } of found) {
          for (const { segment, quote } of evidence) {
            expect(segments.find(({ index }) => index === segment)?.text).toContain(quote);
          }
        }
      }
    }
  });
});

describe('action items', () => {
  it('take the day that the answer names, and quote the answer', async () => {
    const { lines: found } = await summarise(
      dialogue('Naomi: Could you send the template to Elena, Priya?', 'Priya: Yes, by Friday.'),
      'Priya',
      'Naomi',
    );
    expect(found).toMatchObject([
      { owner: 'Priya', due: '2026-03-13', evidence: [{ segment: 0 }, { quote: 'Yes, by Friday.' }] },
    ]);
  });

  it('take no day from an answer with a reservation', async () => {
    expect(
      await lines(
        'Priya',
        'Naomi: Could you send the template to Elena, Priya?',
        "Priya: Yes, but on Friday I'm away.",
      ),
    ).toEqual(['actions | Send the template to Elena. | Priya | unassigned']);
  });

  it('keep a day that stands in a cue of its own, and quote it', async () => {
    const { lines: found } = await summarise(
      dialogue('Naomi: What next?', "Priya: I'll call the client back by", 'Priya: Friday.'),
      'Priya',
      'Naomi',
    );
    expect(found).toMatchObject([
      {
        due: '2026-03-13',
        evidence: [
          { segment: 1, quote: "I'll call the client back by" },
          { segment: 2, quote: 'Friday.' },
        ],
      },
    ]);
  });

  it.each([
    [
      'I will send you the notes by Friday.',
      'actions | Send Naomi the notes by Friday. | Priya | 2026-03-13',
    ],
    [
      "Okay, so, um, I'll call the client back tomorrow.",
      'actions | Call the client back tomorrow. | Priya | 2026-03-11',
    ],
    [
      "I'm going to practise my opening every day.",
      'actions | Practise their opening every day. | Priya | unassigned',
    ],
    [
      "I'll talk to the team about last Monday's outage.",
      "actions | Talk to the team about last Monday's outage. | Priya | unassigned",
    ],
    [
      "I'll send the notes to Naomi in two weeks.",
      'actions | Send the notes to Naomi in two weeks. | Priya | 2026-03-24',
    ],
    [
      "I'll write the checklist by the end of the month.",
      'actions | Write the checklist by the end of the month. | Priya | 2026-03-31',
    ],
    [
      "I'll ask Dana and I'll write it down by the end of the week.",
      'actions | Ask Dana and write it down by the end of the week. | Priya | 2026-03-13',
    ],
  ])('%s', async (words, expected) => {
    expect(await lines('Priya', 'Naomi: What next?', `Priya: ${words}`)).toEqual([expected]);
  });

  it.each([
    "I'll be honest, that week was long and grey.",
    "I usually say I'll call them back tomorrow.",
    "And then he said I'll never buy here again by Friday.",
    "I'll tell you what happened on the phone.",
    "Well, I'll see.",
    'Will I call the client back by Friday?',
  ])('%s – promises nothing', async (words) => {
    expect(
      (await lines('Priya', 'Naomi: And then?', `Priya: ${words}`)).filter((line) =>
        line.startsWith('actions'),
      ),
    ).toEqual([]);
  });

  it('come from a request that names a day or is agreed to, and not from one that is declined', async () => {
    const ask = (request: string, answer: string) => lines('Priya', `Naomi: ${request}`, `Priya: ${answer}`);
    expect(await ask('Can you send me the call log by Friday?', 'Sure, will do that.')).toEqual([
      'actions | Send Naomi the call log by Friday. | Priya | 2026-03-13',
    ]);
    expect(await ask('Could you update the customer notes?', 'Yes, of course.')).toEqual([
      'actions | Update the customer notes. | Priya | unassigned',
    ]);
    expect(await ask('Could you update the customer notes?', 'The weather is nice.')).toEqual([]);
    expect(await ask('Can you send me the call log by Friday?', "No, I can't do that.")).toEqual([]);
    expect(await ask('Can you tell me more about the call?', 'Sure, it was long.')).toEqual([]);
  });

  it('belong to those they are about: what others take on among themselves stays theirs', async () => {
    const turns = [
      'Naomi: Who starts?',
      "Daniel: I'll write the handover by Friday.",
      'Priya: Fine with me.',
      "Naomi: Daniel, I'll send you the template tomorrow.",
    ];
    expect(await lines('Priya', ...turns)).toEqual([]);
    expect(await lines('Daniel', ...turns)).toEqual([
      'actions | Write the handover by Friday. | Daniel | 2026-03-13',
      'actions | Send Daniel the template tomorrow. | Naomi | 2026-03-11',
    ]);
  });

  it('said again at the end are one line', async () => {
    expect(
      await lines(
        'Priya',
        'Naomi: So?',
        "Priya: I'll call Mrs. Okafor back by Friday.",
        'Naomi: Priya, will you call Mrs. Okafor back by Friday?',
        'Priya: Yes, I will.',
      ),
    ).toHaveLength(1);
  });
});

describe('advice', () => {
  it.each([
    ["I'd recommend writing the promise first.", 'Write the promise first.'],
    ['Why don’t you ask the customer for an example?', 'Ask the customer for an example.'],
    ['You could try a short pause after the question.', 'Try a short pause after the question.'],
    ['My suggestion would be to slow down after the greeting.', 'Slow down after the greeting.'],
  ])('%s', async (words, text) => {
    expect(await lines('Priya', 'Priya: I rushed the greeting again today.', `Naomi: ${words}`)).toContain(
      `recommendations | ${text}`,
    );
  });

  it('comes from the coach alone, and goes to the one it is given to', async () => {
    const turns = [
      'Priya: Hello there.',
      "Daniel: I'd suggest a longer break.",
      "Naomi: Daniel, I'd suggest a slower greeting.",
    ];
    expect(await lines('Priya', ...turns)).toEqual([]);
    expect(await lines('Daniel', ...turns)).toEqual(['recommendations | A slower greeting.']);
  });
});

describe('wins and challenges', () => {
  it.each([
    ['My complaints dropped from nine to two this month.', 'wins'],
    ['My conversion rate dropped from nine to two this month.', 'challenges'],
    ['My handling time went up again this week.', 'neither'],
    ["I didn't close the case on time.", 'not wins'],
    ["It wasn't a problem to stay calm at all.", 'not challenges'],
    ['Was it difficult to stay calm?', 'neither'],
  ])('%s is %s', async (words, kind) => {
    const sections = (await lines('Priya', 'Naomi: How was the week?', `Priya: ${words}`)).map(
      (line) => line.split(' | ')[0],
    );
    if (kind.startsWith('not ')) expect(sections).not.toContain(kind.slice(4));
    else expect(sections).toEqual(kind === 'neither' ? [] : [kind]);
  });

  it('count the coach’s praise, in the coach’s words where rewording is not safe', async () => {
    expect(
      await lines(
        'Priya',
        'Priya: The caller shouted.',
        'Naomi: You kept calm with the caller. That is a great improvement, Priya.',
      ),
    ).toEqual(['wins | Kept calm with the caller.', 'wins | Naomi: “That is a great improvement, Priya.”']);
  });
});
