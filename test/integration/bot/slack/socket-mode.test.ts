import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { createSlackRouter } from '../../../../src/bot/slack/receiver.ts';
import type { SlackReceiver } from '../../../../src/bot/slack/receiver.ts';
import { silentLogger } from '../../../../src/shared/logger.ts';
import type { Turn } from '../../../../src/turns/turn.ts';
import { envelope } from '../../../support/slack/payloads.ts';

/** Our own socket end, after https://docs.slack.dev/apis/events-api/using-socket-mode; the emulator has none. */
describe('Slack in socket mode', () => {
  let server: Server;
  let receiver: SlackReceiver;
  let socket: WebSocket;
  const taken: Turn[] = [];
  let refusals = 0;

  beforeAll(async () => {
    const sockets = new WebSocketServer({ noServer: true });
    server = createServer((_request, response) => {
      const { port } = server.address() as AddressInfo;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, url: `ws://127.0.0.1:${port}/link` }));
    });
    server.on('upgrade', (request, raw, head) =>
      sockets.handleUpgrade(request, raw, head, (opened) => sockets.emit('connection', opened)),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const connected = new Promise<WebSocket>((resolve) => {
      sockets.once('connection', (opened: WebSocket) => {
        opened.send(JSON.stringify({ type: 'hello', num_connections: 1, debug_info: {} }));
        resolve(opened);
      });
    });
    receiver = createSlackRouter({
      signingSecret: '',
      appToken: 'xapp-1',
      tokenFor: () => Promise.resolve({ botToken: 'xoxb-1' }),
      apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
      clock: { now: () => new Date() },
      logger: silentLogger,
      intake: (turn) => {
        if (refusals > 0) {
          refusals -= 1;
          return Promise.reject(new Error('the database is away'));
        }
        taken.push(turn);
        return Promise.resolve({ kind: 'stored', inboxEventId: 'i-1', organizationId: 'o-1' });
      },
      answerQuery: () => Promise.resolve({ kind: 'refused', message: 'no' }),
    });
    await receiver.start();
    socket = await connected;
  });
  afterAll(async () => {
    await receiver.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const acknowledged = () =>
    new Promise<unknown>((resolve) =>
      socket.once('message', (data: Buffer) =>
        resolve((JSON.parse(data.toString()) as { envelope_id: string }).envelope_id),
      ),
    );
  const send = (id: string, ts: string) =>
    socket.send(
      JSON.stringify({
        type: 'events_api',
        envelope_id: id,
        accepts_response_payload: false,
        payload: envelope({
          type: 'message',
          channel: 'D0DANA',
          channel_type: 'im',
          user: 'U0DANA',
          text: 'hello',
          ts,
        }),
      }),
    );

  it('acknowledges an event once its turn is stored, and never before', async () => {
    refusals = 1;
    const first = acknowledged();
    send('refused', '1795155714.000100');
    send('stored', '1795155714.000200');
    await expect(first).resolves.toBe('stored');
    expect(taken.map((turn) => turn.dedupeKey)).toEqual([
      'slack:T000000001:message:D0DANA:1795155714.000200',
    ]);
  });
});
