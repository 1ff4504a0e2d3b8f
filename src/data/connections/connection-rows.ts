import { z } from 'zod';
import {
  availabilities,
  connectionKinds,
  connectionStatuses,
  reasonTypes,
  type ConnectionSettings,
  type ConnectionSuggestion,
} from '../../coaching/connections/connection.ts';
import type {
  ConnectionSettings as SettingsRow,
  ConnectionSuggestion as SuggestionRow,
} from '../generated/client.ts';
import { oneOf } from '../one-of.ts';

const reasonColumn = z.array(z.object({ kind: z.enum(connectionKinds), shown: z.string() }));

export type StoredSuggestion = Omit<SuggestionRow, 'createdAt' | 'updatedAt' | 'reason'> & {
  reason: unknown;
};

export const toSuggestion = (row: StoredSuggestion): ConnectionSuggestion => ({
  id: row.id,
  organizationId: row.organizationId,
  requestorId: row.requestorId,
  suggestedId: row.suggestedId,
  reasonType: oneOf(reasonTypes, row.reasonType),
  reason: reasonColumn.parse(row.reason),
  status: oneOf(connectionStatuses, row.status),
  expiresAt: row.expiresAt,
  ...(row.requestId === null ? {} : { requestId: row.requestId }),
  ...(row.message === null ? {} : { message: row.message }),
  ...(row.askedAt === null ? {} : { askedAt: row.askedAt }),
  ...(row.responseAt === null ? {} : { responseAt: row.responseAt }),
  ...(row.introducedAt === null ? {} : { introducedAt: row.introducedAt }),
});

/** The same row where it is read without Prisma. */
export const suggestionColumns = `id, organization_id AS "organizationId", request_id AS "requestId", requestor_id AS "requestorId",
  suggested_id AS "suggestedId", reason_type AS "reasonType", reason, status, message, asked_at AS "askedAt",
  response_at AS "responseAt", expires_at AS "expiresAt", introduced_at AS "introducedAt"`;

export const toSettings = (
  row: Pick<SettingsRow, 'userId' | 'organizationId' | 'optedIn' | 'shares' | 'availability' | 'pausedUntil'>,
): ConnectionSettings => ({
  userId: row.userId,
  organizationId: row.organizationId,
  optedIn: row.optedIn,
  shares: row.shares.map((kind) => oneOf(connectionKinds, kind)),
  availability: oneOf(availabilities, row.availability),
  ...(row.pausedUntil === null ? {} : { pausedUntil: row.pausedUntil }),
});
