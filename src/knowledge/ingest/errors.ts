import { AppError } from '../../shared/errors.ts';

export const emptyText = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_001',
    message: 'the document holds no words',
    userMessage:
      'This file holds no text. Check that it is the right one, and save it again with its content.',
  });

export const tooLarge = (maxMegabytes: number): AppError =>
  new AppError({
    code: 'KNOWLEDGE_002',
    message: `the document is larger than ${maxMegabytes} MB`,
    userMessage: `This file is larger than ${maxMegabytes} MB. Split it into several documents, a topic each.`,
  });

export const notText = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_003',
    message: 'the content is binary, whatever its name says',
    userMessage:
      'This file has the name of a text file but holds something else. Save it as Markdown or plain text (UTF-8), and add it again.',
  });

export const unsupportedType = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_004',
    message: 'the media type is not one of those that can be read',
    userMessage:
      'Text can be Markdown (.md) or plain text (.txt). Save it in one of these, and add it again.',
  });

export const badName = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_007',
    message: 'the name of the document is empty or longer than 200 characters',
    userMessage: 'The document needs a name of 1 to 200 characters. Rename the file, and add it again.',
  });

export const wrongDimension = (model: string, expected: number, given: number): AppError =>
  new AppError({
    code: 'KNOWLEDGE_008',
    message: `${model} gave vectors of ${given} numbers where ${expected} were announced`,
    userMessage:
      'The embedding model does not fit its settings, so nothing was indexed. An admin can correct the model’s dimension in the configuration.',
  });

export const vectorStoreDown = (cause: unknown): AppError =>
  new AppError({
    code: 'KNOWLEDGE_009',
    message: 'the vector store did not take the vectors',
    retry: 'later',
    userMessage:
      'The vector store (Chroma) does not answer, so the index was not rebuilt. Search goes on by words alone; try again when it is back.',
    cause,
  });

export const stillGrowing = (): AppError =>
  new AppError({
    code: 'KNOWLEDGE_030',
    message: 'documents came in faster than the new model’s vectors',
    retry: 'later',
    userMessage:
      'New documents kept coming in while the index for the new embedding model was being built. The former model goes on serving; the rest is done by itself within minutes.',
  });
