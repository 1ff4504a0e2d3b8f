import type { Clock } from '../../shared/clock.ts';
import type { Actor } from '../people/user.ts';
import { saysNothingNew } from './check-facts.ts';
import { factsOf, sourcesOf } from './draft-follow-up.ts';
import { followUpLocked, followUpStale, textTooLong } from './follow-up-errors.ts';
import { isOpen, maxBodyLength, maxSubjectLength, type FollowUp } from './follow-up.ts';
import { oneLine } from './one-line.ts';
import { openFollowUp, type OpenFollowUpDeps } from './open-follow-up.ts';
import type { FollowUpEditor, FollowUpText } from './ports.ts';

export interface RefineFollowUpDeps extends OpenFollowUpDeps {
  editor: FollowUpEditor;
  clock: Clock;
}

export interface RefineFollowUp {
  actor: Actor;
  id: string;
  /** The author's words. */
  instruction: string;
  /** Version that the person saw; undefined: the newest. */
  expected?: number;
  /** Makes the change unique: the same turn again returns what it did before. */
  turnId: string;
  signal?: AbortSignal;
}

export type RefinedFollowUp =
  | { kind: 'changed'; followUp: FollowUp; before: FollowUpText; notice?: string }
  | { kind: 'ask'; followUp: FollowUp; question: string }
  | { kind: 'cannot'; followUp: FollowUp; reason: string }
  /** The model wanted to say what neither the summary nor the author said: nothing was changed. */
  | { kind: 'invented'; followUp: FollowUp }
  | { kind: 'nothing-changed'; followUp: FollowUp };

/**
 * Changes a follow-up as its author asks, as a new version.
 * @throws AppError FOLLOWUP_001, FOLLOWUP_003, FOLLOWUP_004 (sent or being sent), FOLLOWUP_011 (too long or empty)
 */
export async function refineFollowUp(
  deps: RefineFollowUpDeps,
  input: RefineFollowUp,
): Promise<RefinedFollowUp> {
  const { actor, id, instruction, turnId, signal } = input;
  const { followUp, summary, session } = await openFollowUp(deps, actor, id);
  const { organizationId } = actor;
  const done = await deps.followUps.versionOfTurn(organizationId, id, turnId);
  if (done !== undefined) {
    const versions = await deps.followUps.versions(organizationId, id);
    const before = versions.find(({ version }) => version === done.version - 1) ?? done;
    return { kind: 'changed', followUp, before };
  }
  if (!isOpen(followUp)) throw followUpLocked();
  if (input.expected !== undefined && input.expected !== followUp.version)
    throw followUpStale(followUp.version);
  const facts = factsOf(summary, session, actor.name, followUp.recipient.name);
  const { subject, body, kind } = followUp;
  const edit = await deps.editor.edit(
    { organizationId, kind, text: { subject, body }, instruction, facts },
    signal,
  );
  if (edit.kind === 'ask') return { kind: 'ask', followUp, question: edit.question };
  if (edit.kind === 'cannot') return { kind: 'cannot', followUp, reason: edit.reason };
  const text = { subject: oneLine(edit.text.subject), body: edit.text.body.trim() };
  if (text.subject === subject && text.body === body) return { kind: 'nothing-changed', followUp };
  if (text.body === '' || text.body.length > maxBodyLength) throw textTooLong(maxBodyLength);
  if (text.subject.length > maxSubjectLength || (subject !== '' && text.subject === ''))
    throw textTooLong(maxBodyLength);
  const sources = [...sourcesOf(facts), subject, body, instruction];
  if (edit.byModel && !saysNothingNew(`${text.subject}\n${text.body}`, sources))
    return { kind: 'invented', followUp };
  const changed = await deps.followUps.addVersion({
    organizationId,
    id,
    expected: followUp.version,
    ...text,
    request: instruction,
    turnId,
    at: deps.clock.now(),
  });
  const { notice } = edit;
  return {
    kind: 'changed',
    followUp: changed,
    before: { subject, body },
    ...(notice === undefined ? {} : { notice }),
  };
}
