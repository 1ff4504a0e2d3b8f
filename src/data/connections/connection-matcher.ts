import { z } from 'zod';
import { connectionKinds, reasonTypes, type ReasonType } from '../../coaching/connections/connection.ts';
import type { ConnectionMatcher, Need } from '../../coaching/connections/ports.ts';
import type { ScopedPool } from '../scoped-pool.ts';
import { toSettings } from './connection-rows.ts';
import { askerSql, matchSql } from './match-sql.ts';

const terms = z.array(
  z.object({ kind: z.enum(connectionKinds), term: z.string(), shown: z.string(), weight: z.number() }),
);
const rates = z.array(z.object({ type: z.enum(reasonTypes), rate: z.number() }));

interface AskerRow {
  userId: string;
  organizationId: string;
  optedIn: boolean;
  shares: string[];
  availability: string;
  pausedUntil: Date | null;
  company: string;
  utcOffsetMinutes: number;
  terms: unknown;
  rates: unknown;
  leaderIds: string[] | null;
  hasAsked: boolean;
}

/** Nothing known: as likely as not. */
const unknownRate: Readonly<Record<ReasonType, number>> = {
  expertise_match: 0.5,
  complementary_strengths: 0.5,
  similar_challenge: 0.5,
};

const column = <K extends keyof Need>(needs: readonly Need[], key: K): Need[K][] =>
  needs.map((need) => need[key]);

export function createConnectionMatcher(pool: ScopedPool): ConnectionMatcher {
  return {
    async asker(organizationId, userId, turnId) {
      const { rows } = await pool.runInScope<AskerRow>(
        { organizationId, userId },
        { name: 'connection-asker', text: askerSql, values: [organizationId, userId, turnId] },
      );
      const [row] = rows;
      if (row === undefined) return undefined;
      return {
        settings: toSettings(row),
        company: row.company,
        utcOffsetMinutes: row.utcOffsetMinutes,
        terms: terms.parse(row.terms),
        accepted: {
          ...unknownRate,
          ...Object.fromEntries(rates.parse(row.rates).map(({ type, rate }) => [type, rate])),
        },
        leaderIds: row.leaderIds ?? [],
        hasAsked: row.hasAsked,
      };
    },

    async best({ settings, company, utcOffsetMinutes, leaderIds }, needs, { limit, now, noRepeatSince }) {
      const { organizationId, userId } = settings;
      if (needs.length === 0) return [];
      const [leader, manager] = leaderIds;
      const { rows } = await pool.runInScope<{ userId: string; name: string; matched: unknown }>(
        { organizationId, userId },
        {
          name: 'connection-match',
          text: matchSql,
          values: [
            ...[organizationId, userId],
            ...[column(needs, 'kind'), column(needs, 'term'), column(needs, 'part')],
            ...[column(needs, 'factor'), column(needs, 'least'), column(needs, 'essential')],
            ...[now, noRepeatSince, company, utcOffsetMinutes, leader ?? null, manager ?? null, limit],
          ],
        },
      );
      return rows.map((row) => ({ ...row, matched: terms.parse(row.matched) }));
    },
  };
}
