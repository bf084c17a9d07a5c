import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DefaultArtifactClient } from "@actions/artifact";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { storeArtifact } from "../../../../sandbox/actions/artifacts/artifacts.ts";
import { createRuntimeToken } from "../../../../sandbox/actions/artifacts/signing.ts";
import { createJob, createRun } from "../../../../sandbox/actions/runner/run-state.ts";
import type { WorkflowJob, WorkflowRun } from "../../../../sandbox/state/entities.ts";
import { type ActionsWorld, startActions } from "../support.ts";

const MEBIBYTE = 1024 * 1024;

let actions: ActionsWorld;
let folder: string;
let run: WorkflowRun;
let job: WorkflowJob;
const client = new DefaultArtifactClient();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pedigree-artifacts-"));
  actions = await startActions({ "README.md": "# churn\n" });
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
});

beforeEach(async () => {
  const { world } = actions.sandbox;
  run = createRun(world, await actions.push(), { path: ".github/workflows/ci.yml", name: "CI" });
  job = createJob(world, run, "test", []);
  vi.stubEnv("ACTIONS_RUNTIME_TOKEN", createRuntimeToken(world, { runId: run.id, jobId: job.id }));
  vi.stubEnv("ACTIONS_RESULTS_URL", `${world.baseUrl}/`);
  vi.stubEnv("GITHUB_SERVER_URL", "https://github.com");
  vi.stubEnv("GITHUB_WORKSPACE", folder);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

afterAll(async () => {
  vi.restoreAllMocks();
  await actions.end();
  await rm(folder, { recursive: true });
});

const place = { owner: "acme", repo: "churn" };

async function upload(name: string, content: string | Uint8Array) {
  const file = join(folder, "metrics.json");
  await writeFile(file, content);
  return client.uploadArtifact(name, [file], folder, { compressionLevel: 0 });
}

/** A request without a client's own retries and redirects. */
async function raw(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { redirect: "manual", ...init });
}

async function signedUrl(id: number): Promise<string> {
  const url = `${actions.sandbox.baseUrl}/repos/acme/churn/actions/artifacts/${id}/zip`;
  const token = actions.sandbox.createUserToken("alice");
  const response = await raw(url, { headers: { authorization: `Bearer ${token}` } });
  expect(response.status).toBe(302);
  return response.headers.get("location") ?? "";
}

describe("the real client", () => {
  it("uploads 20 MB, lists, downloads the same bytes, and deletes", async () => {
    const model = randomBytes(20 * MEBIBYTE);
    await mkdir(join(folder, "up"), { recursive: true });
    await writeFile(join(folder, "up/model.bin"), model);
    const uploaded = await client.uploadArtifact("big", [join(folder, "up/model.bin")], join(folder, "up"));
    expect(uploaded.size).toBeGreaterThan(20 * MEBIBYTE);
    const { artifacts } = await client.listArtifacts();
    expect(artifacts.map(({ name, id, digest }) => ({ name, id, digest }))).toEqual([
      { name: "big", id: uploaded.id, digest: `sha256:${uploaded.digest}` },
    ]);
    const target = join(folder, "down");
    const downloaded = await client.downloadArtifact(uploaded.id ?? 0, {
      path: target,
      expectedHash: `sha256:${uploaded.digest}`,
    });
    expect(downloaded.digestMismatch).toBe(false);
    expect(model.equals(await readFile(join(target, "model.bin")))).toBe(true);
    await client.deleteArtifact("big");
    expect((await client.listArtifacts()).artifacts).toEqual([]);
  });

  it("is refused a second artifact of the same name, at once", async () => {
    await upload("run", "{}");
    await expect(upload("run", "{}")).rejects.toThrow(/409.*already exists/);
  });

  it("may use the name again in the next attempt", async () => {
    await upload("run", "1");
    run.runAttempt = 2;
    const { world } = actions.sandbox;
    const next = createJob(world, run, "test", []);
    vi.stubEnv("ACTIONS_RUNTIME_TOKEN", createRuntimeToken(world, { runId: run.id, jobId: next.id }));
    await expect(upload("run", "2")).resolves.toMatchObject({ size: expect.any(Number) });
  });
});

describe("the REST interface", () => {
  it("describes artifacts with their run, newest first, by name", async () => {
    const first = await upload("run", "1");
    await upload("other", "2");
    const { data } = await actions.octokit.rest.actions.listWorkflowRunArtifacts({
      ...place,
      run_id: run.id,
    });
    expect(data.artifacts.map((artifact) => artifact.name)).toEqual(["other", "run"]);
    const named = await actions.octokit.rest.actions.listArtifactsForRepo({ ...place, name: "run" });
    expect(named.data.artifacts[0]).toMatchObject({
      id: first.id,
      size_in_bytes: first.size,
      digest: `sha256:${first.digest}`,
      expired: false,
      workflow_run: {
        id: run.id,
        repository_id: actions.repository.id,
        head_repository_id: actions.repository.id,
        head_branch: "main",
        head_sha: run.headSha,
      },
    });
  });

  it("answers a download with a signed address, to nobody without a name", async () => {
    const { id } = await storeArtifact(actions.sandbox.world, {
      run,
      name: "run",
      bytes: Buffer.from("0123456789"),
    });
    const anonymous = await raw(`${actions.sandbox.baseUrl}/repos/acme/churn/actions/artifacts/${id}/zip`);
    expect(anonymous.status).toBe(401);
    const { data } = await actions.octokit.rest.actions.downloadArtifact({
      ...place,
      artifact_id: id,
      archive_format: "zip",
    });
    expect(Buffer.from(data as ArrayBuffer).toString()).toBe("0123456789");
  });

  it("forgets a deleted artifact and its bytes", async () => {
    const { id } = await storeArtifact(actions.sandbox.world, { run, name: "run", bytes: Buffer.from("x") });
    const url = await signedUrl(id);
    await actions.octokit.rest.actions.deleteArtifact({ ...place, artifact_id: id });
    expect((await raw(url)).status).toBe(404);
    await expect(
      actions.octokit.rest.actions.getArtifact({ ...place, artifact_id: id }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it("says 410 for what has expired", async () => {
    const artifact = await storeArtifact(actions.sandbox.world, {
      run,
      name: "run",
      bytes: Buffer.from("x"),
    });
    Object.assign(artifact, { expiresAt: "2020-01-01T00:00:00Z" });
    const { data } = await actions.octokit.rest.actions.getArtifact({ ...place, artifact_id: artifact.id });
    expect(data.expired).toBe(true);
    await expect(
      actions.octokit.rest.actions.downloadArtifact({
        ...place,
        artifact_id: artifact.id,
        archive_format: "zip",
      }),
    ).rejects.toMatchObject({ status: 410 });
  });
});

describe("blobs", () => {
  let url: string;

  beforeEach(async () => {
    const bytes = Buffer.from("0123456789");
    url = await signedUrl((await storeArtifact(actions.sandbox.world, { run, name: "digits", bytes })).id);
  });

  it.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=8-99", 206, "89", "bytes 8-9/10"],
    ["bytes=0-1,4-5", 200, "0123456789", null],
  ])("answers %s with %i", async (range, status, body, contentRange) => {
    const response = await raw(url, { headers: { range } });
    expect([response.status, await response.text(), response.headers.get("content-range")]).toEqual([
      status,
      body,
      contentRange,
    ]);
  });

  it("answers HEAD with the size, and a range behind the end with 416", async () => {
    const head = await raw(url, { method: "HEAD" });
    expect([head.headers.get("content-length"), head.headers.get("accept-ranges")]).toEqual(["10", "bytes"]);
    const behind = await raw(url, { headers: { range: "bytes=10-" } });
    expect([behind.status, behind.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  });

  it("refuses a changed, an expired and a repurposed signature", async () => {
    const changed = new URL(url);
    changed.searchParams.set("se", "2999-01-01T00:00:00Z");
    expect((await raw(changed.href)).status).toBe(403);
    expect((await raw(url, { method: "PUT", body: "x" })).status).toBe(403);
    const other = url.replace(/\/\d+\.zip/, "/1.zip");
    expect((await raw(other)).status).toBe(403);
  });
});

describe("the service", () => {
  const call = (method: string, body: object, token = process.env.ACTIONS_RUNTIME_TOKEN ?? "") =>
    raw(`${actions.sandbox.baseUrl}/twirp/github.actions.results.api.v1.ArtifactService/${method}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ workflow_run_backend_id: String(run.id), ...body }),
    });

  async function create(name: string): Promise<string> {
    const created = JSON.parse(await (await call("CreateArtifact", { name })).text());
    return created.signed_upload_url;
  }

  async function uploadRaw(name: string, bytes: string): Promise<void> {
    const put = await raw(await create(name), { method: "PUT", body: bytes });
    expect(put.status).toBe(201);
  }

  it("refuses a forged token, and a token for another run", async () => {
    const [head, claims] = (process.env.ACTIONS_RUNTIME_TOKEN ?? "").split(".");
    expect((await call("ListArtifacts", {}, `${head}.${claims}.forged`)).status).toBe(401);
    expect((await call("ListArtifacts", { workflow_run_backend_id: "1" })).status).toBe(403);
  });

  it("finishes only what has the size and the digest that were announced", async () => {
    await uploadRaw("run", "abc");
    const hash = `sha256:${createHash("sha256").update("abc").digest("hex")}`;
    expect((await call("FinalizeArtifact", { name: "run", size: "4", hash })).status).toBe(400);
    expect((await call("FinalizeArtifact", { name: "run", size: "3", hash: "sha256:0" })).status).toBe(400);
    expect((await call("FinalizeArtifact", { name: "none", size: "3" })).status).toBe(404);
    expect((await call("FinalizeArtifact", { name: "run", size: "3", hash })).status).toBe(200);
  });

  it("puts blocks together in the order of the list, and refuses a list with a gap", async () => {
    const url = await create("run");
    for (const id of ["b", "a"]) {
      await raw(`${url}&comp=block&blockid=${id}`, { method: "PUT", body: id.repeat(3) });
    }
    const list = (...ids: string[]) =>
      `<BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join("")}</BlockList>`;
    const gap = await raw(`${url}&comp=blocklist`, { method: "PUT", body: list("a", "c") });
    expect(gap.status).toBe(400);
    const whole = await raw(`${url}&comp=blocklist`, { method: "PUT", body: list("a", "b") });
    expect(whole.status).toBe(201);
    await call("FinalizeArtifact", { name: "run", size: "6" });
    const { data } = await actions.octokit.rest.actions.listWorkflowRunArtifacts({
      ...place,
      run_id: run.id,
    });
    const text = await (await raw(await signedUrl(data.artifacts[0]?.id ?? 0))).text();
    expect(text).toBe("aaabbb");
  });
});
