import type { ServerResponse } from 'node:http';
import { botUserId } from './emulated-workspace.ts';
import { list, str } from './json.ts';
import type { createMessageLog } from './message-log.ts';
import { randomId } from './payloads.ts';
import type { Json } from './types.ts';

export type ResponseUrls = ReturnType<typeof createResponseUrls>;

/** Addresses that take up to five answers, shown to one person. */
export function createResponseUrls(log: ReturnType<typeof createMessageLog>, origin: () => string) {
  const open = new Map<string, { channel: string; user: string; ts?: string; uses: number }>();
  let count = 0;

  return {
    open(channel: string, user: string, ts?: string): string {
      const id = randomId('R');
      open.set(id, { channel, user, uses: 0, ...(ts === undefined ? {} : { ts }) });
      return `${origin()}/response/${id}`;
    },
    /** From now on all addresses are too old. */
    expire: () => open.clear(),
    /** Shows something to one person, as an answer or as the note inside an acknowledgement. */
    show(channel: string, user: string, body: Json, replaced?: string): void {
      count += 1;
      log.put({
        channel,
        ts: replaced ?? `${Math.floor(Date.now() / 1_000)}.${String(900_000 + count)}`,
        user: botUserId,
        text: str(body.text),
        blocks: list(body.blocks),
        edited: replaced !== undefined,
        streaming: false,
        onlyFor: user,
      });
    },
    take(id: string, body: Json, response: ServerResponse): void {
      const known = open.get(id);
      if (!known || known.uses >= 5) {
        response.writeHead(404);
        response.end(known ? 'used_url' : 'expired_url');
        return;
      }
      known.uses += 1;
      this.show(known.channel, known.user, body, body.replace_original === true ? known.ts : undefined);
      response.writeHead(200);
      response.end('ok');
    },
  };
}
