import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Formats that are read, and the old ones of Office, whose refusal names the cure. */
const isDocument = (name: string): boolean => /\.(?:md|markdown|txt|text|html?|pdf|docx?|pptx?)$/i.test(name);
/** Hidden files, and the locks that Office puts beside an open file. */
const isPassedOver = (name: string): boolean => name.startsWith('.') || name.startsWith('~$');

/**
 * The documents in a folder and its sub-folders, as paths inside it with `/`, sorted. Links are not followed: they could
 * lead out of the folder, or round in a circle.
 * @throws what the file system throws, such as for a folder that does not exist
 */
export async function listDocumentFiles(folder: string, inside = ''): Promise<string[]> {
  const names: string[] = [];
  for (const entry of await readdir(join(folder, inside), { withFileTypes: true })) {
    if (isPassedOver(entry.name)) continue;
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) names.push(...(await listDocumentFiles(folder, name)));
    else if (entry.isFile() && isDocument(entry.name)) names.push(name);
  }
  return names.toSorted();
}
