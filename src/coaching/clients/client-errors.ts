import { AppError } from '../../shared/errors.ts';

/** Also said of clients who are somebody else's: that they exist is not given away. */
export const clientNotFound = (): AppError =>
  new AppError({
    code: 'CLIENT_001',
    message: 'client not found or not visible to the actor',
    userMessage: 'I cannot find that client among those you may see. List them with: client list',
  });

export const clientAddressTaken = (): AppError =>
  new AppError({
    code: 'CLIENT_002',
    message: 'another client has this address',
    userMessage:
      'Another client has this e-mail address already. Check the address, or change that client instead.',
  });

export const clientInvalid = (faults: readonly string[]): AppError =>
  new AppError({
    code: 'CLIENT_003',
    message: 'a client with faulty fields',
    userMessage: `I could not save this client: ${faults.join('; ')}.`,
  });

export const clientImportFaulty = (faults: readonly string[]): AppError =>
  new AppError({
    code: 'CLIENT_004',
    message: `${faults.length} faults in the import file`,
    userMessage: `Nothing was imported, because the file has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults
      .slice(0, 20)
      .map((fault) => `  - ${fault}`)
      .join('\n')}${faults.length > 20 ? '\n  …' : ''}`,
  });

export const clientFileUnreadable = (fileName: string, line: number | undefined, cause: unknown): AppError =>
  new AppError({
    code: 'CLIENT_005',
    message: 'the client file cannot be read',
    userMessage: `${fileName} is no CSV with a header line${line === undefined ? '' : `: look at line ${line}, where a comma inside a value needs quotes`}. Columns: name, email, phone, timezone, tags (parted by “;”).`,
    cause,
  });
