import type { UserRepository } from '../people/ports.ts';
import type { Actor } from '../people/user.ts';
import type { ClientRepository } from '../clients/ports.ts';
import { openSummary, type OpenedSummary, type OpenSummaryDeps } from '../summaries/open-summary.ts';
import type { SummaryLine } from '../summaries/summary.ts';
import { isDay } from '../summaries/verify-lines.ts';
import { actionFieldInvalid, actionNotApproved, actionNotFound } from './action-errors.ts';
import { isOpen, type ActionItem, type ActionOwner } from './action-item.ts';
import { ownersKnown } from './find-owner.ts';
import { planActions, type PlanActionsDeps } from './plan-actions.ts';
import type { IncompleteLine } from './plan-items.ts';

export interface AssignActionDeps
  extends Omit<PlanActionsDeps, 'users' | 'clients' | 'summaries'>, OpenSummaryDeps {
  users: Pick<UserRepository, 'lineAbove' | 'findByIds' | 'list'>;
  clients?: Pick<ClientRepository, 'find' | 'list'>;
}

/** A person who may own an action item of a session. */
export interface OwnerChoice {
  owner: ActionOwner;
  name: string;
}

export interface ActionLine extends OpenedSummary {
  line: SummaryLine;
  item?: ActionItem;
  /** What the line itself says. */
  said: Pick<IncompleteLine, 'owner' | 'dueOn'>;
}

/**
 * An action line of an approved summary, for those who may write it.
 * @throws AppError SUMMARY_NOT_FOUND, ACTION_001 (no such line), ACTION_002 (reopened since)
 */
export async function openActionLine(
  deps: AssignActionDeps,
  { actor, summaryId, lineId }: { actor: Actor; summaryId: string; lineId: string },
): Promise<ActionLine> {
  const opened = await openSummary(deps, actor, summaryId, 'write');
  const { summary } = opened;
  const line = summary.lines.find(({ id, section }) => id === lineId && section === 'actions');
  if (line === undefined) throw actionNotFound();
  if (summary.state !== 'approved') throw actionNotApproved();
  const { incomplete } = await planActions(deps, opened);
  const item = (await deps.actions.listBySummary(actor.organizationId, summaryId)).find(
    (candidate) => candidate.lineId === lineId,
  );
  const { owner, dueOn } = incomplete.find((candidate) => candidate.line.id === lineId) ?? item ?? {};
  return {
    ...opened,
    line,
    ...(item === undefined ? {} : { item }),
    said: { ...(owner === undefined ? {} : { owner }), ...(dueOn === undefined ? {} : { dueOn }) },
  };
}

/** Whom a session's action items may be given to: who took part, the facilitator's own people and line, and their clients. */
export async function ownerChoices(
  deps: AssignActionDeps,
  { session, participants }: Pick<OpenedSummary, 'session' | 'participants'>,
): Promise<OwnerChoice[]> {
  const { organizationId, facilitatorId } = session;
  const [known, above, users, clients] = await Promise.all([
    ownersKnown(deps, session, participants),
    deps.users.lineAbove(organizationId, facilitatorId),
    deps.users.list(organizationId),
    deps.clients?.list(organizationId, [facilitatorId]) ?? [],
  ]);
  const inLine = users.filter(
    ({ id, teamLeaderId, managerId }) =>
      above.includes(id) || teamLeaderId === facilitatorId || managerId === facilitatorId,
  );
  const all: OwnerChoice[] = [
    ...known.map(({ owner, names: [name = ''] }) => ({ owner, name })),
    ...inLine.map(({ id, name }) => ({ owner: { kind: 'user' as const, id }, name })),
    ...clients.map(({ id, name }) => ({ owner: { kind: 'client' as const, id }, name })),
  ];
  const first = (choice: OwnerChoice) =>
    all.findIndex(({ owner }) => owner.kind === choice.owner.kind && owner.id === choice.owner.id);
  return all.filter((choice, index) => first(choice) === index);
}

export interface AssignAction {
  actor: Actor;
  summaryId: string;
  lineId: string;
  /** Undefined: unassigned. */
  owner?: ActionOwner;
  /** `YYYY-MM-DD`; undefined: no day. */
  dueOn?: string;
}

/**
 * Tracks an action line of an approved summary with this owner and day; what is tracked already gets them. Done items stay.
 * @throws AppError as `openActionLine`; ACTION_003 when the person is not one of `ownerChoices`, or the day is none
 */
export async function assignAction(deps: AssignActionDeps, input: AssignAction): Promise<ActionItem> {
  const { actor, owner, dueOn } = input;
  const opened = await openActionLine(deps, input);
  const { line, item, session, summary } = opened;
  if (owner !== undefined) {
    const choices = await ownerChoices(deps, opened);
    if (!choices.some((choice) => choice.owner.kind === owner.kind && choice.owner.id === owner.id))
      throw actionFieldInvalid('person');
  }
  if (dueOn !== undefined && !isDay(dueOn)) throw actionFieldInvalid('date');
  if (item === undefined || isOpen(item)) {
    const next = {
      lineId: line.id,
      title: line.text,
      state: item?.state ?? ('open' as const),
      ...(owner === undefined ? {} : { owner }),
      ...(dueOn === undefined ? {} : { dueOn }),
    };
    const from = { sessionId: session.id, createdBy: actor.id };
    await deps.actions.saveOfSummary(actor.organizationId, summary.id, [next], from);
  }
  const saved = await deps.actions.listBySummary(actor.organizationId, summary.id);
  const found = saved.find(({ lineId }) => lineId === line.id);
  if (found === undefined) throw actionNotFound();
  return found;
}
