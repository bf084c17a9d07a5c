import type { Judge } from "./judge.ts";

/**
 * A `fetch` that lets `judge` see each request and response on the way. For Octokit:
 * `new Octokit({ request: { fetch: judgedFetch(judge) } })`.
 */
export function judgedFetch(judge: Judge, next: typeof fetch = fetch): typeof fetch {
  return async (input, init) => {
    const given = input instanceof Request ? input : undefined;
    const plain = input instanceof URL ? input.href : input;
    // Octokit sends JSON as a string; other bodies (uploads) are not judged.
    const body = typeof init?.body === "string" ? init.body : undefined;
    const request = {
      method: (init?.method ?? given?.method ?? "GET").toUpperCase(),
      url: typeof plain === "string" ? plain : plain.url,
      body,
    };
    const response = await next(input, init);
    const contentType = response.headers.get("content-type");
    const received = isJson(contentType) ? await response.clone().text() : undefined;
    judge.judgeExchange({
      request,
      response: { status: response.status, contentType, body: received },
    });
    return response;
  };
}

function isJson(contentType: string | null): boolean {
  return contentType !== null && /\bjson\b/.test(contentType);
}
