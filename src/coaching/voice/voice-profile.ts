import type { VoiceTraits } from './measure-voice.ts';

/** One of the coach's own edits: how a line read before, and how the coach wanted it. */
export interface VoiceExample {
  before: string;
  after: string;
  summaryId: string;
  /** Of one line the latest edit is kept. */
  lineId: string;
  at: Date;
}

/** How one coach writes. Private: read and written in the scope of that coach alone. */
export interface VoiceProfile {
  coachId: string;
  organizationId: string;
  /** Oldest first, at most `maxVoiceExamples`. */
  examples: readonly VoiceExample[];
  /** Measured of the examples. */
  traits: VoiceTraits;
  /** What the coach wrote about it by hand; goes before what was measured. Empty: nothing. */
  ownWords: string;
  /** True: nothing new is learnt, and drafts are written without it. */
  paused: boolean;
  /** What the last reset took away; undefined: nothing, or its time is over. */
  forgotten?: Pick<VoiceProfile, 'examples' | 'ownWords'>;
  /** Rises with each change. */
  version: number;
}

/** What a change may touch; traits follow from the examples. */
export type VoiceContent = Pick<VoiceProfile, 'examples' | 'ownWords' | 'paused' | 'forgotten'>;

export const maxVoiceExamples = 50;
/** Characters (UTF-16 units). */
export const maxOwnWords = 1_000;

export const emptyVoice: VoiceContent = { examples: [], ownWords: '', paused: false };

/** Short and stable, for a button: nothing of the example's words is in it. */
export const exampleKey = ({ summaryId, lineId }: Pick<VoiceExample, 'summaryId' | 'lineId'>): string =>
  `${summaryId}:${lineId}`;
