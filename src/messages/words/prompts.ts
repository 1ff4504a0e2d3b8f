/** What the assistant says about the prompts that models get; a part of `en.ts`. */
export const promptWords = {
  title: 'What models are told',
  intro: 'Each prompt has a version, which is recorded with every call. Say **/prompts coach** to read one.',
  version: (version: string) => `Version ${version}`,
  reply: 'What the model must answer with',
  freeText: 'The model answers in free text and with tools.',
  footer: 'Only you can see this. What people write is no part of a prompt.',
} as const;
