/** A defect between the App and GitHub, as if the App itself had it. */
export type Plant = (perform: typeof fetch) => typeof fetch;

const GITHUB_ACTIONS = { id: 15368, slug: "github-actions", name: "GitHub Actions" };

/**
 * Defects that a governance App is known to have, planted at the seam to GitHub and never in the product: the campaign
 * has to find every one of them, or it proves nothing.
 */
export const PLANTS: Readonly<Record<string, Plant>> = {
  /** An approval counts for whatever was pushed after it: reviews seem to be of the present head. */
  "approvals by time": (perform) => {
    const heads = new Map<string, string>();
    return answered(perform, async ({ path, data }) => {
      const pull = /\/pulls\/(\d+)$/.exec(path)?.[1];
      if (pull !== undefined && isRecord(data)) heads.set(pull, String(Object(data.head).sha));
      const reviewed = /\/pulls\/(\d+)\/reviews/.exec(path)?.[1];
      if (reviewed === undefined || !Array.isArray(data)) return data;
      return data.map((review: object) => ({ ...review, commit_id: heads.get(reviewed) }));
    });
  },
  /** A check counts by its name, whoever made it. */
  "checks by name": (perform) =>
    answered(perform, async ({ data }) => {
      if (!isRecord(data) || !Array.isArray(data.check_runs)) return data;
      const trusted = (run: { name: string; app: object }) =>
        run.name === "validate" ? { ...run, app: { ...run.app, ...GITHUB_ACTIONS } } : run;
      return { ...data, check_runs: data.check_runs.map(trusted) };
    }),
  /** The branch is moved by force: what others pushed meanwhile is gone. */
  "forced update": (perform) =>
    asked(perform, async ({ method, path, body, send }) => {
      if (method !== "PATCH" || !path.endsWith("/git/refs/heads%2Fmain")) return await send(body);
      return await send({ ...body, force: true });
    }),
  /** Whoever loses the race for the branch puts the same tree on the new tip. */
  "stale retry": (perform) => {
    // Once is enough: the App sees the damage as a change by hand, and mending it would be undone again and again.
    let retried = false;
    return asked(perform, async ({ method, path, body, send, get, post }) => {
      const response = await send(body);
      if (
        method !== "PATCH" ||
        !path.endsWith("/git/refs/heads%2Fmain") ||
        response.status !== 422 ||
        retried
      )
        return response;
      retried = true;
      const root = path.replace(/\/git\/.*$/, "");
      const tip = Object(await get(`${root}/git/ref/heads/main`)).object?.sha;
      const lost = Object(await get(`${root}/git/commits/${String(body.sha)}`));
      const [, head] = Array.from<{ sha: string }>(lost.parents ?? []);
      const parents = head === undefined ? [tip] : [tip, head.sha];
      const again = Object(
        await post(`${root}/git/commits`, { message: lost.message, tree: lost.tree?.sha, parents }),
      );
      return await send({ ...body, sha: again.sha });
    });
  },
  /** A comment whose answer was lost is written again. */
  "comment repeated": (perform) =>
    asked(perform, async ({ method, path, body, send }) => {
      if (method === "POST" && path.endsWith("/comments")) await send(body);
      return await send(body);
    }),
  /** Every comment seems to have been written an hour later than it was. */
  "comments made younger": (perform) =>
    answered(perform, async ({ path, data }) => {
      if (!/\/issues\/comments\/\d+$/.test(path) || !isRecord(data)) return data;
      const later = new Date(Date.parse(String(data.created_at)) + 3_600_000).toISOString();
      const at = later.replace(/\.\d+Z$/, "Z");
      return { ...data, created_at: at, updated_at: at };
    }),
  /** A label that somebody put there stays. */
  "label trusted": (perform) =>
    asked(perform, async ({ method, path, body, send }) => {
      if (method === "DELETE" && path.includes("/labels/")) return Response.json([]);
      return await send(body);
    }),
};

interface Answer {
  readonly path: string;
  readonly data: unknown;
}

/** Changes what GitHub answers to a reading request. */
function answered(perform: typeof fetch, change: (answer: Answer) => Promise<unknown>): typeof fetch {
  return async (input, init) => {
    const response = await perform(input, init);
    if ((init?.method ?? "GET") !== "GET" || !response.ok) return response;
    if (response.headers.get("content-type")?.includes("json") !== true) return response;
    const data: unknown = await response.json();
    const changed = await change({ path: pathOf(input), data });
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    return Response.json(changed, { status: response.status, headers });
  };
}

interface Wish {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly send: (body: Readonly<Record<string, unknown>>) => Promise<Response>;
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, body: unknown) => Promise<unknown>;
}

/** Changes what the App asks for. */
function asked(perform: typeof fetch, change: (wish: Wish) => Promise<Response>): typeof fetch {
  return async (input, init) => {
    const method = init?.method ?? "GET";
    if (method === "GET") return await perform(input, init);
    const text = typeof init?.body === "string" ? init.body : undefined;
    const body: unknown = text === undefined ? {} : JSON.parse(text);
    const { origin } = new URL(input instanceof Request ? input.url : input);
    const { body: _, ...rest } = init ?? {};
    return await change({
      method,
      path: pathOf(input),
      body: isRecord(body) ? body : {},
      send: (changed) =>
        perform(input, { ...rest, ...(text === undefined ? {} : { body: JSON.stringify(changed) }) }),
      get: async (path) => (await perform(`${origin}${path}`, { ...rest, method: "GET" })).json(),
      post: async (path, said) =>
        (await perform(`${origin}${path}`, { ...rest, method: "POST", body: JSON.stringify(said) })).json(),
    });
  };
}

function pathOf(input: Parameters<typeof fetch>[0]): string {
  return new URL(input instanceof Request ? input.url : input).pathname;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
