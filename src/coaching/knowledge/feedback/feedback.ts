/** What a person thought of an answer. The last one counts. */
export const verdicts = ['up', 'down', 'wrong', 'missing'] as const;
export type Verdict = (typeof verdicts)[number];

export const gapKinds = ['missing', 'wrong', 'unhelpful'] as const;
export type GapKind = (typeof gapKinds)[number];

/** The gap that a verdict reports; a thumb up reports none, and takes back one's own. */
export const gapKindOf: Readonly<Record<Verdict, GapKind | undefined>> = {
  up: undefined,
  down: 'unhelpful',
  wrong: 'wrong',
  missing: 'missing',
};

/** Where an answer found what it says: the name of a document, and its headings joined with ` › `. */
export interface CitedPlace {
  document: string;
  section: string;
}

/** One's own question, and what one has said about its answer so far. */
export interface OwnQuestion {
  query: string;
  /** The first passage that the answer quotes; undefined when it quotes none. */
  cited?: CitedPlace;
  feedback?: Verdict;
  /** The gap that it was reported as, while it is open. */
  gap?: { id: string; questionSent: boolean };
}

export interface FeedbackRepository {
  /** The question that this person put in this turn. Nobody else's is ever found. */
  ownQuestion(organizationId: string, userId: string, turnId: string): Promise<OwnQuestion | undefined>;
  /**
   * In one transaction: writes the verdict to one's own question, where it is one's own, and opens, changes or takes back
   * the gap `gap.id`. A gap that an admin has resolved is opened again.
   * @returns false when all of it was so already
   */
  give(input: {
    organizationId: string;
    userId: string;
    turnId: string;
    verdict: Verdict;
    /** `kind` undefined: the gap is taken back, unless an admin has resolved it. */
    gap: { id: string; kind?: GapKind; cited?: CitedPlace };
  }): Promise<boolean>;
  /** Adds the asker's question to their open gap, or replaces it. @returns false when there is no such gap */
  sendQuestion(input: {
    organizationId: string;
    userId: string;
    turnId: string;
    question: string;
  }): Promise<boolean>;
  /** The turn that a message of ours answers; for platforms whose thumbs name the message alone. */
  turnOfMessage(
    organizationId: string,
    conversationKey: string,
    messageId: string,
  ): Promise<string | undefined>;
}
