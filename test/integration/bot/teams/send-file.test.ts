import { ThreadcoachTeamsAdapter } from '../../../../src/bot/teams/adapter.ts';
import { createTeamsPlatform } from '../../../../src/bot/teams/deliver.ts';
import { parseEvent } from '../../../../src/bot/teams/parse-event.ts';
import type { ChatPlatform, OutgoingFile, Target } from '../../../../src/turns/chat-platform.ts';
import { startBot } from '../../../support/teams/bot.ts';
import { startConnector, type Connector } from '../../../support/teams/connector.ts';
import { readBody, serve, type LocalServer } from '../../../support/teams/http-server.ts';
import { appId, LocalCredentials } from '../../../support/teams/key-set.ts';

const file: OutgoingFile = {
  name: 'summaries-2026-11-20.csv',
  mimeType: 'text/csv',
  content: new TextEncoder().encode('session_id\r\n1\r\n'),
  message: { view: 'export.file', summary: '1 summary', blocks: [{ kind: 'text', markdown: '1 summary' }] },
  again: 'csv|f2026-10-01',
};

describe('a file, in Teams', () => {
  let connector: Connector;
  let drive: LocalServer;
  let platform: ChatPlatform;
  let status = 201;
  const brought: {
    method: string | undefined;
    range: string | undefined;
    authorization: string | undefined;
    text: string;
  }[] = [];

  beforeAll(async () => {
    connector = await startConnector();
    drive = await serve((request, response) => {
      void readBody(request).then((text) => {
        const { method, headers } = request;
        brought.push({ method, range: headers['content-range'], authorization: headers.authorization, text });
        response.writeHead(status).end();
      });
    });
    platform = createTeamsPlatform({
      adapter: new ThreadcoachTeamsAdapter({
        appId,
        appPassword: 'unused',
        credentialsFactory: new LocalCredentials(),
      }),
      files: { allowLoopback: true },
    });
  });
  afterAll(async () => {
    await connector.close();
    await drive.close();
  });
  beforeEach(() => {
    connector.reset();
    brought.length = 0;
    status = 201;
  });

  const target = (upload?: object): Target => ({
    installationId: 'tenant-1',
    place: { key: 'teams:tenant-1:a:1', kind: 'direct', channelId: 'a:1' },
    replyHandle: {
      serviceUrl: connector.url,
      botId: `28:${appId}`,
      tenantId: 'tenant-1',
      conversationId: 'a:1',
      conversationType: 'personal',
      ...(upload === undefined ? {} : { upload }),
    },
  });
  const upload = (uploadUrl: string) => ({
    uploadUrl,
    contentUrl: 'https://contoso.sharepoint.com/personal/dana/summaries.csv',
    uniqueId: 'u-1',
    fileType: 'csv',
  });
  const send = (to: Target, sent = file) => platform.sendFile?.(to, sent, 'd1');

  it('is asked for first, and its words stay here until the yes', async () => {
    await send(target());
    const [activity] = connector.activities();
    expect(activity).toMatchObject({
      attachments: [
        {
          contentType: 'application/vnd.microsoft.teams.card.file.consent',
          name: file.name,
          content: { sizeInBytes: file.content.length, acceptContext: { again: file.again } },
        },
      ],
    });
    expect(JSON.stringify(activity)).not.toContain('session_id');
  });

  it('goes where Teams says after the yes, with no token of ours, and then has a card', async () => {
    await send(target(upload(`${drive.url}/upload`)));
    expect(brought).toEqual([
      { method: 'PUT', range: 'bytes 0-14/15', authorization: undefined, text: 'session_id\r\n1\r\n' },
    ]);
    expect(connector.activities()).toMatchObject([
      {
        attachments: [
          { contentType: 'application/vnd.microsoft.teams.card.file.info', content: { uniqueId: 'u-1' } },
        ],
      },
    ]);
  });

  it.each([
    'https://evil.example/upload',
    'https://sharepoint.com.evil.example/u',
    'http://contoso.sharepoint.com/u',
  ])('does not go to %s', async (url) => {
    await expect(send(target(upload(url)))).rejects.toMatchObject({ code: 'FILE_HOST_NOT_ALLOWED' });
    expect(connector.activities()).toEqual([]);
  });

  it('is tried again when OneDrive is away, and given up with a reason when it refuses', async () => {
    status = 503;
    await expect(send(target(upload(drive.url)))).rejects.toMatchObject({
      code: 'TEAMS_UNAVAILABLE',
      retry: 'later',
    });
    status = 404;
    await expect(send(target(upload(drive.url)))).rejects.toMatchObject({
      code: 'EXPORT_009',
      retry: 'never',
    });
  });

  it('that could not be made anew is not offered', async () => {
    const { name, mimeType, content, message } = file;
    const once = { name, mimeType, content, message };
    await expect(send(target(), once)).rejects.toMatchObject({ code: 'EXPORT_008' });
  });
});

describe('the answer to the card', () => {
  const invoke = (value: object, conversationType = 'personal') => ({
    type: 'invoke',
    name: 'fileConsent/invoke',
    value: { type: 'fileUpload', ...value },
    id: 'f:1',
    replyToId: 'card-1',
    timestamp: '2026-11-20T09:00:00Z',
    channelId: 'msteams',
    serviceUrl: 'http://127.0.0.1:9/_connector',
    from: { id: '29:dana' },
    recipient: { id: '28:bot' },
    conversation: { id: 'a:1', conversationType, tenantId: 't' },
  });
  const uploadInfo = {
    uploadUrl: 'https://contoso.sharepoint.com/u',
    contentUrl: 'https://contoso.sharepoint.com/f.csv',
    name: 'f.csv',
    uniqueId: 'u-1',
    fileType: 'csv',
  };
  const yes = { action: 'accept', context: { again: 'csv|' }, uploadInfo };

  it('is one turn, however often Teams sends it, and keeps the address for the answer', () => {
    const [first, again] = [parseEvent(invoke(yes)), parseEvent({ ...invoke(yes), id: 'f:2' })];
    if (first.kind !== 'turn' || again.kind !== 'turn') throw new Error('no turn');
    expect(first.turn).toMatchObject({
      kind: 'action',
      action: 'export.send',
      value: 'csv|',
      replyHandle: { upload: { uploadUrl: uploadInfo.uploadUrl } },
    });
    expect(again.turn.dedupeKey).toBe(first.turn.dedupeKey);
  });

  it('may be no, and counts in a personal chat only', () => {
    expect(parseEvent(invoke({ action: 'decline', context: { again: 'csv|' } }))).toMatchObject({
      turn: { action: 'export.send', value: 'declined' },
    });
    expect(parseEvent(invoke(yes, 'groupChat')).kind).toBe('unsupported');
    expect(parseEvent(invoke({ action: 'accept' })).kind).toBe('unsupported');
  });

  it('is acknowledged once it is stored', async () => {
    const bot = await startBot({ allowUnauthenticated: true });
    try {
      const response = await fetch(bot.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(invoke(yes)),
      });
      expect(response.status).toBe(200);
      expect(bot.turns).toMatchObject([{ addressed: true, turn: { action: 'export.send' } }]);
    } finally {
      await bot.close();
    }
  });
});
