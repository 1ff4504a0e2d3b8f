import type { Activity } from 'botbuilder';
import { AppError } from '../../shared/errors.ts';
import type { OutgoingFile, Target } from '../../turns/chat-platform.ts';
import type { FileSource } from './download.ts';
import { fileHosts, uploadTimeoutMs } from './limits.ts';
import { uploadInfoSchema, type UploadInfo } from './schema.ts';

/**
 * Teams asks the person before a bot may put a file into their OneDrive: a card first, the file after the yes, which brings
 * the address it goes to. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4
 */
const consentCard = 'application/vnd.microsoft.teams.card.file.consent';
const infoCard = 'application/vnd.microsoft.teams.card.file.info';

/** Where the file goes, when the person has just said yes. */
export const uploadOf = ({ replyHandle }: Target): UploadInfo | undefined =>
  uploadInfoSchema.safeParse(replyHandle?.['upload']).data;

/** @throws AppError EXPORT_008 where the file could not be made anew after the yes */
export function askConsent({ name, content, message, again }: OutgoingFile): Partial<Activity> {
  if (again === undefined) {
    throw new AppError({
      code: 'EXPORT_008',
      message: 'Teams: a file that cannot be made anew after the consent',
      userMessage:
        'In Teams I can export by people of your organisation, by day and by kind, but not by another name. Please leave the name out.',
    });
  }
  return {
    type: 'message',
    text: message.summary,
    attachments: [
      {
        contentType: consentCard,
        name,
        content: {
          description: message.summary,
          sizeInBytes: content.length,
          acceptContext: { again },
          declineContext: { again },
        },
      },
    ],
  };
}

/** The card of a file that now lies in the person's OneDrive. */
export const announceFile = (file: OutgoingFile, upload: UploadInfo): Partial<Activity> => ({
  type: 'message',
  text: file.message.summary,
  attachments: [
    {
      contentType: infoCard,
      contentUrl: upload.contentUrl,
      name: upload.name ?? file.name,
      content: { uniqueId: upload.uniqueId, fileType: upload.fileType },
    },
  ],
});

/**
 * Brings the file to where Teams said. The address is its own permission: no token of ours goes with it.
 * @throws AppError FILE_HOST_NOT_ALLOWED for an address outside OneDrive and SharePoint, TEAMS_UNAVAILABLE (retry later)
 */
export async function bringFile(
  { content }: OutgoingFile,
  { uploadUrl }: UploadInfo,
  source: FileSource = {},
): Promise<void> {
  if (!mayUploadTo(new URL(uploadUrl), source)) {
    throw new AppError({
      code: 'FILE_HOST_NOT_ALLOWED',
      message: 'Teams: a file was to go to a host that is not OneDrive or SharePoint',
      userMessage: 'I put files only into OneDrive and SharePoint. Please ask for the export again.',
    });
  }
  let status: number | undefined;
  try {
    const answer = await fetch(uploadUrl, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${content.length - 1}/${content.length}`,
      },
      body: Uint8Array.from(content),
      redirect: 'error',
      signal: AbortSignal.timeout(uploadTimeoutMs),
    });
    status = answer.status;
    await answer.body?.cancel();
    if (answer.ok) return;
  } catch (error) {
    throw notBrought(status, error);
  }
  throw notBrought(status);
}

function mayUploadTo(url: URL, { hosts = fileHosts, allowLoopback = false }: FileSource): boolean {
  if (allowLoopback && ['127.0.0.1', 'localhost'].includes(url.hostname)) return true;
  return (
    url.protocol === 'https:' &&
    hosts.some((host) => (host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host))
  );
}

/** The address lives a few minutes only: refused for good, it takes another consent. */
function notBrought(status: number | undefined, cause?: unknown): AppError {
  const again = status === undefined || status >= 500 || status === 429;
  return new AppError({
    code: again ? 'TEAMS_UNAVAILABLE' : 'EXPORT_009',
    message: `Teams: bringing a file failed${status === undefined ? '' : ` with ${status}`}`,
    retry: again ? 'later' : 'never',
    ...(again
      ? {}
      : { userMessage: 'OneDrive did not take the file any more. Please ask for the export again.' }),
    ...(cause === undefined ? {} : { cause }),
  });
}
