import {
  followUpKinds,
  followUpStatuses,
  type FollowUp,
  type FollowUpVersion,
} from '../../coaching/follow-ups/follow-up.ts';
import type { FollowUpVersion as VersionRow, FollowUp as Row } from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

const given = <K extends string, V>(key: K, value: V | null): { [P in K]?: V } =>
  value === null ? {} : ({ [key]: value } as { [P in K]: V });

/** Undefined for one that goes back to no summary: nobody can be told whose it is. */
export function toFollowUp(row: Row): FollowUp | undefined {
  if (row.summaryId === null) return undefined;
  return {
    id: row.id,
    organizationId: row.organizationId,
    summaryId: row.summaryId,
    authorId: row.authorId,
    recipient: {
      name: row.recipientName,
      ...given('userId', row.recipientUserId),
      ...given('clientId', row.recipientClientId),
    },
    kind: oneOf(followUpKinds, row.kind),
    ...given('template', row.template),
    subject: row.subject,
    body: row.body,
    version: row.version,
    status: oneOf(followUpStatuses, row.status),
    ...given('scheduledFor', row.scheduledFor),
    ...given('dueAt', row.dueAt),
    attempts: row.attempts,
    ...given('claimId', row.claimId),
    ...given('handedOverAt', row.handedOverAt),
    ...given('messageId', row.messageId),
    ...given('sentAt', row.sentAt),
    ...given('sentTo', row.sentTo),
    ...given('failure', row.failure),
    ...given('conversationKey', row.conversationKey),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

export const toVersion = (row: VersionRow): FollowUpVersion => ({
  followUpId: row.followUpId,
  version: row.version,
  subject: row.subject,
  body: row.body,
  ...given('request', row.request),
  createdAt: row.createdAt,
});
