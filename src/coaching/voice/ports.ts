/** How a coach writes, as far as a drafter needs it. */
export interface VoiceGuide {
  /** What the coach wrote about it by hand; goes before what was measured. Empty: nothing. */
  ownWords: string;
  /** Measured traits as plain sentences, e.g. `Short lines: nine words on average.` */
  traits: readonly string[];
  /** The coach's own edits, newest last: how a drafted line read, and what became of it. */
  examples: readonly { before: string; after: string }[];
}

/** Voices are private: asked for as the coach, and never given to anybody else. */
export interface VoiceSource {
  /** Undefined where nothing was learnt yet, or the coach turned it off. */
  guideOf(organizationId: string, coachId: string): Promise<VoiceGuide | undefined>;
}
