import type { OutgoingFile } from '../../turns/chat-platform.ts';
import { calling, uploadFailed } from './errors.ts';
import { maxFallbackText, uploadTimeoutMs } from './limits.ts';
import { escapeEntities } from './message-text.ts';
import type { Sending } from './sending.ts';

/**
 * Uploads a file to a direct message, with what it is above it, in Slack's three steps: ask for an address, bring the file
 * there, say where it goes. https://docs.slack.dev/messaging/working-with-files#uploading_files
 * @returns `file:` and Slack's id of the file: Slack does not tell which message it makes of it
 * @throws AppError SLACK_*; SLACK_SCOPE where the app was installed without `files:write`
 */
export async function uploadFile({ connection, place }: Sending, file: OutgoingFile): Promise<string> {
  const { client } = connection;
  const id = await placeFile(client, file);
  const where = {
    files: [{ id, title: file.name }] as [{ id: string; title: string }],
    channel_id: place.channelId,
    // Shown as typed: what a caption says has no formatting.
    initial_comment: escapeEntities(file.message.summary).slice(0, maxFallbackText),
  };
  const { threadId } = place;
  await calling('sharing a file', () =>
    client.files.completeUploadExternal(threadId === undefined ? where : { ...where, thread_ts: threadId }),
  );
  return `file:${id}`;
}

/** The first two steps. @returns Slack's id of the file */
export async function placeFile(
  client: Sending['connection']['client'],
  { name, content }: Pick<OutgoingFile, 'name' | 'content'>,
): Promise<string> {
  const { upload_url: url, file_id: id } = await calling('asking where a file goes', () =>
    client.files.getUploadURLExternal({ filename: name, length: content.length }),
  );
  // Slack gives both with `ok`.
  if (url === undefined || id === undefined) throw uploadFailed();
  await bring(url, content);
  return id;
}

/** The address itself is the permission: no token of ours goes there, and none could leak across a redirect. */
async function bring(url: string, content: Uint8Array): Promise<void> {
  let status: number;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: Uint8Array.from(content),
      redirect: 'error',
      signal: AbortSignal.timeout(uploadTimeoutMs),
    });
    status = answer.status;
    await answer.body?.cancel();
  } catch (error) {
    throw uploadFailed(undefined, error);
  }
  if (status !== 200) throw uploadFailed(status);
}
