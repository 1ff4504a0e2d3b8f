import type { BenchReport } from '../main.ts';
import { startBare, type Candidate } from './bare.ts';
import { startAcknowledger, startHandwritten } from './handwritten.ts';
import { shortQuestion, startModelStub, type ModelStub } from './model-stub.ts';
import { askerEmail, startProduct } from './product.ts';
import { ask, newThread } from './slack-event.ts';
import { startSlackStub, type SlackStub } from './slack-stub.ts';
import { median, percentile, rounded } from './stats.ts';

const rounds = 7;
const turnsARound = 15;
const warmUpTurns = 20;
const longThread = 400;
const shortThread = 10;
const turnsAtLength = 15;
const stalledEvents = 500;
const stalledEveryMs = 20;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Long enough for a candidate to put its things away, so that each turn is measured by itself. */
const settleMs = 25;
const settle = () => new Promise((resolve) => setTimeout(resolve, settleMs));

/** Milliseconds from a signed event to the final text at the stand-in. */
async function timeTurn(
  slack: SlackStub,
  { url }: Candidate,
  { thread = newThread(), text }: { thread?: string; text?: string | undefined } = {},
): Promise<number> {
  const final = slack.finalIn(thread);
  const startedAt = performance.now();
  await ask(url, thread, text);
  return (await final).at - startedAt;
}

/** Candidates take turns, so that a neighbour on the machine troubles all alike. */
async function interleaved(
  candidates: Readonly<Record<string, () => Promise<number>>>,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {};
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, run] of Object.entries(candidates)) {
      const count = round === 0 ? warmUpTurns : turnsARound;
      for (let turn = 0; turn < count; turn += 1) {
        const time = await run();
        await settle();
        if (round > 0) (times[name] ??= []).push(time);
      }
    }
  }
  return times;
}

/** How much a long thread slows an answer down: turns in one of 400, and in young ones of 10, alternately. */
async function growth(slack: SlackStub, product: Candidate): Promise<{ short: number[]; long: number[] }> {
  const grown = async (length: number): Promise<string> => {
    const thread = newThread();
    for (let turn = 0; turn < length; turn += 1) await timeTurn(slack, product, { thread });
    return thread;
  };
  const old = await grown(longThread);
  const times = { short: [] as number[], long: [] as number[] };
  const time = async (thread: string): Promise<number> => {
    await settle();
    return timeTurn(slack, product, { thread });
  };
  for (let turn = 0; turn < turnsAtLength; turn += 1) {
    const young = await grown(shortThread);
    times.short.push(await time(young));
    times.long.push(await time(old));
  }
  return times;
}

/** Acknowledgements while the model stalls and 50 events a second come in; then everything must be answered once. */
async function underStall(slack: SlackStub, model: ModelStub, product: Candidate) {
  model.stall();
  const threads = Array.from({ length: stalledEvents }, newThread);
  const finals = threads.map((thread) => slack.finalIn(thread));
  const acknowledgements: Promise<number>[] = [];
  const startedAt = performance.now();
  for (const [index, thread] of threads.entries()) {
    const dueIn = startedAt + index * stalledEveryMs - performance.now();
    if (dueIn > 0) await new Promise((resolve) => setTimeout(resolve, dueIn));
    acknowledgements.push(ask(product.url, thread));
  }
  const times = await Promise.all(acknowledgements);
  model.release();
  const deadline = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), 180_000));
  await Promise.race([Promise.all(finals), deadline]);
  // A second copy would come at once or not at all: the queue is asked for nothing more.
  await timeTurn(slack, product);
  const counts = threads.map((thread) => slack.counts.get(thread) ?? 0);
  return {
    times,
    lost: counts.filter((count) => count === 0).length,
    doubled: counts.filter((count) => count > 1).length,
  };
}

/**
 * `npm run bench -- turn`: what the product adds to the same durable steps written by hand, and to a bare Bolt app. One
 * question in a thread of a direct message; a model, embeddings and a Slack of ours that answer at once.
 *
 * The product searches its knowledge base for real (BM25 and Chroma) and verifies the quote; the others embed the question
 * and are handed a passage. In the `asked_back_` rows the model asks back at once: the same work on every side.
 */
export async function runTurnBench(): Promise<BenchReport> {
  const model = await startModelStub();
  const slack = await startSlackStub(askerEmail());
  say('Starting the product twice…');
  const product = await startProduct(slack.url, model.url);
  const handwritten = await startHandwritten(product.urls, slack.url, model.url);
  const bare = await startBare(slack.url, model.url);
  const acknowledger = await startAcknowledger(product.urls.owner);
  try {
    say('Turns…');
    const timesOf = (text?: string) =>
      interleaved({
        product: () => timeTurn(slack, product, { text }),
        handwritten: () => timeTurn(slack, handwritten, { text }),
        bare: () => timeTurn(slack, bare, { text }),
      });
    const turns = await timesOf();
    say('Turns without a search…');
    const askedBack = await timesOf(shortQuestion);
    say('Acknowledgements…');
    const acks = await interleaved({
      product: async () => {
        const thread = newThread();
        const final = slack.finalIn(thread);
        const time = await ask(product.url, thread);
        await final;
        return time;
      },
      insert: () => ask(acknowledger.url, newThread()),
    });
    say(`A thread of ${longThread} turns…`);
    const { short, long } = await growth(slack, product);
    say('A model that stalls…');
    const stalled = await underStall(slack, model, product);
    const of = (times: Record<string, number[]>, name: string): number => median(times[name] ?? []);
    const ratio = (times: Record<string, number[]>, to: string): number =>
      rounded(of(times, 'product') / of(times, to));
    return {
      bench: 'turn',
      rows: [
        { name: 'p50_ratio', value: ratio(turns, 'handwritten'), unit: 'x' },
        { name: 'bare_ratio', value: ratio(turns, 'bare'), unit: 'x' },
        { name: 'growth_ratio', value: rounded(median(long) / median(short)), unit: 'x' },
        { name: 'ack_ratio', value: ratio(acks, 'insert'), unit: 'x' },
        { name: 'ack_p99_ms', value: rounded(percentile(stalled.times, 0.99)), unit: 'ms' },
        { name: 'lost', value: stalled.lost, unit: 'turns' },
        { name: 'doubled', value: stalled.doubled, unit: 'turns' },
        { name: 'ready_s', value: rounded(product.readySeconds), unit: 's' },
        { name: 'p50_ms', value: rounded(of(turns, 'product')), unit: 'ms' },
        { name: 'asked_back_p50_ratio', value: ratio(askedBack, 'handwritten'), unit: 'x' },
        { name: 'asked_back_bare_ratio', value: ratio(askedBack, 'bare'), unit: 'x' },
      ],
      raw: {
        turn_product: turns['product'] ?? [],
        turn_handwritten: turns['handwritten'] ?? [],
        turn_bare: turns['bare'] ?? [],
        asked_back_product: askedBack['product'] ?? [],
        asked_back_handwritten: askedBack['handwritten'] ?? [],
        asked_back_bare: askedBack['bare'] ?? [],
        ack_product: acks['product'] ?? [],
        ack_insert: acks['insert'] ?? [],
        thread_short: short,
        thread_long: long,
        ack_stalled: stalled.times,
      },
    };
  } finally {
    await bare.close();
    await acknowledger.close();
    await handwritten.close();
    await product.close();
    slack.close();
    model.close();
  }
}
