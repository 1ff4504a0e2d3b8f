/** A calendar day that was found in a text, with the words that name it. */
export interface DateInText {
  /** `YYYY-MM-DD`. */
  date: string;
  /** Where the words stand: UTF-16 offset of the first, and the words themselves. */
  index: number;
  text: string;
}

/**
 * Finds the day that words such as "yesterday", "12 Nov" or "by Friday" name. Implemented outside coaching, which knows no
 * date parsing library. A clock time alone ("1:1", "at 3") is no date. Never throws.
 */
export interface DateReader {
  /**
   * @param text any text
   * @param reference day that relative words count from, `YYYY-MM-DD`
   * @param prefer which way an open date ("Friday", "12 Nov") leans: `past` for a session that took place, `future` for a
   *   due date. The reference day itself counts as both.
   */
  read(text: string, reference: string, prefer: 'past' | 'future'): DateInText | undefined;
}
