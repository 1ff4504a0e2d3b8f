import type { LogFields, Logger } from '../../../../src/shared/logger.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import { OfflineEmbeddings } from '../../../../src/models/offline/offline-embeddings.ts';

const warnings: string[] = [];
const logger: Logger = {
  ...silentLogger,
  warn: (message: string, _fields?: LogFields) => warnings.push(message),
};

const cosine = (a: readonly number[], b: readonly number[]): number => {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

it('puts sentences of like meaning close together, in a thread of its own', async () => {
  const embeddings = new OfflineEmbeddings({ logger });
  try {
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 1);
    const texts = Array.from({ length: 20 }, (_, at) => `Sentence number ${at} about parcels.`);
    const [first, second, third] = await embeddings.embed([
      'The parcel is late.',
      'My delivery has not arrived yet.',
      'Draw a star with five points.',
      ...texts,
    ]);
    clearInterval(ticking);
    expect(first).toHaveLength(embeddings.dimension);
    expect(cosine(first ?? [], second ?? [])).toBeGreaterThan(cosine(first ?? [], third ?? []));
    // The event loop went on turning while 23 sentences were encoded, and no fallback was needed.
    expect(ticks).toBeGreaterThan(5);
    expect(warnings).toEqual([]);
    // Same text, same vector, in the order of the question.
    const again = await embeddings.embed(['Draw a star with five points.', 'The parcel is late.']);
    expect(again).toEqual([third, first]);
  } finally {
    await embeddings.close();
  }
  await expect(embeddings.embed(['anything'])).rejects.toMatchObject({ code: 'MODEL_EMBEDDINGS' });
});
