/** The part of saxen that workbooks are read with; the package has no types. */
declare module 'saxen' {
  type Decode = (text: string) => string;

  export class Parser {
    on(
      event: 'openTag',
      take: (
        name: string,
        attributes: () => Record<string, string>,
        decode: Decode,
        selfClosing: boolean,
      ) => void,
    ): this;
    on(event: 'closeTag', take: (name: string, decode: Decode, selfClosing: boolean) => void): this;
    on(event: 'text', take: (text: string, decode: Decode) => void): this;
    on(event: 'cdata' | 'attention', take: (text: string) => void): this;
    on(event: 'error', take: (error: Error) => void): this;
    /** A piece of a document; it may end anywhere. */
    write(text: string): this;
    /** @returns what was wrong */
    end(): Error | null | undefined;
  }
}
