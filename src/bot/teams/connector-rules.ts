import { z } from 'zod';
import { requestTimeoutMs } from './limits.ts';

/** The part of Azure's request pipeline that we use; the SDK does not export its types. */
interface Pipeline {
  getOrderedPolicies(): { name: string }[];
  removePolicy(policy: { name: string }): unknown;
  addPolicy(policy: {
    name: string;
    sendRequest(request: { timeout: number }, next: (request: { timeout: number }) => unknown): unknown;
  }): void;
}
const clientShape = z.looseObject({
  client: z.looseObject({ pipeline: z.looseObject({ getOrderedPolicies: z.unknown() }) }),
});

/**
 * Changes three habits of the connector client that the SDK has no setting for:
 * it sends a message again by itself after 429 and 5xx (a message that did arrive would be doubled, and the worker's own
 * retries come on top), follows redirects with our token, and waits for ever.
 */
export function applyConnectorRules<T>(connectorClient: T): T {
  clientShape.parse(connectorClient);
  const { pipeline } = (connectorClient as { client: { pipeline: Pipeline } }).client;
  const names = pipeline.getOrderedPolicies().map((policy) => policy.name);
  for (const name of ['defaultRetryPolicy', 'redirectPolicy']) {
    // Without this an update of the SDK that renames a policy would bring the habit back unseen.
    if (!names.includes(name)) throw new Error(`The Bot Framework connector has no ${name} any more`);
    pipeline.removePolicy({ name });
  }
  pipeline.addPolicy({
    name: 'threadcoachDeadline',
    sendRequest: (request, next) => {
      request.timeout = requestTimeoutMs;
      return next(request);
    },
  });
  return connectorClient;
}
