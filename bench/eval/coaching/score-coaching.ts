import type { TalkStage } from '../../../src/coaching/talks/talk.ts';
import type { CoachingScript } from './coaching-script.ts';
import {
  criteria,
  judge,
  type Criterion,
  type Exchange,
  type JudgedTalk,
  type Verdicts,
} from './criteria.ts';
import type { TalkDriver } from './talk-driver.ts';

/** Longer than that, nobody would stay. */
const exchangesAtMost = 18;
/** Words are given back in two of three answers at least; in every one it would sound like an echo. */
const reflectedShare = 2 / 3;

export interface CoachingScore {
  passed: number;
  total: number;
  /** By who spoke: a conversation may have several, where the question tree stood in. */
  speakers: readonly {
    model: string;
    promptVersion: string;
    messages: number;
    criteria: Readonly<Record<Criterion, { passed: number; judged: number }>>;
  }[];
  failures: readonly { id: string; about: string; why: string }[];
}

export interface CoachingTalk extends JudgedTalk {
  script: CoachingScript;
  driver: TalkDriver;
}

interface JudgedExchange extends Exchange {
  verdicts: Verdicts;
}

/** Holds every conversation to its end, one after another, and says which kept to the method. */
export async function scoreCoaching(talks: readonly CoachingTalk[]): Promise<CoachingScore> {
  const failures: { id: string; about: string; why: string }[] = [];
  const exchanges: JudgedExchange[] = [];
  for (const talk of talks) {
    const held = await hold(talk);
    exchanges.push(...held);
    const { id, about } = talk.script;
    const found = [...new Set(faultsOf(talk.script, held))];
    failures.push(...found.map((why) => ({ id, about, why })));
  }
  const failed = new Set(failures.map(({ id }) => id)).size;
  return { passed: talks.length - failed, total: talks.length, speakers: bySpeaker(exchanges), failures };
}

async function hold({ script, driver, ...talk }: CoachingTalk): Promise<JudgedExchange[]> {
  const reply = repliesOf(script);
  const held: JudgedExchange[] = [];
  let words: string | undefined = script.opening;
  while (words !== undefined && held.length < exchangesAtMost) {
    const answer = await driver.say(words);
    const exchange = { words, answer };
    held.push({ ...exchange, verdicts: judge(talk, held, exchange) });
    words = answer.closed === undefined ? reply(answer.stage) : undefined;
  }
  return held;
}

/** What the person says next: by where the talk stands, whatever exactly was asked. */
function repliesOf({ replies }: CoachingScript): (stage: TalkStage) => string {
  const used = new Map<TalkStage, number>();
  return (stage) => {
    const own = replies[stage] ?? [];
    const at = used.get(stage) ?? 0;
    used.set(stage, at + 1);
    return own[Math.min(at, own.length - 1)] ?? 'I don’t know';
  };
}

function* faultsOf({ expect }: CoachingScript, held: readonly JudgedExchange[]): Generator<string> {
  const last = held.at(-1);
  if (last?.answer.closed === undefined) yield `does not end within ${exchangesAtMost} answers`;
  for (const { verdicts, answer } of held) {
    for (const criterion of criteria) {
      if (criterion === 'the person’s own words reflected' || verdicts[criterion] !== false) continue;
      yield `${criterion}: ${JSON.stringify(answer.text)} (${answer.model}, ${answer.promptVersion})`;
    }
  }
  const reflected = held.flatMap(({ verdicts }) => verdicts['the person’s own words reflected'] ?? []);
  const heard = reflected.filter(Boolean).length;
  if (heard < reflected.length * reflectedShare)
    yield `the person’s own words reflected: in ${heard} of ${reflected.length} answers`;
  const used = new Set(held.flatMap(({ answer }) => answer.uses));
  if (expect?.uses !== undefined && !expect.uses.some((key) => used.has(key)))
    yield `method and data cited where used: nothing of ${expect.uses.join(', ')} is used`;
}

function bySpeaker(exchanges: readonly JudgedExchange[]): CoachingScore['speakers'] {
  const nameOf = ({ answer }: Exchange) => `${answer.model}\n${answer.promptVersion}`;
  return [...new Set(exchanges.map(nameOf))].map((name) => {
    const own = exchanges.filter((exchange) => nameOf(exchange) === name);
    const [model = '', promptVersion = ''] = name.split('\n');
    const counts = criteria.map((criterion) => {
      const judged = own.flatMap(({ verdicts }) => verdicts[criterion] ?? []);
      return [criterion, { passed: judged.filter(Boolean).length, judged: judged.length }] as const;
    });
    return {
      model,
      promptVersion,
      messages: own.length,
      criteria: Object.fromEntries(counts) as Record<Criterion, { passed: number; judged: number }>,
    };
  });
}

/** For people: by model and prompt version, each criterion; then what went wrong. */
export const coachingLines = ({ passed, total, speakers, failures }: CoachingScore): string[] => [
  `coaching     ${passed} of ${total} conversations`,
  ...speakers.flatMap((speaker) => [
    `  ${speaker.model}, ${speaker.promptVersion}: ${speaker.messages} messages`,
    ...criteria.map((criterion) => {
      const { passed: kept, judged } = speaker.criteria[criterion];
      return `    ${criterion.padEnd(42)} ${kept} of ${judged}`;
    }),
  ]),
  ...failures.map(({ id, about, why }) => `  ${id} ${about}: ${why}`),
];
