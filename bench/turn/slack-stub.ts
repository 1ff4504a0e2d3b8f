import { sendJson, serve, type LocalServer } from './http.ts';
import { questionBack } from './model-stub.ts';

/** A final answer as it reached Slack: in which thread, and when. */
export interface FinalAnswer {
  thread: string;
  at: number;
}

export interface SlackStub extends LocalServer {
  /** The next final answer in a thread. */
  finalIn(thread: string): Promise<FinalAnswer>;
  /** Final answers so far, by thread. */
  counts: Map<string, number>;
}

/** The final message of every candidate names its source; pieces of a stream do not. A question back comes whole. */
const isFinal = (text: string): boolean =>
  text.includes(questionBack) ||
  (text.includes('Hearthbook') && text.includes('Refund without a receipt · v1'));

/**
 * The part of Slack's Web API that an answer needs, without latency. `emulate` would be the slowest part of what is measured;
 * the tests use it, this does not.
 */
export async function startSlackStub(email: string): Promise<SlackStub> {
  const counts = new Map<string, number>();
  const threadOf = new Map<string, string>();
  const waiting = new Map<string, (answer: FinalAnswer) => void>();
  let clock = 1_000_000;
  const local = await serve((request, response, body) => {
    const method = request.url?.split('/').pop()?.split('?')[0] ?? '';
    const fields =
      request.headers['content-type']?.startsWith('application/json') === true
        ? (JSON.parse(body) as Record<string, string>)
        : Object.fromEntries(new URLSearchParams(body));
    const whole = JSON.stringify(fields);
    const ts = fields['ts'] ?? `1790000000.${String((clock += 1)).padStart(6, '0')}`;
    const thread = fields['thread_ts'] ?? threadOf.get(ts) ?? '';
    if (method.startsWith('chat.')) {
      threadOf.set(ts, thread);
      if (isFinal(whole)) {
        counts.set(thread, (counts.get(thread) ?? 0) + 1);
        waiting.get(thread)?.({ thread, at: performance.now() });
        waiting.delete(thread);
      }
    }
    sendJson(response, answerTo(method, ts, fields['channel'] ?? 'D0BENCH', email));
  });
  return {
    ...local,
    counts,
    finalIn: (thread) => new Promise((resolve) => waiting.set(thread, resolve)),
  };
}

function answerTo(method: string, ts: string, channel: string, email: string): object {
  switch (method) {
    case 'auth.test':
      return { ok: true, team_id: 'T0BENCH', user_id: 'U0BOT', bot_id: 'B0BOT' };
    case 'users.info':
      return {
        ok: true,
        user: {
          id: 'U0ASKER',
          team_id: 'T0BENCH',
          name: 'asker',
          real_name: 'Asker',
          is_bot: false,
          profile: { email },
        },
      };
    case 'conversations.replies':
    case 'conversations.history':
      return { ok: true, messages: [], has_more: false };
    default:
      return { ok: true, ts, channel, message: { ts } };
  }
}
