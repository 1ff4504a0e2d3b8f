/** Where mail is handed over. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (`smtps`); otherwise STARTTLS where the server offers it, and always before a login. */
  secure: boolean;
  login?: { user: string; pass: string };
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `smtps://user:pass@host:465` or `smtp://host:587`; user and password percent-encoded. @param url checked by the settings */
export function parseSmtpUrl(url: string): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/gu, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === '' ? {} : { login: { user: decode(username), pass: decode(password) } }),
  };
}
