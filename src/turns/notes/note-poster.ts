import type { QuickNote } from '../../coaching/notes/quick-note.ts';
import type { User } from '../../coaching/people/user.ts';
import type { Message } from '../../messages/message.ts';
import { AppError } from '../../shared/errors.ts';
import type { Deliverer } from '../deliverer.ts';
import { reachPerson, type Near, type ReachDeps, type Reached } from '../reach-person.ts';

export interface NotePosterDeps extends ReachDeps {
  deliverer: Deliverer;
}

/** What is said about a shared note to somebody who did not just write, in their direct message. */
export interface NotePoster {
  /** Whether and where the person can be written to. */
  reach(user: Pick<User, 'organizationId' | 'id'>, near?: Near): Promise<Reached | undefined>;
  /**
   * Says it once: the same note and name never become a second message.
   * @returns false where the platform refuses for good. @throws AppError of a platform that may take it later
   */
  say(to: Reached, note: QuickNote, name: string, view: Message): Promise<boolean>;
}

export const createNotePoster = (deps: NotePosterDeps): NotePoster => ({
  reach: ({ organizationId, id: userId }, near) => reachPerson(deps, { organizationId, userId }, near),
  async say({ platform, target }, { organizationId, id }, name, view) {
    try {
      await deps.deliverer.send(platform, target, view, {
        organizationId,
        key: `note:${id}:${name}`,
        subject: { type: 'quick_note', id },
      });
      return true;
    } catch (error) {
      if (error instanceof AppError && error.retry === 'never') return false;
      throw error;
    }
  },
});
