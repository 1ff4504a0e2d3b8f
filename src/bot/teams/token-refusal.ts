/**
 * Tells "this request is not from Microsoft" (401) from "we could not check" (503). The SDK answers 500 to a token that
 * was signed with a wrong key or names no algorithm; for us every token that did not pass is refused.
 */
export function refusalStatus(error: unknown): 401 | 503 {
  if (!(error instanceof Error)) return 401;
  // The key set could not be loaded: the SDK says so with its own status, node-fetch with `type: 'system'`.
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status === 'number' && status >= 500) return 503;
  if (error.name === 'FetchError') return 503;
  return 401;
}
