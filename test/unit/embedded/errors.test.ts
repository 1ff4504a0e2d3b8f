import type { AppError } from '../../../src/shared/errors.ts';
import { diskFull, saysDiskFull, toDataFolderError } from '../../../src/embedded/errors.ts';

const systemError = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: it says`), { code, path });

it.each([
  ['EACCES', 'permission denied'],
  ['EROFS', 'read-only file system'],
  ['ENOTDIR', 'a part of its path is a file'],
  ['EIO', 'EIO: it says'],
])('turns %s into one line that names the reason and the setting', (code, reason) => {
  const error = toDataFolderError(systemError(code), '/data');
  expect(error).toMatchObject({ code: 'EMBEDDED_002', retry: 'never' });
  expect(error.userMessage).toContain(reason);
  expect(error.userMessage).toContain('THREADCOACH_DATA_DIR');
  expect(error.userMessage).not.toContain('\n');
});

it('names the file inside the folder that is in the way', () => {
  expect(toDataFolderError(systemError('EACCES', '/data/lock/lock-1'), '/data').userMessage).toContain(
    '/data/lock/lock-1',
  );
});

it('knows a full disk from the system and from a server that says so', () => {
  expect(toDataFolderError(systemError('ENOSPC'), '/data')).toMatchObject({
    code: 'EMBEDDED_003',
    retry: 'later',
  });
  expect(saysDiskFull('FATAL:  could not write lock file: No space left on device')).toBe(true);
  expect(saysDiskFull('FATAL:  could not bind')).toBe(false);
});

it('leaves an error that already names its cure', () => {
  const known: AppError = diskFull('/data');
  expect(toDataFolderError(known, '/data')).toBe(known);
});
