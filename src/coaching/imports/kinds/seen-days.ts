/** Days in one block. */
const size = 32;

/**
 * On which line each person and day stood first, for a million of them: a few bytes each, in blocks that are made when
 * they are needed.
 */
export class SeenDays {
  readonly #blocks = new Map<number, Int32Array>();

  /**
   * @param person from 0 to 2²⁰
   * @param day from 0 to 2¹⁵, counted from anywhere
   * @returns the line where they stood before; undefined: this is the first
   */
  note(person: number, day: number, line: number): number | undefined {
    const key = person * 1024 + Math.floor(day / size);
    let block = this.#blocks.get(key);
    if (block === undefined) this.#blocks.set(key, (block = new Int32Array(size)));
    const before = block[day % size] ?? 0;
    if (before > 0) return before;
    block[day % size] = line;
    return undefined;
  }
}
