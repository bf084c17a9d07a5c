import { describe, expect, it, vi } from "vitest";
import { FolderArtifacts } from "../../../adapters/store/tracking-artifacts.ts";
import { MemoryTrackingStore } from "../../../adapters/store/tracking-memory.ts";
import { createMlflowApp, MAX_BODY_BYTES } from "../../../web/mlflow/app.ts";
import { thin } from "../../../web/mlflow/metrics.ts";
import { exchange, mlflowApp } from "../../support/mlflow-app.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const API = "/api/2.0/mlflow";
const invalid = { status: 400, body: { error_code: "INVALID_PARAMETER_VALUE" } };

/** An app with one run in experiment 0, and calls on it. */
async function withRun() {
  const app = mlflowApp();
  const call = (route: string, body?: unknown) => exchange(app, route.replace(" ", ` ${API}/`), body);
  const made = await call("POST runs/create", { experiment_id: "0", start_time: 5 });
  const id = /"run_id":"([0-9a-f]{32})"/.exec(JSON.stringify(made.body))?.[1] ?? "";
  return { app, call, id };
}

describe("runs", () => {
  it("are known by their old id and shown with both", async () => {
    const { call, id } = await withRun();
    expect((await call(`GET runs/get?run_uuid=${id}`)).body).toMatchObject({
      run: { info: { run_id: id, run_uuid: id, start_time: 5 } },
    });
  });

  it("take numbers as digits and NaN as text, both ways", async () => {
    const { call, id } = await withRun();
    const point = { run_id: id, key: "m", value: "-Infinity", timestamp: "1", step: "2" };
    expect((await call("POST runs/log-metric", point)).status).toBe(200);
    expect((await call(`GET metrics/get-history?run_id=${id}&metric_key=m`)).body).toEqual({
      metrics: [{ key: "m", value: "-Infinity", timestamp: 1, step: 2 }],
    });
  });

  it.each([
    { value: "high" },
    { value: "" },
    { value: null },
    { timestamp: 1.5 },
    { timestamp: "1e3" },
    { step: 2 ** 60 },
    { key: "" },
  ])("refuse a metric with %j", async (wrong) => {
    const { call, id } = await withRun();
    const point = { run_id: id, key: "m", value: 1, timestamp: 1, ...wrong };
    expect(await call("POST runs/log-metric", point)).toMatchObject(invalid);
  });

  it("show the data sets and models they used and made", async () => {
    const { call, id } = await withRun();
    const dataset = { name: "iris", digest: "abc", source_type: "local", source: "{}" };
    const tags = [{ key: "mlflow.data.context", value: "train" }];
    await call("POST runs/log-inputs", {
      run_id: id,
      datasets: [{ dataset, tags }],
      models: [{ model_id: "m-1" }],
    });
    await call("POST runs/outputs", { run_id: id, models: [{ model_id: "m-2", step: 3 }] });
    expect((await call(`GET runs/get?run_id=${id}`)).body).toMatchObject({
      run: {
        inputs: { dataset_inputs: [{ dataset, tags }], model_inputs: [{ model_id: "m-1" }] },
        outputs: { model_outputs: [{ model_id: "m-2", step: 3 }] },
      },
    });
  });

  it("have one name, whether it comes as a field or as a tag", async () => {
    const { call } = await withRun();
    const tags = [{ key: "mlflow.runName", value: "tagged" }];
    expect((await call("POST runs/create", { experiment_id: "0", tags })).body).toMatchObject({
      run: { info: { run_name: "tagged" } },
    });
    const both = { experiment_id: "0", run_name: "other", tags };
    expect(await call("POST runs/create", both)).toMatchObject(invalid);
  });

  it("collect the models that old clients tell of", async () => {
    const { call, id } = await withRun();
    for (const n of [1, 2])
      await call("POST runs/log-model", { run_id: id, model_json: JSON.stringify({ n }) });
    expect((await call(`GET runs/get?run_id=${id}`)).body).toMatchObject({
      run: { data: { tags: [{ key: "mlflow.log-model.history", value: '[{"n":1},{"n":2}]' }, {}] } },
    });
    expect(await call("POST runs/log-model", { run_id: id, model_json: "{" })).toMatchObject(invalid);
  });
});

describe("metrics of many runs", () => {
  it("come with their run, in a range of steps, thinned with both ends", async () => {
    const { call, id } = await withRun();
    const metrics = Array.from({ length: 11 }, (_, step) => ({
      key: "m",
      value: step,
      timestamp: step,
      step,
    }));
    await call("POST runs/log-batch", { run_id: id, metrics });
    const query = `run_ids=${id}&metric_key=m&start_step=2&end_step=8&max_results=3`;
    const { body } = await call(`GET metrics/get-history-bulk-interval?${query}`);
    expect(body).toEqual({
      metrics: [2, 5, 8].map((step) => ({ key: "m", value: step, timestamp: step, step, run_id: id })),
    });
    expect(thin([1, 2, 3], 1)).toEqual([3]);
  });

  it.each(["get-history-bulk", "get-history-bulk-interval"])("need a run: %s", async (name) => {
    const { call } = await withRun();
    expect(await call(`GET metrics/${name}?metric_key=m`)).toMatchObject({
      status: 400,
      body: { error_code: "INVALID_PARAMETER_VALUE" },
    });
  });
});

describe("logged models", () => {
  it("go from pending to ready and are found by what was measured of them", async () => {
    const { call, id } = await withRun();
    const made = await call("POST logged-models", { experiment_id: "0", name: "net", source_run_id: id });
    const modelId = /"model_id":"(m-[0-9a-f]{32})"/.exec(JSON.stringify(made.body))?.[1] ?? "";
    await call(`PATCH logged-models/${modelId}/tags`, { tags: [{ key: "k", value: "v" }] });
    await call(`POST logged-models/${modelId}/params`, { params: [{ key: "p", value: "1" }] });
    const other = { params: [{ key: "p", value: "2" }] };
    expect(await call(`POST logged-models/${modelId}/params`, other)).toMatchObject(invalid);
    await call("POST runs/log-metric", {
      run_id: id,
      key: "auc",
      value: 0.9,
      timestamp: 1,
      model_id: modelId,
    });
    await call(`PATCH logged-models/${modelId}`, { status: "LOGGED_MODEL_READY" });
    const search = {
      experiment_ids: ["0"],
      filter: "metrics.auc > 0.8 AND tags.k = 'v'",
      order_by: [{ field_name: "metrics.auc" }],
    };
    expect((await call("POST logged-models/search", search)).body).toMatchObject({
      models: [
        {
          info: { model_id: modelId, status: "LOGGED_MODEL_READY" },
          data: { params: [{ key: "p", value: "1" }] },
        },
      ],
    });
    expect((await call(`DELETE logged-models/${modelId}/tags/k`)).status).toBe(200);
    expect((await call(`GET logged-models/${modelId}/artifacts/directories`)).body).toEqual({
      root_uri: `mlflow-artifacts:/0/models/${modelId}/artifacts`,
    });
    expect((await call(`DELETE logged-models/${modelId}`)).status).toBe(200);
    expect((await call(`GET logged-models/${modelId}`)).status).toBe(404);
  });

  it("are searched by what was measured on the data that a request names", async () => {
    const { call, id } = await withRun();
    const measure = async (name: string, values: Readonly<Record<string, number>>) => {
      const { body } = await call("POST logged-models", { experiment_id: "0", name });
      const model_id = /"model_id":"(m-[0-9a-f]{32})"/.exec(JSON.stringify(body))?.[1];
      for (const [dataset_name, value] of Object.entries(values)) {
        const data = { model_id, dataset_name, dataset_digest: "1" };
        await call("POST runs/log-metric", { run_id: id, key: "acc", value, timestamp: 1, ...data });
      }
    };
    await measure("tested", { train: 0.1, test: 0.9 });
    await measure("fitted", { train: 0.95, test: 0.2 });
    const namesOf = async (asked: object) => {
      const { body } = await call("POST logged-models/search", { experiment_ids: ["0"], ...asked });
      return Array.from(JSON.stringify(body).matchAll(/"name":"(\w+)"/g), ([, name]) => name);
    };
    const order = { field_name: "metrics.acc", ascending: false };
    expect(await namesOf({ order_by: [{ ...order, dataset_name: "test" }] })).toEqual(["tested", "fitted"]);
    expect(await namesOf({ order_by: [{ ...order, dataset_name: "train", dataset_digest: "1" }] })).toEqual([
      "fitted",
      "tested",
    ]);
    const filter = "metrics.acc > 0.8";
    expect(await namesOf({ filter, datasets: [{ dataset_name: "test" }] })).toEqual(["tested"]);
    expect(await namesOf({ filter, datasets: [{ dataset_name: "test", dataset_digest: "2" }] })).toEqual([]);
  });

  it.each([
    { datasets: [{ dataset_digest: "1" }] },
    { order_by: [{ field_name: "metrics.acc", dataset_digest: "1" }] },
  ])("are not searched by a digest alone: %j", async (asked) => {
    const { call } = await withRun();
    expect(await call("POST logged-models/search", { experiment_ids: ["0"], ...asked })).toMatchObject(
      invalid,
    );
  });
});

describe("experiments", () => {
  it("are renamed, tagged, deleted and restored", async () => {
    const { call } = await withRun();
    await call("POST experiments/create", { name: "a" });
    await call("POST experiments/update", { experiment_id: "1", new_name: "b" });
    await call("POST experiments/set-experiment-tag", { experiment_id: "1", key: "k", value: "v" });
    await call("POST experiments/set-experiment-tag", { experiment_id: "1", key: "l", value: "v" });
    await call("POST experiments/delete-experiment-tag", { experiment_id: "1", key: "l" });
    await call("POST experiments/delete", { experiment_id: "1" });
    expect((await call("GET experiments/get?experiment_id=1")).body).toMatchObject({
      experiment: { name: "b", lifecycle_stage: "deleted", tags: [{ key: "k", value: "v" }] },
    });
    expect((await call("POST experiments/search", { view_type: "DELETED_ONLY" })).body).toMatchObject({
      experiments: [{ name: "b" }],
    });
    await call("POST experiments/restore", { experiment_id: "1" });
    expect((await call("GET experiments/get-by-name?experiment_name=b")).body).toMatchObject({
      experiment: { lifecycle_stage: "active" },
    });
    expect(await call("POST experiments/create", { name: "x".repeat(501) })).toMatchObject(invalid);
  });
});

describe("artifacts", () => {
  it("are never shown as a page, whatever they are", async () => {
    const { app, id } = await withRun();
    const file = `/api/2.0/mlflow-artifacts/artifacts/0/${id}/artifacts/x.html`;
    await exchange(app, `PUT ${file}`, "<script>alert(1)</script>");
    for (const path of [file, `/get-artifact?run_id=${id}&path=x.html`]) {
      const { headers, status } = await exchange(app, `GET ${path}`);
      expect(status).toBe(200);
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect((await exchange(app, `DELETE ${file}`)).status).toBe(200);
    expect((await exchange(app, `GET ${file}`)).status).toBe(404);
  });

  it("are closed where only their head is asked for", async () => {
    const cancel = vi.fn();
    const artifacts = new FolderArtifacts(tempFolder());
    artifacts.open = async () => ({ size: 3, bytes: new ReadableStream<Uint8Array>({ cancel }) });
    const app = createMlflowApp({
      store: new MemoryTrackingStore(),
      artifacts,
      now: () => 0,
      random: (count) => new Uint8Array(count),
    });
    const { status, headers } = await exchange(app, "HEAD /api/2.0/mlflow-artifacts/artifacts/0/r/a");
    expect([status, headers.get("content-length")]).toEqual([200, "3"]);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("are not deleted all at once", async () => {
    const { app, id } = await withRun();
    const folder = "/api/2.0/mlflow-artifacts/artifacts/";
    await exchange(app, `PUT ${folder}0/${id}/artifacts/a`, "x");
    expect((await exchange(app, `DELETE ${folder}`)).status).toBe(404);
    expect((await exchange(app, `GET ${folder}0/${id}/artifacts/a`)).status).toBe(200);
  });

  it.each(["..%2f..%2fx", "%2e%2e/x", "a%5c..%5cb", "%00", "%", "%2Fetc/passwd"])(
    "stay in their folder: %s",
    async (path) => {
      const { app } = await withRun();
      const { status } = await exchange(app, `PUT /api/2.0/mlflow-artifacts/artifacts/${path}`, "x");
      expect([400, 404]).toContain(status);
    },
  );
});

describe("errors", () => {
  it("never make a client repeat a call that cannot succeed", async () => {
    const store = new MemoryTrackingStore();
    store.getRun = () => Promise.reject(new Error("disk gone: /secret/path"));
    const reply = await exchange(mlflowApp(store), `GET ${API}/runs/get?run_id=a`);
    expect(reply).toMatchObject({ status: 400, body: { error_code: "INTERNAL_ERROR" } });
    expect(JSON.stringify(reply.body)).not.toContain("secret");
  });

  it("tell a body that is too large", async () => {
    const { call } = await withRun();
    expect(await call("POST runs/log-batch", "x".repeat(MAX_BODY_BYTES + 1))).toMatchObject(invalid);
  });

  it("tell where a filter is wrong", async () => {
    const { call } = await withRun();
    const { body } = await call("POST runs/search", { experiment_ids: ["0"], filter: "metrics.a > 'x'" });
    expect(body).toMatchObject({ message: expect.stringContaining("character 13") });
  });
});

it("tells newer clients what the server can", async () => {
  const { app } = await withRun();
  expect((await exchange(app, "GET /api/3.0/mlflow/server-info")).body).toMatchObject({
    workspaces_enabled: false,
  });
});

describe("names of artifacts", () => {
  it.each(["a/", "a/b.txt?c.txt"])("are refused where the client has cut the name: %s", async (address) => {
    const app = mlflowApp();
    const route = `/api/2.0/mlflow-artifacts/artifacts/0/run/artifacts/${address}`;
    expect(await exchange(app, `PUT ${route}`, "x")).toMatchObject({
      status: 400,
      body: { message: expect.stringMatching(/cut on its way.*without # and \?/) },
    });
    const whole = "/api/2.0/mlflow-artifacts/artifacts/0/run/artifacts/a/b%23.txt";
    expect(await exchange(app, `PUT ${whole}`, "x")).toMatchObject({ status: 200 });
  });
});

describe("what is not served", () => {
  it.each([
    "POST /api/3.0/mlflow/traces",
    "POST /api/2.0/mlflow/traces/x/tags",
    "GET /api/3.0/mlflow/traces/x/assessments",
  ])("is told of traces in a way that clients do not try again: %s", async (route) => {
    expect(await exchange(mlflowApp(), route, route.startsWith("POST") ? {} : undefined)).toMatchObject({
      status: 501,
      body: { error_code: "NOT_IMPLEMENTED", message: expect.stringContaining("keeps no traces") },
    });
  });

  it("is named where a client asks for it, and a person is told what to call", async () => {
    expect(await exchange(mlflowApp(), "POST /api/3.0/mlflow/datasets/create", {})).toMatchObject({
      status: 404,
      body: {
        error_code: "ENDPOINT_NOT_FOUND",
        message: expect.stringMatching(/does not serve: .*datasets/),
      },
    });
    expect((await exchange(mlflowApp(), "GET /")).body).toContain("pedigree tail");
  });
});
