/**
 * What one language says about distress, as patterns on folded sentences (see `foldSentences`). They are tried in this
 * order: figures of speech are taken out first, then what asks about a procedure is let go.
 */
export interface DistressRules {
  /** Words that sound grave and are not meant so ("dying for a coffee"): taken out of the sentence. */
  figurative: readonly RegExp[];
  /** The sentence asks what one does in such a case, about nobody in particular: a question for the knowledge base. */
  procedure: readonly RegExp[];
  /** Somebody else is in danger. */
  other: readonly RegExp[];
  /** The person is in danger: wishes to die, self-harm, violence against them. */
  self: readonly RegExp[];
  /** Not in danger, and at the end of their strength. */
  strained: readonly RegExp[];
}
