import type { BenchReport } from '../main.ts';
import { startBare, type Candidate } from './bare.ts';
import { startAcknowledger, startHandwritten } from './handwritten.ts';
import { startModelStub, type ModelStub } from './model-stub.ts';
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

/** Milliseconds from a signed event to the final text at the stand-in. */
async function timeTurn(slack: SlackStub, { url }: Candidate, thread = newThread()): Promise<number> {
  const final = slack.finalIn(thread);
  const startedAt = performance.now();
  await ask(url, thread);
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
        if (round > 0) (times[name] ??= []).push(time);
      }
    }
  }
  return times;
}

/** How much a long thread slows an answer down: the same thread at its 10th and at its 400th turn. */
async function growth(slack: SlackStub, product: Candidate): Promise<{ short: number[]; long: number[] }> {
  const thread = newThread();
  const times: number[] = [];
  while (times.length < longThread + turnsAtLength) times.push(await timeTurn(slack, product, thread));
  return {
    short: times.slice(shortThread, shortThread + turnsAtLength),
    long: times.slice(longThread, longThread + turnsAtLength),
  };
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
    const turns = await interleaved({
      product: () => timeTurn(slack, product),
      handwritten: () => timeTurn(slack, handwritten),
      bare: () => timeTurn(slack, bare),
    });
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
    return {
      bench: 'turn',
      rows: [
        { name: 'p50_ratio', value: rounded(of(turns, 'product') / of(turns, 'handwritten')), unit: 'x' },
        { name: 'bare_ratio', value: rounded(of(turns, 'product') / of(turns, 'bare')), unit: 'x' },
        { name: 'growth_ratio', value: rounded(median(long) / median(short)), unit: 'x' },
        { name: 'ack_ratio', value: rounded(of(acks, 'product') / of(acks, 'insert')), unit: 'x' },
        { name: 'ack_p99_ms', value: rounded(percentile(stalled.times, 0.99)), unit: 'ms' },
        { name: 'lost', value: stalled.lost, unit: 'turns' },
        { name: 'doubled', value: stalled.doubled, unit: 'turns' },
        { name: 'ready_s', value: rounded(product.readySeconds), unit: 's' },
        { name: 'p50_ms', value: rounded(of(turns, 'product')), unit: 'ms' },
      ],
      raw: {
        turn_product: turns['product'] ?? [],
        turn_handwritten: turns['handwritten'] ?? [],
        turn_bare: turns['bare'] ?? [],
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
