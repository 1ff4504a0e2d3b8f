/** Okapi BM25 with the usual constants; the SQL statement of src/data/knowledge computes the same. */
const k1 = 1.2;
const b = 0.75;

/** Rarity of a term that stands in `documentFrequency` of `count` units; never negative. */
export function inverseDocumentFrequency(count: number, documentFrequency: number): number {
  return Math.log(
    1 + (Math.max(count, documentFrequency) - documentFrequency + 0.5) / (documentFrequency + 0.5),
  );
}

/** What `frequency` occurrences in a unit of `length` terms count, before rarity. */
export function saturatedFrequency(frequency: number, length: number, meanLength: number): number {
  return (frequency * (k1 + 1)) / (frequency + k1 * (1 - b + (b * length) / Math.max(meanLength, 1)));
}
