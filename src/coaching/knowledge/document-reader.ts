/** A file as text that can be split: Markdown for everything that has structure. */
export interface ReadDocument {
  /** Headings with `#`, numbered steps, bullets and tables as Markdown writes them. Text files keep every character. */
  text: string;
  /** Of the file's content, e.g. `application/pdf`; not what its name or its sender says. */
  mimeType: string;
}

/** Reads Markdown, TXT, HTML, PDF, DOCX and PPTX. What a file is, its content decides. */
export interface DocumentReader {
  /**
   * @param fileName only to tell text formats apart, and to refuse a name that promises another kind of file
   * @throws AppError KNOWLEDGE_010 to KNOWLEDGE_022, `retry: never`, with a cure
   */
  read(fileName: string, bytes: Uint8Array): Promise<ReadDocument>;
}
