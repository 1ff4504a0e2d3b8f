import type {
  Availability,
  ConnectionKind,
  ConnectionSettings,
  ConnectionSuggestion,
  ConnectionTerm,
  ReasonType,
  SharedPoint,
} from './connection.ts';

export interface SettingsChange {
  optedIn?: boolean;
  shares?: readonly ConnectionKind[];
  availability?: Availability;
  /** Null ends the pause. */
  pausedUntil?: Date | null;
}

export interface SharedProfile {
  /** Lower case; '' where the profile names none. */
  company: string;
  utcOffsetMinutes: number;
  /** One per kind and term. */
  terms: readonly ConnectionTerm[];
}

/** Who takes part, and with what. */
export interface ConnectionSettingsRepository {
  find(organizationId: string, userId: string): Promise<ConnectionSettings | undefined>;
  /** Changes what is given; the first change makes the row. Whoever is out by it has no terms left when it resolves. */
  change(organizationId: string, userId: string, change: SettingsChange): Promise<ConnectionSettings>;
  /**
   * Puts what a person shares in the place of what they shared; `build` gets the settings as they are in this transaction.
   * Of somebody who is not opted in all terms go, and `build` is not called.
   */
  replaceTerms(
    organizationId: string,
    userId: string,
    build: (settings: ConnectionSettings) => SharedProfile,
  ): Promise<void>;
}

/** What it takes to look for somebody on behalf of one person. */
export interface Asker {
  settings: ConnectionSettings;
  company: string;
  utcOffsetMinutes: number;
  /** What they share themselves. */
  terms: readonly ConnectionTerm[];
  /** From 0 to 1 by kind of reason: how often people said yes to them so far, smoothed towards a half. */
  accepted: Readonly<Record<ReasonType, number>>;
  /** Their own team leader and manager: suggested only where nobody else fits as well. */
  leaderIds: readonly string[];
  /** Suggestions were kept for this turn before. */
  hasAsked: boolean;
}

/** One thing to look for. */
export interface Need {
  kind: ConnectionKind;
  term: string;
  /** Number of the thing asked for that it stands for, from 0; several needs may stand for the same. */
  part: number;
  /** How much it counts. */
  factor: number;
  /** Without one of these a person does not help; the others only add to it. */
  essential: boolean;
  /** Terms of less weight do not count; 0: all do. */
  least: number;
}

export interface Match {
  userId: string;
  name: string;
  /** Terms of theirs that were looked for. */
  matched: readonly ConnectionTerm[];
}

export interface ConnectionMatcher {
  /** Undefined: has never touched the settings. */
  asker(organizationId: string, userId: string, turnId: string): Promise<Asker | undefined>;
  /**
   * The best `limit` people of the asker's company who are opted in, available, not paused, active, excluded by neither
   * side, not suggested to the asker since `noRepeatSince`, and between whom and the asker nobody ever said no.
   */
  best(
    asker: Asker,
    needs: readonly Need[],
    options: { limit: number; now: Date; noRepeatSince: Date },
  ): Promise<Match[]>;
}

export interface NewRequest {
  organizationId: string;
  requestorId: string;
  /** In the asker's words; nobody else ever reads them. */
  words: string;
  turnId: string;
  talkId?: string;
  at: Date;
  suggestions: readonly {
    suggestedId: string;
    reasonType: ReasonType;
    reason: readonly SharedPoint[];
    expiresAt: Date;
  }[];
}

/** Whose eyes a call works with: row policies show a suggestion to its asker, and to the other once they were asked. */
export interface ConnectionViewer {
  organizationId: string;
  userId: string;
}

/** What was looked for, suggested and said. */
export interface ConnectionRepository {
  /** Keeps request and suggestions, once a turn. @returns what is kept for the turn, in order */
  keep(request: NewRequest): Promise<ConnectionSuggestion[]>;
  /** The suggestions of a turn; empty: it made none. */
  ofTurn(viewer: ConnectionViewer, turnId: string): Promise<ConnectionSuggestion[]>;
  find(viewer: ConnectionViewer, id: string): Promise<ConnectionSuggestion | undefined>;
  /** The words of a request of one's own. */
  wordsOf(viewer: ConnectionViewer, requestId: string): Promise<string | undefined>;
  /** `suggested` becomes `viewed`. */
  markViewed(viewer: ConnectionViewer, ids: readonly string[]): Promise<void>;
  /**
   * Asks the other, once, where it is open, not run out, and they still take part, are available and not paused.
   * @returns undefined where it could not be asked
   */
  ask(
    viewer: ConnectionViewer,
    id: string,
    asked: { message: string; at: Date; expiresAt: Date },
  ): Promise<ConnectionSuggestion | undefined>;
  /**
   * The other's answer, once, while it is open and not run out; to a yes both must still take part. Counts it in the same
   * transaction. @returns undefined where there was nothing to answer any more
   */
  answer(
    viewer: ConnectionViewer,
    id: string,
    answer: 'connected' | 'declined',
    at: Date,
  ): Promise<ConnectionSuggestion | undefined>;
  /** The asker's "not this person" before the other was asked. */
  dismiss(viewer: ConnectionViewer, id: string, at: Date): Promise<void>;
  /**
   * Takes on to tell the asker that it has run out.
   * @returns false where it has not, or where another worker took it on in the last two minutes
   */
  claimClosing(viewer: ConnectionViewer, id: string, now: Date): Promise<boolean>;
  /** The asker could not be told: the next worker may try at once. */
  releaseClosing(viewer: ConnectionViewer, id: string): Promise<void>;
  /** What has run out expires, once, and is counted where the other was asked. */
  expire(viewer: ConnectionViewer, id: string, now: Date): Promise<void>;
  markIntroduced(viewer: ConnectionViewer, id: string, at: Date): Promise<void>;
  /** Neither is suggested to the other again. */
  exclude(viewer: ConnectionViewer, otherId: string): Promise<void>;
}

/** Terms of a text as search knows them: stemmed, lower case, without stop words. */
export type ToTerms = (text: string) => string[];
