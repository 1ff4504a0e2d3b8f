import type { Actor } from '../people/user.ts';

/**
 * Everyone who will see what the bot writes in a place. What is said there must be readable by each of them
 * (DESIGN: audience, not only asker).
 */
export type Audience =
  /** A direct message with one person. */
  | { kind: 'direct'; actor: Actor }
  /**
   * A channel, group or any place with several people. `complete` is false when a member could not be matched to a
   * user of the organisation (a guest, a list that could not be read): then only what everyone may read is said.
   */
  | { kind: 'shared'; actor: Actor; members: readonly Actor[]; complete: boolean; label: string };

/** Each known person who will see the reply; for a direct message only the asker. */
export function audienceMembers(audience: Audience): readonly Actor[] {
  return audience.kind === 'direct' ? [audience.actor] : audience.members;
}
