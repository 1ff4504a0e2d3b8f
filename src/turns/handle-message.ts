import type { Audience } from '../coaching/access/audience.ts';
import { helloView, helpView, sayView } from '../messages/views/talk.ts';
import { audienceLine } from '../messages/views/audience-line.ts';
import { words } from '../messages/words/en.ts';
import type { ContextOf } from './turn-context.ts';
import { smallTalkOf } from './small-talk.ts';

/** Longer text is not a question: it is asked for as a file. Characters (UTF-16 units). */
export const maxQuestionLength = 12_000;

/** Takes free text that it knows by rule. @returns false when it is not meant, and nothing was said */
export type TextHandler = (context: ContextOf<'message'>) => Promise<boolean>;

export interface MessageHandlers {
  question: (context: ContextOf<'message'>) => Promise<void>;
  /** Takes words where everything that is said is kept, small talk included. Default: nowhere. */
  first?: TextHandler;
  /** Takes "ok", "good" and the like where something waits for them. Default: they are small talk. */
  agreed?: TextHandler;
  files: (context: ContextOf<'message'>) => Promise<void>;
  /** Questions that the knowledge base answers for everyone here; never throws. Default: the demo's examples. */
  starters?: (audience: Audience) => Promise<readonly string[]>;
}

/** Free text and files: what needs no model is answered here, the rest goes to the agent or to the transcript reader. */
export const createMessageHandler =
  (handlers: MessageHandlers) =>
  async (context: ContextOf<'message'>): Promise<void> => {
    const { turn, reply, audience } = context;
    const say = (name: string, text: string) =>
      reply.send(sayView(`talk.${name}`, text, audienceLine(audience)));
    if (turn.text.length > maxQuestionLength) {
      await say('too-long', words.tooLong(turn.text.length, maxQuestionLength));
      return;
    }
    if (turn.files.length > 0) return handlers.files(context);
    if (turn.text.trim() === '') {
      await say('empty', turn.unreadable ? words.unreadable : words.empty);
      return;
    }
    if (await handlers.first?.(context)) return;
    const talk = smallTalkOf(turn.text);
    // A lone 🤔 or "…" asks nothing.
    if (talk === undefined && !/[\p{L}\p{N}]/u.test(turn.text)) {
      await say('empty', words.empty);
      return;
    }
    switch (talk) {
      case 'hello':
        await reply.send(helloView(audience, await handlers.starters?.(audience)));
        return;
      case 'help':
        await reply.send(helpView(audience, await handlers.starters?.(audience)));
        return;
      case 'thanks':
        await say('thanks', words.thanks);
        return;
      case 'agreed':
        if (await handlers.agreed?.(context)) return;
        await say('agreed', words.agreed);
        return;
      case undefined:
        return handlers.question(context);
    }
  };
