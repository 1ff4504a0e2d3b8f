import type {
  WireCompletions,
  WireError,
  WireFile,
  WireHistory,
  WirePeople,
  WireReply,
  WireState,
} from '../../wire.ts';
import type { Spot } from '../model/conversation.ts';

/** What went wrong, in words for the person. `retry`: the same may work in a moment. */
export class ApiError extends Error {
  readonly status: number;
  readonly retry: boolean;
  constructor(message: string, status: number, retry: boolean) {
    super(message);
    this.status = status;
    this.retry = retry;
  }
}

const unreachable = (): ApiError =>
  new ApiError('Threadcoach can’t be reached. Is it still running in your terminal?', 0, true);

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`./api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    });
  } catch {
    throw unreachable();
  }
  return readAnswer<T>(response.status, await response.text());
}

/** The server is the one beside this page and speaks `wire.ts`; the casts rest on that. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- names what the caller knows to expect
function readAnswer<T>(status: number, text: string): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new ApiError('The server answered something unreadable. Please try again.', status, true);
  }
  if (status < 400) return json as T;
  const { error } = json as Partial<WireError>;
  throw new ApiError(error?.message ?? 'That didn’t work.', status, error?.retry ?? status >= 500);
}

const query = (values: Record<string, string | number>): string =>
  new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)])).toString();

export const newClientId = (): string => crypto.randomUUID();

export const fetchPeople = (): Promise<WirePeople> => call('GET', '/people');
export const fetchState = (as: string): Promise<WireState> => call('GET', `/state?${query({ as })}`);
export const fetchHistory = (as: string, channelId: string, before: number): Promise<WireHistory> =>
  call('GET', `/history?${query({ as, channelId, before })}`);

/** Each takes a `clientId` that stays the same when it is tried again: then nothing happens twice. */
export const sendMessage = (
  as: string,
  clientId: string,
  spot: Spot,
  text: string,
  fileIds: readonly string[],
): Promise<WireReply> => call('POST', '/messages', { as, clientId, ...spot, text, fileIds });
export const sendCommand = (as: string, clientId: string, spot: Spot, text: string): Promise<WireReply> =>
  call('POST', '/commands', { as, clientId, ...spot, text });
export const pressButton = (
  as: string,
  clientId: string,
  messageId: string,
  action: string,
  value: string,
): Promise<WireReply> => call('POST', '/actions', { as, clientId, messageId, action, value });
export const openForm = (as: string, spot: Spot, form: string, context: string): Promise<WireReply> =>
  call('POST', '/query', { kind: 'form.open', as, ...spot, form, context });
/** The form that a message's menu opens, with the message in it. */
export const openNoteOf = (as: string, spot: Spot, messageId: string): Promise<WireReply> =>
  call('POST', '/query', { kind: 'form.open', as, ...spot, form: 'note.create', context: '', messageId });
export const submitForm = (
  as: string,
  clientId: string,
  spot: Spot,
  form: { form: string; context: string; values: Record<string, string>; messageId?: string },
): Promise<WireReply> => call('POST', '/forms', { as, clientId, ...spot, ...form });
export const editMessage = (
  as: string,
  clientId: string,
  messageId: string,
  text: string,
): Promise<WireReply> => call('PATCH', `/messages/${messageId}`, { as, clientId, text });
export const deleteMessage = (as: string, clientId: string, messageId: string): Promise<WireReply> =>
  call('DELETE', `/messages/${messageId}`, { as, clientId });
export const complete = (as: string, spot: Spot, text: string): Promise<WireCompletions> =>
  call('POST', '/query', { kind: 'complete', as, ...spot, text });

export const findPeople = (as: string, spot: Spot, among: string, text: string): Promise<WireCompletions> =>
  call('POST', '/query', { kind: 'people', as, ...spot, among, text });

export const fileAddress = (as: string, fileId: string): string => `./api/files/${fileId}?${query({ as })}`;

/** XMLHttpRequest, because fetch tells no progress of what is sent. `onProgress` gets a share from 0 to 1. */
export function uploadFile(
  as: string,
  clientId: string,
  channelId: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<WireFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `./api/files?${query({ as, clientId, channelId, name: file.name })}`);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 1 : loaded / total),
    );
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer<WireFile>(request.status, request.responseText));
      } catch (error) {
        reject(error instanceof Error ? error : unreachable());
      }
    });
    request.send(file);
  });
}
