import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { SmtpServer } from '../../../src/mail/smtp-url.ts';

/** A mail that the server has taken: it would be delivered. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Headers and body, as they came. */
  raw: string;
  messageId: string;
}

type Step = 'rcpt' | 'data' | 'end';

/** What the server does at a step instead of going on: an answer, silence, or hanging up. */
type Conduct = { answer: number; text?: string } | 'hang up' | 'silence';

export interface MailServer {
  server: SmtpServer;
  url: string;
  /** Everything that was taken, oldest first. */
  received: ReceivedMail[];
  /** Dialogues begun. */
  connections(): number;
  /**
   * The next dialogues that come to a step go like this, one each; after them all is well. `end`: after the mail's last byte;
   * there `taken` says whether the server keeps the mail although its answer never arrives.
   */
  next(step: Step, conduct: Conduct, options?: { taken?: boolean }): void;
  close(): Promise<void>;
}

const refusal = ({ answer, text = 'as the test wants' }: { answer: number; text?: string }): Error =>
  Object.assign(new Error(text), { responseCode: answer });

const headerOf = (raw: string, name: string): string =>
  new RegExp(`^${name}: *(.*(?:\\r?\\n[ \\t].*)*)`, 'imu')
    .exec(raw)?.[1]
    ?.replace(/\r?\n[ \t]/gu, ' ')
    .trim() ?? '';

/** A real SMTP server, from the package of that name, that can be told to misbehave. */
export async function startMailServer(login?: { user: string; pass: string }): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const plans: { step: Step; conduct: Conduct; taken: boolean }[] = [];
  let dialogues = 0;
  const planned = (step: Step) => {
    const at = plans.findIndex((plan) => plan.step === step);
    return at === -1 ? undefined : plans.splice(at, 1)[0];
  };
  const sockets = new Map<string, { destroy(): void }>();
  const act = (session: SMTPServerSession, conduct: Conduct, callback: (error: Error) => void): void => {
    if (conduct === 'silence') return;
    if (conduct === 'hang up') sockets.get(`${session.remoteAddress}:${session.remotePort}`)?.destroy();
    else callback(refusal(conduct));
  };
  const smtp = new SMTPServer({
    authOptional: login === undefined,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onAuth({ username, password }, _session, callback) {
      if (username === login?.user && password === login?.pass) callback(null, { user: username });
      else callback(Object.assign(new Error('no'), { responseCode: 535 }));
    },
    onRcptTo(_address, session, callback) {
      const plan = planned('rcpt');
      if (plan === undefined) callback();
      else act(session, plan.conduct, callback);
    },
    onData(stream, session, callback) {
      const early = planned('data');
      if (early !== undefined && (early.conduct === 'hang up' || early.conduct === 'silence')) {
        act(session, early.conduct, callback);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const plan = early ?? planned('end');
        if (plan === undefined || plan.taken) {
          const raw = Buffer.concat(chunks).toString('utf8');
          const { mailFrom, rcptTo } = session.envelope;
          received.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw,
            messageId: headerOf(raw, 'Message-ID'),
          });
        }
        if (plan === undefined) callback();
        else act(session, plan.conduct, callback);
      });
    },
  });
  smtp.on('error', () => undefined);
  smtp.server.on('connection', (socket) => {
    dialogues += 1;
    const key = `${socket.remoteAddress ?? ''}:${socket.remotePort ?? 0}`;
    sockets.set(key, socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(key));
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  return {
    server: { host: '127.0.0.1', port, secure: false, ...(login === undefined ? {} : { login }) },
    url: `smtp://127.0.0.1:${port}`,
    received,
    connections: () => dialogues,
    next(step, conduct, { taken = false } = {}) {
      plans.push({ step, conduct, taken });
    },
    async close() {
      for (const socket of sockets.values()) socket.destroy();
      await new Promise<void>((resolve) => {
        smtp.close(() => resolve());
      });
    },
  };
}
