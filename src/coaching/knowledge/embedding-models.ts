/** `building` gets its vectors while another one serves; `retired` waits for its vectors to be dropped. */
export type EmbeddingModelState = 'building' | 'serving' | 'retired';

/**
 * Which embedding model's vectors answer in an organisation. One at most serves. Each call is one transaction inside the
 * organisation's scope, and may be repeated.
 */
export interface EmbeddingModels {
  /**
   * Makes the model known and says how it stands. The first of an organisation serves at once, unless vectors of another
   * model are there already: then the one with most vectors serves. A model that was retired is built again.
   */
  enrol(organizationId: string, model: string): Promise<EmbeddingModelState>;

  /** All known models. */
  list(organizationId: string): Promise<{ model: string; state: EmbeddingModelState }[]>;

  /**
   * Lets the model take over from the one that serves, which is retired, if the vector store has confirmed a vector of it
   * for each chunk that the serving model has one for; raises every namespace's revision. False: something is missing.
   */
  takeOver(organizationId: string, model: string): Promise<boolean>;

  /** Gives up a model that is being built. Does nothing to the one that serves. */
  giveUp(organizationId: string, model: string): Promise<void>;

  /** Deletes a retired model's vectors and the model itself. Does nothing to one in use. */
  forget(organizationId: string, model: string): Promise<void>;
}
