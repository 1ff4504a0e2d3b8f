export type Json = Record<string, unknown>;

export interface StandInPerson {
  /** e.g. `U0DANA`. */
  id: string;
  name: string;
  email: string;
  isBot?: boolean;
  isGuest?: boolean;
  /** Another workspace's id for somebody who is here through a shared channel. */
  teamId?: string;
}

export interface StandInChannel {
  /** e.g. `C0NORTH`. */
  id: string;
  name: string;
  private?: boolean;
  /** Ids of people; default: everybody. */
  members?: readonly string[];
  /** Whether the bot is a member. Default true. */
  withBot?: boolean;
}

/** A message as people see it now. */
export interface StandInMessage {
  channel: string;
  ts: string;
  threadTs?: string;
  /** Who wrote it. */
  user: string;
  text: string;
  blocks: readonly Json[];
  metadata?: Json;
  /** What hangs on it; `path` of the stand-in's origin. */
  files?: readonly { id: string; name: string; path: string }[];
  edited: boolean;
  /** Only this person sees it. */
  onlyFor?: string;
  /** A native stream that has not ended. */
  streaming: boolean;
}

/** What the next call of a method meets. */
export type Fault =
  | { kind: 'status'; status: number }
  | { kind: 'rate-limited'; retryAfterS: number }
  /** Slack's word for a refusal. */
  | { kind: 'error'; error: string }
  /** Done, but the answer never arrives. */
  | { kind: 'lost' }
  /** Not done, and no answer until the stand-in stops. */
  | { kind: 'hang' };

export type Delivered = { status: number; body: string };
