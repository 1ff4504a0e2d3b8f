/** A repeatable source of numbers in [0, 1): every run measures the same world. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const onsets = 'b br c ch d dr f fl g gr h j k l m n p pl qu r s sh sl st t th tr v w z'.split(' ');
const vowels = 'a e i o u ai ea oo ou'.split(' ');
const codas = 'b ck d g l m n nd nt p r rk rm sk sp t th x'.split(' ');

const pick = (random: () => number, parts: readonly string[]): string =>
  parts[Math.floor(random() * parts.length)] ?? '';

/** Made-up words whose frequencies fall like those of a language (Zipf–Mandelbrot): a few stand in most texts. */
export class Vocabulary {
  readonly #words: string[];
  readonly #cumulated: number[];
  readonly #random: () => number;

  constructor(random: () => number, size: number) {
    const words = new Set<string>();
    while (words.size < size) {
      const syllables = 1 + Math.floor(random() * 2);
      let word = '';
      for (let at = 0; at <= syllables; at += 1) word += pick(random, onsets) + pick(random, vowels);
      words.add(word + pick(random, codas));
    }
    this.#words = [...words];
    let sum = 0;
    this.#cumulated = this.#words.map((_, rank) => (sum += 1 / (rank + 3.7)));
    this.#random = random;
  }

  /** A word as likely as it is common. */
  word(): string {
    const at = this.#random() * (this.#cumulated.at(-1) ?? 0);
    let low = 0;
    let high = this.#cumulated.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#cumulated[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return this.#words[low] ?? '';
  }
}

/** A unit vector near a topic's; four decimals, which keeps the requests to Chroma small. */
export function vectorNear(random: () => number, topic: readonly number[]): number[] {
  const vector = topic.map((value) => value + (random() - 0.5) * 0.12);
  const length = Math.hypot(...vector);
  return vector.map((value) => Math.round((value / length) * 10_000) / 10_000);
}

export function randomTopic(random: () => number, dimension: number): number[] {
  return vectorNear(
    random,
    Array.from({ length: dimension }, () => (random() - 0.5) * 0.1),
  );
}
