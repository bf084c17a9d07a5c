/**
 * Stands in for `undici` in the bundle: Node brings the same fetch with it, and the package alone costs as much start-up
 * time as everything else that every run loads. Behind a proxy, set NODE_USE_ENV_PROXY=1, which Node 24 reads itself.
 */
export class ProxyAgent {
  readonly address: unknown;

  constructor(address?: unknown) {
    this.address = address;
  }
}

/** Node's own fetch; a dispatcher of the package would not fit it. */
export function fetch(
  input: string | URL | Request,
  init: RequestInit & { dispatcher?: unknown } = {},
): Promise<Response> {
  const { dispatcher: _, ...rest } = init;
  return globalThis.fetch(input, rest);
}
