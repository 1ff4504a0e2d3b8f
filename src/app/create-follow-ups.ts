import type { MailPace, MailTransport } from '../coaching/follow-ups/mail-ports.ts';
import type {
  FollowUpEditor,
  FollowUpRepository,
  FollowUpWriter,
  MomentReader,
} from '../coaching/follow-ups/ports.ts';
import type { Config } from '../config/read-config.ts';
import type { Database } from '../data/database.ts';
import { createFollowUpRepository } from '../data/follow-ups/follow-up-repository.ts';
import { createMailPace } from '../data/follow-ups/mail-pace.ts';
import type { ScopedPool } from '../data/scoped-pool.ts';
import { createSmtpTransport } from '../mail/smtp-transport.ts';
import { parseSmtpUrl } from '../mail/smtp-url.ts';
import { chronoMomentReader } from '../models/follow-ups/chrono-moment-reader.ts';
import { createHostedEditor, createHostedWriter, noWriter } from '../models/follow-ups/hosted-writer.ts';
import { offlineEditor } from '../models/follow-ups/offline-editor.ts';
import type { SummaryModelOptions } from '../models/summaries/summary-models.ts';

/** What follow-ups are drafted with, kept in and sent through. */
export interface FollowUpParts {
  followUps: FollowUpRepository;
  writer: FollowUpWriter;
  editor: FollowUpEditor;
  moments: MomentReader;
  pace: MailPace;
  /** Undefined: SMTP_URL is not set. */
  mail?: MailTransport;
}

export function createFollowUpParts(
  config: Pick<Config, 'mail'>,
  { database, pool }: { database: Database; pool: ScopedPool },
  { model, logger, requireOffline = () => false }: SummaryModelOptions,
): FollowUpParts {
  const hosted = model === undefined ? undefined : { model, logger, requireOffline };
  return {
    followUps: createFollowUpRepository(database),
    writer: hosted === undefined ? noWriter : createHostedWriter(hosted),
    editor: hosted === undefined ? offlineEditor : createHostedEditor({ ...hosted, offline: offlineEditor }),
    moments: chronoMomentReader,
    pace: createMailPace(pool),
    ...(config.mail === undefined
      ? {}
      : { mail: createSmtpTransport({ server: parseSmtpUrl(config.mail.url), from: config.mail.from }) }),
  };
}
