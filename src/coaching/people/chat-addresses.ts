/** Where a person is known in chat: one for each installation that they were matched in. */
export interface ChatAddress {
  platform: string;
  /** The platform's id of the installation. */
  installationId: string;
  platformUserId: string;
}

export interface ChatAddresses {
  /** Of active installations, the latest verified first. */
  of(organizationId: string, userId: string): Promise<ChatAddress[]>;
  /** When something was last heard from each of these conversations, by key; those never heard from are left out. */
  heardAt(organizationId: string, conversationKeys: readonly string[]): Promise<Map<string, Date>>;
}
