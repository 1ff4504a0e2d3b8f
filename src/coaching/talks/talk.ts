export const talkKinds = ['general', 'growth_planning', 'team_connection'] as const;
export type TalkKind = (typeof talkKinds)[number];

/** In the order of a coaching conversation; a talk may skip what it does not need, and never goes back of its own accord. */
export const talkStages = [
  /** What came of the step that was chosen last time. */
  'look_back',
  /** What the person wants to talk about. */
  'topic',
  /** One concrete moment. */
  'situation',
  /** What helped, and the strength behind it. */
  'strength',
  /** What they could try; at least two ideas of their own. */
  'options',
  /** Which one, when. */
  'step',
  /** How sure they are, from one to ten; below seven the step becomes smaller. */
  'confidence',
  'close',
] as const;
export type TalkStage = (typeof talkStages)[number];

/** `left`: nobody went on with it, and the next words began another. */
export const talkStates = ['open', 'closed', 'left'] as const;
export type TalkState = (typeof talkStates)[number];

/** What the assistant needs to go on; ids of questions and the person's own words, nothing that a model concluded. */
export interface TalkProgress {
  /** Ids of questions asked, oldest first, so that none is asked twice. */
  asked: readonly string[];
  /** What the person said that they could try, in their words. */
  options: readonly string[];
}

/** One coaching conversation from a topic to a next step. Its words stand in the conversation, and nowhere else. */
export interface Talk {
  id: string;
  organizationId: string;
  userId: string;
  conversationKey: string;
  kind: TalkKind;
  state: TalkState;
  stage: TalkStage;
  /** In the person's words, as are the next step and its reason. */
  topic?: string;
  nextStep?: string;
  /** Calendar day `YYYY-MM-DD` in the person's zone. */
  nextStepOn?: string;
  /** From 1 to 10. */
  confidence?: number;
  summary?: string;
  progress: TalkProgress;
  contextUsed: ContextUsed;
  promptVersion?: string;
  model?: string;
  /** From 1 to 5. */
  satisfaction?: number;
  satisfactionAskedAt?: Date;
  startedAt: Date;
  lastAt: Date;
  endedAt?: Date;
}

/** What the assistant drew on in a talk. */
export interface ContextUsed {
  /** Keys of profile fields, and `goals`, `actions`, `scores`, `last_step`. */
  fields: readonly string[];
  passages: readonly { document: string; version: number; section: string }[];
}

export interface TalkTurn {
  turnId: string;
  role: 'user' | 'assistant';
  text: string;
  at: Date;
}
