export interface PlaygroundUser {
  id: string;
  name: string;
  userPrincipleName: string;
  aadObjectId: string;
  givenName: string;
  surname: string;
  email: string;
}
export interface PlaygroundConfig {
  version: string;
  tenantId: string;
  bot: { id: string; name: string };
  currentUser: PlaygroundUser;
  users: PlaygroundUser[];
  personalChat: { id: string };
  groupChat: { id: string; name: string };
  team: { id: string; name: string; aadGroupId: string; channels: { id: string; name: string }[] };
}
export declare const playgroundBot: { id: string; name: string };
export declare const playgroundChats: { personal: string; group: string; team: string };
export declare function playgroundConfig(
  organization: {
    name: string;
    installations: readonly { platform: string; externalId: string }[];
    people: readonly { email: string; name: string; teamLeader?: string | null; manager?: string | null }[];
    channels: readonly { name: string }[];
  },
  asEmail: string,
): PlaygroundConfig;
