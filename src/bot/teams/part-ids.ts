/**
 * A message that was cut into several activities is still one message to everyone else: its id names them all, so that
 * an edit finds each of them. Teams' ids hold no blanks.
 */
export const idOfParts = (ids: readonly string[]): string => ids.filter((id) => id !== '').join(' ');
export const partsOfId = (messageId: string): string[] => messageId.split(' ');
