import type { Platform } from '../turn.ts';

/**
 * An address that opens a chat of these people, where the platform has one. Bots may not create group chats in Teams without
 * far wider permissions, but a link may; it names people by their sign-in name.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
 */
export function chatLink(platform: Platform, emails: readonly string[], topic: string): string | undefined {
  if (platform !== 'teams') return undefined;
  const users = emails.map((email) => encodeURIComponent(email)).join(',');
  return `https://teams.microsoft.com/l/chat/0/0?users=${users}&topicName=${encodeURIComponent(topic)}`;
}
