import type { Summary } from '../summaries/summary.ts';
import type { VoiceTraits } from './measure-voice.ts';
import type { VoiceContent, VoiceProfile } from './voice-profile.ts';

/** How a coach writes, as far as a drafter needs it. */
export interface VoiceGuide {
  /** What the coach wrote about it by hand; goes before what was measured. Empty: nothing. */
  ownWords: string;
  /** Measured traits as plain sentences, e.g. `Short lines: nine words on average.` */
  traits: readonly string[];
  /** The coach's own edits, newest last: how a drafted line read, and what became of it. */
  examples: readonly { before: string; after: string }[];
  /** What the sentences in `traits` say, for rules; default: measured of the examples. */
  measured?: VoiceTraits;
}

/** Voices are private: asked for as the coach, and never given to anybody else. */
export interface VoiceSource {
  /** Undefined where nothing was learnt yet, or the coach turned it off. */
  guideOf(organizationId: string, coachId: string): Promise<VoiceGuide | undefined>;
}

/** What the coach's own edits teach. Never throws: a change of a summary stands whatever becomes of its lesson. */
export interface VoiceLearner {
  /** After a refinement: what the coach dictated. */
  refined(change: {
    /** Who asked for the change: only the coach of the session teaches. */
    authorId: string;
    instruction: string;
    /** Version that was changed. */
    from: number;
    /** As it is now. */
    summary: Summary;
  }): Promise<void>;
  /** After an approval: the first draft beside the text that the coach stands for. */
  approved(approval: { approverId: string; summary: Summary }): Promise<void>;
}

/** Profiles of coaches, each in the scope of that coach alone. */
export interface VoiceRepository {
  find(organizationId: string, coachId: string): Promise<VoiceProfile | undefined>;
  /**
   * Reads and writes in one transaction, so that two changes at once lose nothing; `change` gets what is there (or
   * `emptyVoice`) and may be called again. The same content, or undefined, writes nothing. Traits are measured anew.
   */
  change(
    organizationId: string,
    coachId: string,
    change: (content: VoiceContent) => VoiceContent | undefined,
  ): Promise<VoiceProfile | undefined>;
}
