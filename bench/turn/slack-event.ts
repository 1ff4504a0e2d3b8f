import { createHmac, randomUUID } from 'node:crypto';

export const signingSecret = 'bench-signing-secret';
export const teamId = 'T0BENCH';
/** Never asked before, as most questions are: no candidate may answer it from memory. */
let asked = 0;
const newQuestion = (): string => `How do I refund order ${(asked += 1)} without a receipt?`;

let sequence = 0;
/** A new thread of the asker's direct message. */
export const newThread = (): string => `1780000000.${String((sequence += 1)).padStart(6, '0')}`;

/** Sends a signed question in a thread. @returns milliseconds until it was acknowledged */
export async function ask(url: string, thread: string, text = newQuestion()): Promise<number> {
  const ts = newThread();
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: teamId,
    api_app_id: 'A0BENCH',
    event_id: `Ev${randomUUID()}`,
    event_time: 1_780_000_000,
    authorizations: [{ team_id: teamId, user_id: 'U0BOT', is_bot: true }],
    event: {
      type: 'message',
      channel: 'D0BENCH',
      channel_type: 'im',
      user: 'U0ASKER',
      text,
      ts,
      event_ts: ts,
      thread_ts: thread,
    },
  });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const sentAt = performance.now();
  const response = await fetch(`${url}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    },
    body,
  });
  await response.text();
  if (response.status !== 200) throw new Error(`The event was answered with ${response.status}.`);
  return performance.now() - sentAt;
}
