import type { PlanStatus } from '../performance/plan.ts';
import type { AuditLog } from '../tenants/ports.ts';
import type { PlanCheckInRecord, PlanRecord } from './plan-record.ts';

type AuditEntry = Omit<Parameters<AuditLog['record']>[0], 'organizationId'>;

export interface PlanWrite {
  /** Stored whole under `version + 1`. */
  plan: PlanRecord;
  /** The version that the change was made on. */
  version: number;
  /** Held or missed since; one that is there of the same day is replaced. */
  checkIns?: readonly PlanCheckInRecord[];
  /** Written in the same transaction: no change without it, and none twice. */
  audit: AuditEntry;
}

export type PlanWritten =
  | { kind: 'written'; plan: PlanRecord }
  /** It was changed since; by this same turn, too. The plan as it is. */
  | { kind: 'stale'; plan: PlanRecord }
  /** Another plan of the person runs. */
  | { kind: 'running' };

/** Plans of one organisation, drafts included. Whom they are shown to is decided by the verbs. */
export interface PlanStore {
  find(organizationId: string, id: string): Promise<PlanRecord | undefined>;
  /**
   * Plans of these people, newest first.
   * @param agentIds undefined: of everybody
   * @param options.statuses default: all
   * @param options.limit default 200
   */
  list(
    organizationId: string,
    agentIds: readonly string[] | undefined,
    options?: { statuses?: readonly PlanStatus[]; limit?: number },
  ): Promise<PlanRecord[]>;
  /** Keeps a draft. The same turn again gets the plan that it made. */
  add(plan: PlanRecord, made: { turnId: string; audit: AuditEntry }): Promise<PlanRecord>;
  /** Changes it if it still is at that version; of two at once one is `stale`. Undefined: it is gone. */
  write(change: PlanWrite): Promise<PlanWritten | undefined>;
  /** Check-ins held and missed, earliest first. */
  checkIns(organizationId: string, planId: string): Promise<PlanCheckInRecord[]>;
}
