import { ChromaClient } from 'chromadb';

/** A client for the server at this address; nothing is asked of it yet. */
export function openChromaClient(url: string): ChromaClient {
  const { hostname, port, protocol } = new URL(url);
  const ssl = protocol === 'https:';
  return new ChromaClient({ host: hostname, port: port === '' ? (ssl ? 443 : 80) : Number(port), ssl });
}
