import { AppError } from '../../shared/errors.ts';

/** Size of a document's file, in bytes: 20 MB. */
export const maxDocumentBytes = 20 * 1024 * 1024;

const readable = 'Markdown, text, HTML, PDF, Word (.docx) or PowerPoint (.pptx)';

export const documentFaults = {
  empty: {
    code: 'KNOWLEDGE_010',
    message: 'the file has 0 bytes',
    userMessage:
      'This file is empty (0 bytes). Save it again with its content, wait until it is fully copied or synchronised, and add it once more.',
  },
  tooLarge: {
    code: 'KNOWLEDGE_011',
    message: 'the file is larger than the limit',
    userMessage:
      'This file is larger than 20 MB, which is more than I take. Take out the pictures, or split it into several documents, a topic each.',
  },
  scanned: {
    code: 'KNOWLEDGE_012',
    message: 'the PDF has pages but no text',
    userMessage:
      'This PDF holds pictures of pages and no text, as scanners make them. Run text recognition (OCR) over it and save it as a searchable PDF, or add the original Word file.',
  },
  password: {
    code: 'KNOWLEDGE_013',
    message: 'the file is protected by a password',
    userMessage:
      'This file is protected by a password, so I cannot read it. Save a copy without the password, and add that.',
  },
  damaged: {
    code: 'KNOWLEDGE_014',
    message: 'the file is damaged or cut short',
    userMessage:
      'This file is damaged or was not copied to its end. Open it in its own program, save it anew, and add it once more.',
  },
  legacyOffice: {
    code: 'KNOWLEDGE_015',
    message: 'the file is in the binary format of Office before 2007',
    userMessage:
      'This is the old format of Word or PowerPoint (.doc, .ppt). Open it, choose “Save as” with .docx or .pptx, and add that.',
  },
  zipBomb: {
    code: 'KNOWLEDGE_016',
    message: 'the file unpacks to far more than a document holds',
    userMessage:
      'This file would unpack to far more than a document holds, so I stopped. If it is a real document, open it, copy its text into a new one, and add that.',
  },
  timeout: {
    code: 'KNOWLEDGE_017',
    message: 'reading took longer than the limit',
    userMessage:
      'Reading this file took too long, so I stopped. Split it into several documents, or save its text as Markdown or TXT, and add that.',
  },
  memory: {
    code: 'KNOWLEDGE_018',
    message: 'reading took more memory than the limit',
    userMessage:
      'Reading this file took more memory than I may use, so I stopped. Split it into several documents, or save its text as Markdown or TXT, and add that.',
  },
  crash: {
    code: 'KNOWLEDGE_019',
    message: 'the reader stopped unexpectedly',
    userMessage:
      'I could not read this file. Save it anew, or save its text as Markdown or TXT, and add that; if that fails too, tell whoever runs Threadcoach.',
  },
  misnamed: {
    code: 'KNOWLEDGE_020',
    message: 'the content is of another kind than the name says',
    userMessage:
      'This file holds something else than the ending of its name says. Give it the ending that fits its content, or export it anew, and add it once more.',
  },
  noWords: {
    code: 'KNOWLEDGE_021',
    message: 'the file can be opened but holds no words',
    userMessage:
      'There are no words in this file, perhaps only pictures. Check that it is the right one; text inside pictures must be written out.',
  },
  unsupported: {
    code: 'KNOWLEDGE_022',
    message: 'the file is of a kind that is not read',
    userMessage: `I cannot read this kind of file. Documents can be ${readable}: save it as one of these, and add that.`,
  },
} as const satisfies Record<string, { code: `KNOWLEDGE_${string}`; message: string; userMessage: string }>;

export type DocumentFault = keyof typeof documentFaults;

/** Thrown inside the readers; crosses the thread as its name, and leaves the room as AppError. */
export class DocumentFaultError extends Error {
  override readonly name = 'DocumentFaultError';
  readonly fault: DocumentFault;

  constructor(fault: DocumentFault, cause?: unknown) {
    super(documentFaults[fault].message, cause === undefined ? undefined : { cause });
    this.fault = fault;
  }
}

export function documentError(fault: DocumentFault, cause?: unknown): AppError {
  return new AppError({
    ...documentFaults[fault],
    retry: 'never',
    ...(cause === undefined ? {} : { cause }),
  });
}
