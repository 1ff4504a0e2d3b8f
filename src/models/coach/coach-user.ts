import type { NumberedPassage } from '../../coaching/knowledge/numbered-passage.ts';
import type { CoachSituation, PersonContext } from '../../coaching/talks/coach-mind.ts';
import type { RefusedMove } from '../../coaching/talks/guarded-mind.ts';
import { inertText } from '../../shared/inert-text.ts';
import { faultWords } from './prompts/coach.ts';

/** Characters of the talk before the last words; the newest count. */
const windowLength = 6_000;
/** Of one message. */
const wordsLength = 4_000;
const passagesLength = 4_000;
const itemLength = 200;
const itemsAtMost = 8;

const oneLine = (text: string): string => inertText(text.replace(/\s+/g, ' ').trim().slice(0, itemLength));

const block = (tag: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`<${tag}>`, ...lines, `</${tag}>`];
const listed = (label: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`${label}: ${items.slice(0, itemsAtMost).map(oneLine).join('; ')}`];

/** What a model is told of one moment of a talk: docs/data-sent-to-models.md says the same in words. */
export function coachUser(situation: CoachSituation, refused?: RefusedMove): string {
  const { kind, stage, today, topic, options, nextStep, asked } = situation;
  return [
    `Kind: ${kind}. Stage so far: ${stage}. Questions asked so far: ${asked.length}. Today: ${today} (${weekday(today)})`,
    ...block('known', [
      ...listed('Topic', topic === undefined ? [] : [topic]),
      ...listed('Ideas that the person named', options),
      ...listed('Chosen step', nextStep === undefined ? [] : [nextStep]),
    ]),
    ...block('person', personLines(situation.person)),
    ...block('passages', passageLines(situation.passages)),
    ...block('talk', window(situation.said)),
    ...block('last_words', [inertText(situation.words.slice(0, wordsLength))]),
    ...(refused === undefined ? [] : block('refused', refusal(refused))),
  ].join('\n');
}

function personLines(person: PersonContext): string[] {
  const { lastStep } = person;
  return [
    ...listed(
      'Strengths on their Star Card (dots)',
      person.strengths.map(({ name, dots }) => `${name} (${dots})`),
    ),
    ...listed('Flow', person.flow),
    ...listed('Goals', person.goals),
    ...listed('What moves them', person.motivators),
    ...listed('What they want to develop', person.developmentAreas),
    ...listed('What they respond to', person.respondsTo),
    ...listed('Open action items', person.actions),
    ...(lastStep === undefined
      ? []
      : listed('Step chosen in the talk before', [
          [lastStep.step, ...(lastStep.on === undefined ? [] : [`on ${lastStep.on}`])].join(' '),
        ])),
  ];
}

function passageLines(passages: readonly NumberedPassage[]): string[] {
  let left = passagesLength;
  return passages.flatMap(({ number, passage }) => {
    const text = inertText(passage.text.slice(0, left));
    left -= text.length;
    if (text === '') return [];
    const section = oneLine(passage.headingPath.join(' › '));
    return [
      `<passage number="${number}" document="${oneLine(passage.title)}" section="${section}">`,
      text,
      '</passage>',
    ];
  });
}

/** The newest words of the talk that fit, oldest first. */
function window(said: CoachSituation['said']): string[] {
  const lines: string[] = [];
  let left = windowLength;
  for (const { role, text } of [...said].reverse()) {
    const line = `${role === 'user' ? 'Person' : 'You'}: ${inertText(text.slice(0, wordsLength))}`;
    if (line.length > left) break;
    left -= line.length;
    lines.unshift(line);
  }
  return lines;
}

const refusal = ({ move, faults }: RefusedMove): string[] => [
  'You proposed this, and it cannot be said:',
  inertText(JSON.stringify({ reflection: move.reflection, question: move.question, stage: move.stage })),
  ...faults.map((fault) => `- ${faultWords[fault]}`),
  'Propose another move that mends all of it.',
];

const weekday = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { timeZone: 'UTC', weekday: 'long' });
