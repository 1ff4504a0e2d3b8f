import { AIMessage, HumanMessage } from '@langchain/core/messages';
import type { BaseMessage } from '@langchain/core/messages';
import type { ConversationMessage } from '../coaching/conversations/conversation.ts';
import { historyCharacters, historyMessageCharacters, questionCharacters } from './limits.ts';

/** What the model reads of the conversation: the newest messages that fit, then the question. */
export function conversationWindow(history: readonly ConversationMessage[], question: string): BaseMessage[] {
  const window: BaseMessage[] = [];
  let left = historyCharacters;
  for (const { role, text } of [...history].reverse()) {
    // Marks of an earlier answer would name passages that this run has not found.
    const shown = shorten(text.replace(/\s*\[\d{1,3}\]/g, ''), historyMessageCharacters);
    if (shown.trim() === '') continue;
    if (shown.length > left) break;
    left -= shown.length;
    window.unshift(role === 'user' ? new HumanMessage(shown) : new AIMessage(shown));
  }
  return [...window, new HumanMessage(shorten(question, questionCharacters))];
}

/** Keeps the beginning and the end, where people put what they want. */
function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = Math.floor(limit / 5);
  return `${text.slice(0, limit - end)}\n[…]\n${text.slice(text.length - end)}`;
}
