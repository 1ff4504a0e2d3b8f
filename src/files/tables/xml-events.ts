import { Parser } from 'saxen';
import { tableError } from './table-errors.ts';

export interface XmlTaker {
  /** Names are without their prefix. */
  open(name: string, attributes: () => Record<string, string>): void;
  close(name: string): void;
  /** Decoded; may come in several pieces. */
  text(text: string): void;
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
};

/**
 * Reads XML piece by piece. Nothing is fetched, and a document type, which could define entities, is refused.
 * @throws AppError IMPORT_005
 */
export class XmlEvents {
  readonly #parser = new Parser();
  readonly #decoder = new TextDecoder();

  constructor(taker: XmlTaker) {
    const refuse = (cause?: unknown): never => {
      throw tableError('damaged', { cause });
    };
    this.#parser
      .on('openTag', (name, attributes, decode) =>
        taker.open(localName(name), () => {
          const all = attributes();
          for (const key of Object.keys(all)) all[key] = decode(all[key] ?? '');
          return all;
        }),
      )
      .on('closeTag', (name) => taker.close(localName(name)))
      .on('text', (text, decode) => taker.text(decode(text)))
      .on('cdata', (text) => taker.text(text))
      .on('attention', refuse)
      .on('error', refuse);
  }

  write(bytes: Uint8Array): void {
    this.#parser.write(this.#decoder.decode(bytes, { stream: true }));
  }

  end(): void {
    this.#parser.write(this.#decoder.decode()).end();
  }
}
