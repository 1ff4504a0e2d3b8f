/**
 * The part of media-captions that tests and benchmarks compare with. Its own declarations import one another without file
 * endings, which does not resolve in an ES module project (`moduleResolution: nodenext`).
 */
declare module 'media-captions' {
  interface TextCue {
    /** Identifier line above the timings; empty when there is none. */
    readonly id: string;
    /** Seconds. */
    readonly startTime: number;
    readonly endTime: number;
    /** With markup, lines joined by `\n`. */
    readonly text: string;
  }

  export function parseText(
    text: string,
    options: { type: 'vtt' | 'srt'; strict: boolean },
  ): Promise<{ cues: readonly TextCue[] }>;
}
