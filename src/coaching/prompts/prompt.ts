/** What a model is told by the product, at one version. A change of wording is a new version. */
export interface Prompt {
  /** e.g. `coach`. */
  name: string;
  /** e.g. `coach@1`, recorded with each call. */
  version: string;
  /** What it is for, in a few words. */
  purpose: string;
  /** The instructions, as the model gets them. What people write is not in here. */
  text: string;
  /** What the model must answer with, where it does not answer in free text. */
  reply: readonly PromptField[];
}

export interface PromptField {
  /** e.g. `lines[].evidence[].quote`. */
  field: string;
  /** e.g. `text`, `number`, `one of: wins, challenges`. */
  type: string;
  says?: string;
}

export interface PromptDeps {
  /** All prompts of the product. */
  prompts: readonly Prompt[];
}
