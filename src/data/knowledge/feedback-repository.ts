import type pg from 'pg';
import {
  verdicts,
  type CitedPlace,
  type FeedbackRepository,
  type GapKind,
} from '../../coaching/knowledge/feedback/feedback.ts';
import { oneOf } from '../one-of.ts';
import type { ScopedPool } from '../scoped-pool.ts';

interface QuestionRow {
  id: string;
  query: string;
  citations: { document?: string; section?: string }[];
  feedback: string | null;
  gap_id: string | null;
  gap_state: string | null;
  gap_question: string | null;
}

/** The row policy shows a question to its asker alone; the condition says it once more. */
const ownQuestion = `
  SELECT q.id, q.query, q.citations, q.feedback, q.gap_id, g.state AS gap_state, g.question AS gap_question
  FROM rag_queries q LEFT JOIN knowledge_gaps g ON g.id = q.gap_id
  WHERE q.organization_id = $1 AND q.user_id = $2 AND q.turn_id = $3
  ORDER BY q.created_at LIMIT 1`;

function citedIn([first]: QuestionRow['citations']): CitedPlace | undefined {
  return first?.document === undefined
    ? undefined
    : { document: first.document, section: first.section ?? '' };
}

interface Gap {
  id: string;
  kind?: GapKind;
  cited?: CitedPlace;
}

/** @returns whether the gap is another one now */
async function writeGap(client: pg.PoolClient, organizationId: string, gap: Gap): Promise<boolean> {
  const { id, kind, cited } = gap;
  if (kind === undefined) {
    // Told apart from the foreign key's own way of letting go, which row policies would have to allow.
    await client.query(`UPDATE rag_queries SET gap_id = NULL WHERE gap_id = $1`, [id]);
    const { rowCount } = await client.query(
      `DELETE FROM knowledge_gaps WHERE id = $1 AND organization_id = $2 AND state = 'open'`,
      [id, organizationId],
    );
    return rowCount !== 0;
  }
  // Opened again when it was resolved: the person says that it is still so.
  const { rowCount } = await client.query(
    `INSERT INTO knowledge_gaps AS g (id, organization_id, kind, document_name, section)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (id) DO UPDATE
       SET kind = excluded.kind, state = 'open', resolved_by = NULL, resolved_at = NULL, updated_at = now()
       WHERE g.kind <> excluded.kind OR g.state <> 'open'`,
    [id, organizationId, kind, cited?.document ?? null, cited?.section ?? null],
  );
  return rowCount !== 0;
}

export function createFeedbackRepository(pool: ScopedPool): FeedbackRepository {
  return {
    async ownQuestion(organizationId, userId, turnId) {
      const { rows } = await pool.runInScope<QuestionRow>(
        { organizationId, userId },
        { name: 'own-question', text: ownQuestion, values: [organizationId, userId, turnId] },
      );
      const [row] = rows;
      if (row === undefined) return undefined;
      const cited = citedIn(row.citations);
      return {
        query: row.query,
        ...(cited === undefined ? {} : { cited }),
        ...(row.feedback === null ? {} : { feedback: oneOf(verdicts, row.feedback) }),
        ...(row.gap_id === null || row.gap_state !== 'open'
          ? {}
          : { gap: { id: row.gap_id, questionSent: row.gap_question !== null } }),
      };
    },

    give: ({ organizationId, userId, turnId, verdict, gap }) =>
      pool.withScope({ organizationId, userId }, async (client) => {
        const { rows } = await client.query<{ id: string; feedback: string | null }>(
          `SELECT id, feedback FROM rag_queries
           WHERE organization_id = $1 AND user_id = $2 AND turn_id = $3 ORDER BY created_at LIMIT 1 FOR UPDATE`,
          [organizationId, userId, turnId],
        );
        const [own] = rows;
        const gapChanged = await writeGap(client, organizationId, gap);
        // A reader's thumb up leaves no trace, and is as welcome the second time.
        if (own === undefined) return gapChanged || verdict === 'up';
        await client.query(
          `UPDATE rag_queries SET feedback = $2, feedback_at = now(), gap_id = $3, updated_at = now() WHERE id = $1`,
          [own.id, verdict, gap.kind === undefined ? null : gap.id],
        );
        return gapChanged || own.feedback !== verdict;
      }),

    async sendQuestion({ organizationId, userId, turnId, question }) {
      const { rowCount } = await pool.runInScope(
        { organizationId, userId },
        {
          name: 'send-question',
          text: `UPDATE knowledge_gaps g SET question = $4, updated_at = now()
                 FROM rag_queries q
                 WHERE q.organization_id = $1 AND q.user_id = $2 AND q.turn_id = $3
                   AND g.id = q.gap_id AND g.state = 'open'`,
          values: [organizationId, userId, turnId, question],
        },
      );
      return rowCount !== 0;
    },

    async turnOfMessage(organizationId, conversationKey, messageId) {
      const { rows } = await pool.runInScope<{ idempotency_key: string }>(
        { organizationId },
        {
          name: 'turn-of-message',
          // A message that was sent in parts has the ids of all, with blanks between (Teams).
          text: `SELECT idempotency_key FROM deliveries
                 WHERE organization_id = $1 AND conversation_key = $2
                   AND (platform_message_id = $3 OR $3 = ANY (string_to_array(platform_message_id, ' ')))
                 ORDER BY created_at DESC LIMIT 1`,
          values: [organizationId, conversationKey, messageId],
        },
      );
      return /^[0-9a-f-]{36}(?=:)/.exec(rows[0]?.idempotency_key ?? '')?.[0];
    },
  };
}
