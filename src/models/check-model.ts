import { AzureOpenAI, NotFoundError, OpenAI } from 'openai';
import type { ChatConfig } from './chat-providers.ts';
import { chatModelName, noKey } from './chat-providers.ts';
import { toModelError } from './errors.ts';

export interface ModelCheck {
  ok: boolean;
  /** One line for `threadcoach doctor`; names the cure when `ok` is false. */
  detail: string;
}

const timeoutMs = 10_000;

const cures: Readonly<Record<string, string>> = {
  MODEL_AUTH: 'the key was refused: check OPENAI_API_KEY (or AZURE_OPENAI_API_KEY)',
  MODEL_NOT_FOUND:
    'it is not there: check the name and the address (OPENAI_MODEL and OPENAI_BASE_URL, or the Azure settings)',
  MODEL_QUOTA: 'the account has no credit left: top it up with the provider',
  MODEL_BUSY: 'the provider asks us to slow down: try again in a minute, or raise the limit of the account',
  MODEL_TIMEOUT: 'it did not answer within 10 s: check the address and the network',
  MODEL_UNAVAILABLE: 'it cannot be reached: check the address and the network',
  MODEL_REQUEST: 'it refused a one-word test: check that the model can chat',
};

/** Asks the configured provider whether the model is there, with as little traffic as it allows. Never throws. */
export async function checkModel(config: ChatConfig): Promise<ModelCheck> {
  if (config.provider === 'offline') {
    return {
      ok: true,
      detail: 'the built-in offline model answers (set OPENAI_API_KEY or OPENAI_BASE_URL for another)',
    };
  }
  const name = chatModelName(config);
  try {
    if (config.provider === 'openai') {
      const client = new OpenAI({
        apiKey: config.apiKey ?? noKey,
        maxRetries: 0,
        timeout: timeoutMs,
        logLevel: 'off',
        ...(config.baseUrl === undefined ? {} : { baseURL: config.baseUrl }),
      });
      await retrieveOrTry(client, name);
    } else {
      const client = new AzureOpenAI({
        apiKey: config.apiKey,
        apiVersion: config.apiVersion,
        endpoint: config.endpoint,
        deployment: config.deployment,
        maxRetries: 0,
        timeout: timeoutMs,
        logLevel: 'off',
      });
      await sayOneWord(client, name);
    }
    return { ok: true, detail: `${name} is reachable` };
  } catch (error) {
    const { code } = toModelError(error);
    return {
      ok: false,
      detail: `${name}: ${cures[code] ?? 'it sent a reply that cannot be used'} (${code})`,
    };
  }
}

/** Not every compatible server lists its models: there, only a word tells. */
async function retrieveOrTry(client: OpenAI, model: string): Promise<void> {
  try {
    await client.models.retrieve(model);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    await sayOneWord(client, model);
  }
}

async function sayOneWord(client: OpenAI, model: string): Promise<void> {
  await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'Say: ok' }] });
}
