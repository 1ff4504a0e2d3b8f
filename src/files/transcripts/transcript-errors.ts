import { AppError } from '../../shared/errors.ts';

const example = 'Priya: I called the customer back.\nNaomi: How did it go?';

export const transcriptFaults = {
  unknownFormat: {
    code: 'TRANSCRIPT_001',
    message: 'the file is no transcript format that is known',
    userMessage: `I could not read this as a transcript. I read subtitle files (VTT, SRT), what Zoom, Teams, Otter and Google Meet export (VTT, TXT, DOCX), and plain text with one speaker’s name before each turn, such as:\n${example}`,
  },
  tooLarge: {
    code: 'TRANSCRIPT_002',
    message: 'the file is larger than the limit',
    userMessage:
      'This file is larger than 20 MB, which is more than I take. Export the transcript as text (VTT, SRT or TXT) without audio or pictures, or split it in two.',
  },
  timeout: {
    code: 'TRANSCRIPT_003',
    message: 'parsing took longer than the limit',
    userMessage:
      'Reading this file took too long, so I stopped. Export the transcript again as VTT, SRT or TXT, or split it in two.',
  },
  memory: {
    code: 'TRANSCRIPT_004',
    message: 'parsing took more memory than the limit',
    userMessage:
      'Reading this file took more memory than I may use, so I stopped. Export the transcript again as VTT, SRT or TXT, or split it in two.',
  },
  binary: {
    code: 'TRANSCRIPT_005',
    message: 'the file is not text',
    userMessage: `This file is not text, so there is no transcript in it that I could read. Export the transcript as VTT, SRT or TXT, for example:\n${example}`,
  },
  empty: {
    code: 'TRANSCRIPT_006',
    message: 'the file holds no words',
    userMessage: `There are no words in this file. Upload a transcript with at least one turn, for example:\n${example}`,
  },
  crash: {
    code: 'TRANSCRIPT_007',
    message: 'the parser stopped unexpectedly',
    userMessage:
      'I could not read this file. Export the transcript again as VTT, SRT or TXT and upload it once more; if that fails too, tell your admin.',
  },
  notInDocument: {
    code: 'TRANSCRIPT_008',
    message: 'the Word file holds no transcript',
    userMessage: `I could not find a transcript in this Word file. I read the ones that Teams and Google Meet export, and turns that begin with the speaker’s name, such as:\n${example}`,
  },
  pdf: {
    code: 'TRANSCRIPT_009',
    message: 'the file is a PDF',
    userMessage: `I do not read transcripts from PDF files, because the order of their lines gets lost. Export the transcript as VTT, DOCX or TXT, for example:\n${example}`,
  },
  media: {
    code: 'TRANSCRIPT_010',
    message: 'the file is a recording',
    userMessage: `This is a recording, and I read transcripts only. Open the meeting in Zoom, Teams, Meet or Otter, export its transcript as VTT, DOCX or TXT, and upload that. It looks like this:\n${example}`,
  },
  office: {
    code: 'TRANSCRIPT_011',
    message: 'the file is an Office file of another kind, or protected by a password',
    userMessage: `I cannot read a transcript from this kind of Office file, nor from one with a password. Save it as DOCX or TXT with one speaker’s name before each turn, such as:\n${example}`,
  },
  damaged: {
    code: 'TRANSCRIPT_012',
    message: 'the Word file cannot be unpacked',
    userMessage:
      'This Word file is damaged, or larger inside than I take. Open it, save it again as DOCX, or copy the transcript into a TXT file, and upload that.',
  },
} as const satisfies Record<string, { code: `TRANSCRIPT_${string}`; message: string; userMessage: string }>;

export type TranscriptFault = keyof typeof transcriptFaults;

/** Thrown inside the parser; crosses the thread as its name, and leaves the room as AppError. */
export class TranscriptFaultError extends Error {
  override readonly name = 'TranscriptFaultError';
  readonly fault: TranscriptFault;

  constructor(fault: TranscriptFault) {
    super(transcriptFaults[fault].message);
    this.fault = fault;
  }
}

export function transcriptError(fault: TranscriptFault, cause?: unknown): AppError {
  return new AppError({
    ...transcriptFaults[fault],
    retry: 'never',
    ...(cause === undefined ? {} : { cause }),
  });
}
