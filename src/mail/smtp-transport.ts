import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { MailOutcome, MailTransport } from '../coaching/follow-ups/mail-ports.ts';
import { AppError } from '../shared/errors.ts';
import { buildMessage } from './build-message.ts';
import { outcomeOfFailure } from './smtp-errors.ts';
import type { SmtpServer } from './smtp-url.ts';

export interface SmtpTransportOptions {
  server: SmtpServer;
  /** Address of SMTP_FROM. */
  from: string;
  /** For a connection and its TLS. @default 10,000 */
  connectTimeoutMs?: number;
  /** For each answer of the server. @default 30,000 */
  answerTimeoutMs?: number;
}

/**
 * Mail by SMTP. It speaks through nodemailer's connection rather than its pool: the pool sends a mail again by itself when a
 * connection drops, and cannot say when the server has agreed to take it. Each mail has a connection of its own.
 */
export function createSmtpTransport(options: SmtpTransportOptions): MailTransport {
  const { server, from, connectTimeoutMs = 10_000, answerTimeoutMs = 30_000 } = options;
  const domain = from.slice(from.lastIndexOf('@') + 1);

  /** Connected and logged in. */
  async function open(): Promise<SMTPConnection> {
    const { host, port, secure, login } = server;
    const connection = new SMTPConnection({
      host,
      port,
      secure,
      // A password never travels in the open.
      requireTLS: login !== undefined && !secure && !isLoopback(host),
      name: domain,
      connectionTimeout: connectTimeoutMs,
      greetingTimeout: connectTimeoutMs,
      dnsTimeout: connectTimeoutMs,
      socketTimeout: answerTimeoutMs,
      logger: false,
    });
    try {
      await done((callback) => {
        connection.once('error', callback);
        connection.connect((error) => callback(error ?? null));
      });
      if (login !== undefined) await done((callback) => connection.login({ ...login }, callback));
    } catch (error) {
      connection.on('error', ignore);
      connection.close();
      throw error;
    }
    connection.removeAllListeners('error');
    // What breaks later is told to `send`, which waits for it.
    connection.on('error', ignore);
    return connection;
  }

  return {
    domain,
    async send(mail, { beforeHandOver, signal }): Promise<MailOutcome> {
      if (signal?.aborted === true) return { kind: 'withheld' };
      const bytes = await buildMessage(mail, from);
      let connection: SMTPConnection | undefined;
      const gate = createGate(bytes, beforeHandOver);
      try {
        connection = await open();
        const opened = connection;
        await done((callback) => {
          opened.send({ from, to: mail.to.address, size: bytes.length }, gate.stream, (error) =>
            callback(error),
          );
        });
        // A polite end; what becomes of it changes nothing.
        opened.quit();
        connection = undefined;
        return { kind: 'accepted' };
      } catch (error) {
        if (gate.fault !== undefined) throw gate.fault.error;
        if (gate.state === 'withheld') return { kind: 'withheld' };
        return outcomeOfFailure(error, gate.state === 'open');
      } finally {
        // Where the mail was not taken, nothing more may be read from this connection.
        connection?.close();
      }
    },
    async verify() {
      try {
        (await open()).close();
      } catch (error) {
        const outcome = outcomeOfFailure(error, false);
        throw new AppError({
          code: 'MAIL_002',
          message: 'the mail server does not answer, or refuses the login',
          retry: 'later',
          userMessage:
            outcome.kind === 'refused' && outcome.trouble === 'login'
              ? 'The mail server refuses the login. Check user and password in SMTP_URL.'
              : 'The mail server cannot be reached. Check host, port and TLS in SMTP_URL.',
          cause: error,
        });
      }
    },
  };
}

/**
 * The mail as a stream that nodemailer begins to read once the server has said "go ahead" (354), and that asks first. Until
 * it is open not one byte has gone, and without the last line of the mail a server drops what it has.
 */
function createGate(bytes: Buffer, beforeHandOver: () => Promise<boolean>) {
  const gate: { stream: Readable; state: 'shut' | 'open' | 'withheld'; fault?: { error: unknown } } = {
    state: 'shut',
    stream: new Readable({
      read() {
        if (gate.state !== 'shut') return;
        beforeHandOver().then(
          (yes) => {
            gate.state = yes ? 'open' : 'withheld';
            if (!yes) {
              this.destroy(new Error('withheld'));
              return;
            }
            this.push(bytes);
            this.push(null);
          },
          (error: unknown) => {
            gate.state = 'withheld';
            gate.fault = { error };
            this.destroy(new Error('withheld'));
          },
        );
      },
    }),
  };
  return gate;
}

const ignore = (): void => undefined;
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./u.test(host);

function done(work: (callback: (error: Error | null) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}
