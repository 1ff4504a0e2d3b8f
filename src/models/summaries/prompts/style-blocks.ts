import type { DraftRequest } from '../../../coaching/summaries/ports.ts';
import { summarySections } from '../../../coaching/summaries/summary.ts';
import type { SummaryLayout } from '../../../coaching/templates/summary-layout.ts';
import type { VoiceGuide } from '../../../coaching/voice/ports.ts';
import { layoutFor, type LayoutRequest } from '../../../coaching/templates/draft-layout.ts';

/** Nothing that people wrote closes or opens a block. */
export const withoutMarks = (text: string): string =>
  text.replaceAll(/<\/?\s*(?:transcript|layout|voice|notes)\s*>/gi, ' ');

const block = (name: string, lines: readonly string[]): string[] => [
  `<${name}>`,
  ...lines.map(withoutMarks),
  `</${name}>`,
];

/** How the summary is laid out, how the coach writes, and what was noted before: each in a block of its own. */
export function styleBlocks(request: Pick<DraftRequest, 'notes' | 'voice'> & LayoutRequest): string[] {
  const { voice, notes = [] } = request;
  // The coach is told by the drafter if the template cannot be followed; once is enough.
  const layout = layoutFor({ ...request, onNotice: () => undefined });
  return [
    ...(layout === undefined ? [] : block('layout', layoutLines(layout))),
    ...(voice === undefined ? [] : block('voice', voiceLines(voice))),
    ...(notes.length === 0
      ? []
      : block(
          'notes',
          notes.map((note) => JSON.stringify(note)),
        )),
  ];
}

const lengths = {
  short: 'Lines of at most a dozen words.',
  normal: 'One plain sentence a line.',
  detailed: 'Lines may have two sentences: the point, and its reason or example.',
} as const;

function layoutLines({ sections, tone, length, guidance }: SummaryLayout): string[] {
  const left = summarySections.filter((section) => !sections.some((named) => named.section === section));
  return [
    'Sections, in this order:',
    ...sections.map(({ section, title, maxLines, guidance: own }) =>
      [
        `- ${section}, shown as ${JSON.stringify(title)}`,
        ...(maxLines === undefined ? [] : [`, at most ${maxLines} ${maxLines === 1 ? 'line' : 'lines'}`]),
        ...(own === '' ? [] : [`: ${own}`]),
      ].join(''),
    ),
    ...(left.length === 0 ? [] : [`No lines for: ${left.join(', ')}.`]),
    ...(tone === undefined ? [] : [`Tone: ${tone}.`]),
    ...(length === undefined ? [] : [lengths[length]]),
    ...(guidance === '' ? [] : [guidance]),
  ];
}

function voiceLines({ ownWords, traits, examples }: VoiceGuide): string[] {
  return [
    ...(ownWords === '' ? [] : ['What the coach says about it, which goes first:', ownWords]),
    ...(traits.length === 0
      ? []
      : ['What was measured, as it is said to the coach:', ...traits.map((trait) => `- ${trait}`)]),
    ...(examples.length === 0
      ? []
      : [
          'How the coach reworded drafts, oldest first:',
          ...examples.map(({ before, after }) => JSON.stringify({ drafted: before, coach: after })),
        ]),
  ];
}
