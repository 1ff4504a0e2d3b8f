import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { followUpLocked } from './follow-up-errors.ts';
import { isOpen, type FollowUp, type FollowUpVersion } from './follow-up.ts';
import { openFollowUp, type OpenFollowUpDeps } from './open-follow-up.ts';
import type { FollowUpText } from './ports.ts';

export type UndoneFollowUp =
  | {
      kind: 'undone';
      followUp: FollowUp;
      before: FollowUpText;
      /** What the undone change was asked for with. */ request?: string;
    }
  | { kind: 'nothing-to-undo'; followUp: FollowUp };

/**
 * Takes the last change back, as a new version: nothing is lost. Again and again it goes back to the first draft.
 * @throws AppError FOLLOWUP_001, FOLLOWUP_003 (not at `expected` any more), FOLLOWUP_004
 */
export async function undoFollowUp(
  deps: OpenFollowUpDeps & { clock: Clock },
  { actor, id, expected, turnId }: { actor: Actor; id: string; expected?: number; turnId: string },
): Promise<UndoneFollowUp> {
  const { organizationId } = actor;
  const done = await deps.followUps.versionOfTurn(organizationId, id, turnId);
  const { followUp } = await openFollowUp(deps, actor, id, done === undefined ? expected : undefined);
  const versions = await deps.followUps.versions(organizationId, id);
  if (done !== undefined) {
    return {
      kind: 'undone',
      followUp,
      before: versions.find(({ version }) => version === done.version - 1) ?? done,
    };
  }
  if (!isOpen(followUp)) throw followUpLocked();
  const standing = standingVersions(versions);
  const [last, previous] = [standing.at(-1), standing.at(-2)];
  if (last === undefined || previous === undefined) return { kind: 'nothing-to-undo', followUp };
  const { subject, body } = previous;
  const changed = await deps.followUps.addVersion({
    organizationId,
    id,
    expected: followUp.version,
    subject,
    body,
    turnId,
    at: deps.clock.now(),
  });
  return {
    kind: 'undone',
    followUp: changed,
    before: { subject: followUp.subject, body: followUp.body },
    ...(last.request === undefined ? {} : { request: last.request }),
  };
}

/** What stands, oldest first: a version without a request, but the first, took the one before it back. */
function standingVersions(versions: readonly FollowUpVersion[]): FollowUpVersion[] {
  const standing: FollowUpVersion[] = [];
  for (const version of versions) {
    if (version.version > 1 && version.request === undefined) standing.pop();
    else standing.push(version);
  }
  return standing;
}
