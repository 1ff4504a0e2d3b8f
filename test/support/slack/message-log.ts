import { EventEmitter } from 'node:events';
import type { Json, StandInMessage } from './types.ts';

/** Everything shown in the workspace, kept so that a test can wait for it instead of asking again and again. */
export function createMessageLog() {
  const messages = new Map<string, StandInMessage>();
  const changed = new EventEmitter();
  changed.setMaxListeners(0);
  const keyOf = (channel: string, ts: string): string => `${channel}:${ts}`;

  return {
    put(message: StandInMessage): void {
      messages.set(keyOf(message.channel, message.ts), message);
      changed.emit('change', message);
    },
    get: (channel: string, ts: string) => messages.get(keyOf(channel, ts)),
    remove(channel: string, ts: string): void {
      messages.delete(keyOf(channel, ts));
    },
    all: (): StandInMessage[] => [...messages.values()],
    /** The first message, present or to come, that fits. */
    waitFor(fits: (message: StandInMessage) => boolean, timeoutMs: number): Promise<StandInMessage> {
      const present = [...messages.values()].find(fits);
      if (present) return Promise.resolve(present);
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          changed.off('change', look);
          const seen = [...messages.values()].map(
            (one) => `  ${one.user}: ${visibleText(one).slice(0, 200)}`,
          );
          reject(new Error(`no such message within ${timeoutMs} ms; there are:\n${seen.join('\n')}`));
        }, timeoutMs);
        function look(message: StandInMessage) {
          if (!fits(message)) return;
          clearTimeout(timer);
          changed.off('change', look);
          resolve(message);
        }
        changed.on('change', look);
      });
    },
  };
}

/** What a person reads: the blocks' words if there are blocks, else the text. */
export function visibleText(message: Pick<StandInMessage, 'text' | 'blocks'>): string {
  return message.blocks.length === 0 ? message.text : message.blocks.map(wordsOf).join('\n');
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('');
  if (typeof value !== 'object' || value === null) return '';
  const node = value as Json;
  if (typeof node.text === 'string') return node.text;
  return [node.text, node.fields, node.elements].map(wordsOf).filter(Boolean).join(' ');
}
