import { createServer } from "node:http";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { createArtifactStore } from "../../../adapters/actions/artifact-store.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

// A whole upload is run in test/action/workflow.test.ts; here the service answers what it seldom does.
afterEach(() => {
  vi.unstubAllEnvs();
});

async function uploadTo(status: number, body: object) {
  const server = createServer((_, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  vi.stubEnv(
    "ACTIONS_RUNTIME_TOKEN",
    `${encode({ alg: "none" })}.${encode({ scp: "Actions.Results:1:2" })}.x`,
  );
  vi.stubEnv("ACTIONS_RESULTS_URL", `http://127.0.0.1:${port}/`);
  const folder = tempFolder();
  await writeFiles(folder, { "run.json": "{}" });
  return await createArtifactStore().upload("pedigree-run.x", folder);
}

test("a name that the workflow run has already is taken", async () => {
  expect(
    await uploadTo(409, { code: "already_exists", msg: "an artifact with this name already exists" }),
  ).toBe("taken");
});

test("a refusal is an error that says why and that the record stays", async () => {
  await expect(uploadTo(403, { code: "permission_denied", msg: "quota exceeded" })).rejects.toMatchObject({
    code: "REMOTE_REFUSED",
    details: { subject: "pedigree-run.x", found: expect.any(String), remedy: "the record stays on disk" },
  });
});

test("outside of a job there is no service", async () => {
  vi.stubEnv("ACTIONS_RUNTIME_TOKEN", undefined);
  const folder = tempFolder();
  await writeFiles(folder, { "run.json": "{}" });
  await expect(createArtifactStore().upload("x", folder)).rejects.toMatchObject({ code: "REMOTE_REFUSED" });
});
