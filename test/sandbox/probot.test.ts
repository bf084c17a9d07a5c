import { createServer } from "node:http";
import { createNodeMiddleware, Probot, ProbotOctokit } from "probot";
import { expect, test } from "vitest";
import { KEYS, OWNER_AND_REPO, startWorld } from "./support/world.ts";

test("a real Probot app hears of a push and answers through its installation", async () => {
  const secret = "a secret that is long enough";
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const world = await startWorld({
    permissions: { metadata: "read", contents: "write" },
    events: ["push"],
    webhook: { url: `http://127.0.0.1:${address.port}/api/github/webhooks`, secret },
  });
  const probot = new Probot({
    appId: world.appId,
    privateKey: KEYS.privateKey,
    secret,
    logLevel: "fatal",
    baseUrl: world.sandbox.baseUrl,
    // The function form is the one that Probot 14 does not overwrite.
    Octokit: ProbotOctokit.defaults((options: object) => ({
      ...options,
      throttle: { enabled: false },
      retry: { enabled: false },
    })),
  });
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on("push", async (context) => {
        if (context.payload.ref !== "refs/heads/main") return;
        const ref = { ref: "refs/heads/seen", sha: context.payload.after };
        await context.octokit.rest.git.createRef(context.repo(ref));
      });
    },
    { probot, webhooksPath: "/api/github/webhooks" },
  );
  server.on("request", (request, response) => void middleware(request, response));

  const content = Buffer.from("a").toString("base64");
  const file = { ...OWNER_AND_REPO, path: "a.txt", message: "add a", content };
  const { data } = await world.as("bob").rest.repos.createOrUpdateFileContents(file);
  await world.sandbox.world.idle();
  const seen = await world.as("bob").rest.git.getRef({ ...OWNER_AND_REPO, ref: "heads/seen" });
  expect(seen.data.object.sha).toBe(data.commit.sha);
  expect(world.sandbox.world.state.deliveries.every(({ status }) => status === 200)).toBe(true);
  await world.end();
  server.closeAllConnections();
  server.close();
});
