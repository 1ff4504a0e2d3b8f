import { talkAboutMeetings } from '../../agent/tools/meeting-talk.ts';
import { readMeetingWords } from '../../coaching/one-on-ones/read-meeting-words.ts';
import type { TextHandler } from '../handle-message.ts';
import { refusing } from '../knowledge/refusing.ts';
import type { ContextOf } from '../turn-context.ts';
import { createMeetingActions } from './meeting-actions.ts';
import { createMeetingCommands } from './meeting-commands.ts';
import { isDirect } from './meeting-effects.ts';
import { createMeetingForms } from './meeting-forms.ts';
import { createMeetingThread } from './meeting-thread.ts';
import type { MeetingTurnDeps } from './meeting-turn-deps.ts';

/** Plain wishes about 1:1s, read by rule before any model; answered to the person alone, wherever they are said. */
function createMeetingWords(deps: MeetingTurnDeps): TextHandler {
  return async (context) => {
    const wish = readMeetingWords(context.turn.text);
    if (wish === undefined) return false;
    let taken = true;
    await refusing(async (same: ContextOf<'message'>) => {
      const { actor, event, reply } = same;
      const view = await talkAboutMeetings(deps, { actor, turnId: event.id, direct: isDirect(same) }, wish);
      taken = view !== undefined;
      if (view !== undefined) await reply.sendPrivately(view);
    })(context);
    return taken;
  };
}

/** 1:1s in chat: for `create-turn-deps.ts`. */
export function createMeetingTurns(deps: MeetingTurnDeps) {
  const forms = createMeetingForms(deps);
  return {
    commands: createMeetingCommands(deps),
    actions: { ...createMeetingActions(deps), ...forms.actions },
    forms: forms.forms,
    formQueries: forms.queries,
    /** Before small talk: in the thread of a running 1:1 everything but a question is a note. */
    thread: createMeetingThread(deps),
    takeWords: createMeetingWords(deps),
  };
}
