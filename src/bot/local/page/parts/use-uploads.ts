import { useCallback, useState } from 'preact/hooks';
import type { WireFile } from '../../wire.ts';
import { ApiError, newClientId, uploadFile } from '../net/api.ts';

export interface Upload {
  clientId: string;
  source: File;
  /** From 0 to 1. */
  share: number;
  done?: WireFile;
  failed?: string;
}

/** The server's limit; told here already, before 20 MB travel for nothing. */
const maxFileBytes = 20 * 1024 * 1024;
const tooLarge = 'larger than 20 MB – please send a smaller file';

export interface Uploads {
  uploads: readonly Upload[];
  add: (files: Iterable<File>) => void;
  retry: (upload: Upload) => void;
  remove: (clientId: string) => void;
  clear: () => void;
}

/** Files that go up while one still types. */
export function useUploads(viewerId: string, channelId: string): Uploads {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);

  const patch = useCallback((clientId: string, change: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.clientId === clientId ? { ...one, ...change } : one)));
  }, []);

  const start = useCallback(
    ({ clientId, source }: Upload) => {
      uploadFile(viewerId, clientId, channelId, source, (share) => patch(clientId, { share })).then(
        (done) => patch(clientId, { done, share: 1 }),
        (error: unknown) =>
          patch(clientId, { failed: error instanceof ApiError ? error.message : 'not uploaded' }),
      );
    },
    [viewerId, channelId, patch],
  );

  return {
    uploads,
    add: useCallback(
      (files) => {
        const added = [...files].map((source): Upload => ({
          clientId: newClientId(),
          source,
          share: 0,
          ...(source.size > maxFileBytes ? { failed: tooLarge } : {}),
        }));
        setUploads((all) => [...all, ...added]);
        for (const upload of added) if (upload.failed === undefined) start(upload);
      },
      [start],
    ),
    retry: useCallback(
      (upload) => {
        const { clientId, source } = upload;
        const fresh: Upload = { clientId, source, share: 0 };
        setUploads((all) => all.map((one) => (one.clientId === upload.clientId ? fresh : one)));
        start(fresh);
      },
      [start],
    ),
    remove: useCallback(
      (clientId) => setUploads((all) => all.filter((one) => one.clientId !== clientId)),
      [],
    ),
    clear: useCallback(() => setUploads([]), []),
  };
}
