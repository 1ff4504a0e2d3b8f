import type { Message } from '../messages/message.ts';
import { saysWhoCanSee } from '../messages/views/audience-line.ts';
import { words } from '../messages/words/en.ts';
import type { ChatPlatform, MessageStream, Target } from './chat-platform.ts';
import { labelOf } from './place.ts';

/** Who sees what is sent to this target. */
const audienceOf = ({ place, onlyFor }: Target): string =>
  place.kind === 'direct' || onlyFor !== undefined
    ? words.audience.direct
    : words.audience.shared(labelOf(place));

function withAudience(target: Target, message: Message): Message {
  const { footer } = message;
  if (footer !== undefined && saysWhoCanSee(footer)) return message;
  const line = audienceOf(target);
  return { ...message, footer: footer === undefined ? line : `${line} ${footer}` };
}

/**
 * The platform, whose every message says who can see it: views that know better say it themselves, to all others the
 * line of the place is added here. Whatever is sent, edited or streamed passes through one of these, so no way of sending
 * can forget it.
 */
export function sayWhoCanSee(platform: ChatPlatform): ChatPlatform {
  const streamTo = (target: Target, stream: MessageStream): MessageStream => ({
    messageId: stream.messageId,
    append: (markdown) => stream.append(markdown),
    finish: (message) => stream.finish(withAudience(target, message)),
  });
  const sendFile = platform.sendFile?.bind(platform);
  return {
    ...platform,
    post: (target, message, deliveryId) => platform.post(target, withAudience(target, message), deliveryId),
    update: (target, messageId, message) => platform.update(target, messageId, withAudience(target, message)),
    async startStream(target, deliveryId) {
      const stream = await platform.startStream(target, deliveryId);
      return stream && streamTo(target, stream);
    },
    resumeStream: async (target, messageId) =>
      streamTo(target, await platform.resumeStream(target, messageId)),
    ...(sendFile === undefined
      ? {}
      : {
          sendFile: (target, file, deliveryId) =>
            sendFile(target, { ...file, message: withAudience(target, file.message) }, deliveryId),
        }),
  };
}
