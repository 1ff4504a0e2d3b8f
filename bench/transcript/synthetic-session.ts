import { createRandom } from '../search/random.ts';

export interface SyntheticSession {
  facilitator: string;
  speakers: readonly string[];
  /** As WebVTT, with a voice tag a cue. */
  vtt: string;
  cues: number;
}

const people = ['Priya Nair', 'Daniel Osei', 'Aoife Byrne', 'Luca Conti', 'Mei Tanaka', 'Samir Haddad'];
const facilitator = 'Naomi Feldman';

const topics = ['refunds', 'late deliveries', 'call notes', 'escalations', 'the new script', 'renewals'];
const things = ['the checklist', 'the summary', 'the offer', 'the recording', 'the numbers', 'the template'];
const days = ['by Friday', 'tomorrow', 'by the end of the month', 'in two weeks', 'next Tuesday', ''];
const numbers = ['two', 'three', 'five', 'seven', 'eleven', 'fourteen'];

/** What people say of their week, by kind; `#t` a topic, `#x` a thing, `#d` a day, `#n` a number. */
const remarks = [
  'I closed #n cases about #t before lunch, and the customer thanked me for it.',
  'I still struggle with #t when the line is long.',
  "I'll send #x about #t to the client #d.",
  'We talked about #t for a while, and then about #x.',
  'There were #n calls about #t that day, more or less.',
  'What I keep wondering is how #x goes together with #t.',
  'I managed to bring #t down from eleven to #n last week.',
  'It was hard to explain #x to someone who asks about #t.',
];
const prompts = [
  'How was it with #t this week, #p?',
  "I'd suggest writing #x down before you talk about #t, #p.",
  'Well done with #t, #p, that was excellent work.',
  'Could you show me #x for #t #d, #p?',
  "Okay, let's move on to #t.",
  'And what was hard about #t, #p?',
];

/** Fixed points of the pseudo-random numbers: the same session for the same arguments, on every machine. */
const seed = 20_261_120;
const cueMs = 3_900;

const clock = (ms: number): string => {
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60];
  return `${two(hours)}:${two(minutes)}:${two(Math.floor(ms / 1_000) % 60)}.${String(ms % 1_000).padStart(3, '0')}`;
};

/** A talk of so many hours that is led by one and joined by up to six; a cue every four seconds, as recorders write them. */
export function syntheticSession(hours: number, participants = people.length): SyntheticSession {
  const random = createRandom(seed);
  const pick = <T>(from: readonly T[], otherwise: T): T =>
    from[Math.floor(random() * from.length)] ?? otherwise;
  const speakers = people.slice(0, participants);
  const fill = (text: string, person: string): string =>
    text
      .replaceAll('#t', () => pick(topics, 'refunds'))
      .replaceAll('#x', () => pick(things, 'the summary'))
      .replaceAll('#n', () => pick(numbers, 'two'))
      .replaceAll('#d', () => pick(days, ''))
      .replaceAll('#p', person.split(' ')[0] ?? person)
      .replaceAll(' .', '.');
  const blocks: string[] = [];
  const total = Math.floor((hours * 3_600_000) / cueMs);
  let person = pick(speakers, 'Priya Nair');
  for (let cue = 0; cue < total; cue += 1) {
    const leads = random() < 0.3;
    if (leads && random() < 0.6) person = pick(speakers, person);
    const speaker = leads ? facilitator : person;
    const text = fill(pick(leads ? prompts : remarks, ''), person);
    const start = cue * cueMs + Math.floor(random() * 300);
    blocks.push(`${cue + 1}\n${clock(start)} --> ${clock(start + cueMs - 400)}\n<v ${speaker}>${text}</v>\n`);
  }
  return { facilitator, speakers, vtt: `WEBVTT\n\n${blocks.join('\n')}`, cues: total };
}
