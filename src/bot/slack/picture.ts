import { calling, fileError } from './errors.ts';
import { pictureWaitsMs } from './limits.ts';
import type { Sending } from './sending.ts';
import { placeFile } from './upload.ts';

/**
 * Brings a picture to Slack for one message to show. It is shared nowhere: only who sees the message sees it.
 * Slack works on a new file after it says that it is done, and refuses messages that show it before it knows its type.
 * https://docs.slack.dev/reference/block-kit/composition-objects/slack-file-object
 * @returns Slack's id of the file
 * @throws AppError SLACK_*, FILE_NOT_REACHABLE when Slack does not know its type in time
 */
export async function bringPicture(
  { connection, sleep }: Pick<Sending, 'connection' | 'sleep'>,
  png: Uint8Array,
): Promise<string> {
  const { client } = connection;
  const id = await placeFile(client, { name: 'chart.png', content: png });
  await calling('keeping a picture', () =>
    client.files.completeUploadExternal({ files: [{ id, title: 'Chart' }] }),
  );
  for (const waitMs of pictureWaitsMs) {
    await sleep(waitMs);
    const { file } = await calling('looking at a picture', () => client.files.info({ file: id }));
    if (file?.mimetype) return id;
  }
  throw fileError('FILE_NOT_REACHABLE', 'Slack: a picture was not ready in time');
}
