import { Hono } from "hono";
import { expect, test } from "vitest";
import { RECORDER_CLOSE_PATH } from "../../../core/run/recorder-session.ts";
import { createRecorderApp } from "../../../web/recorder/app.ts";

function app() {
  let asked = 0;
  const mlflow = new Hono().get("/version", (context) => context.text("3"));
  const served = createRecorderApp({ token: "right", mlflow, onClose: () => void asked++ });
  const request = async (method: string, path: string, token: string) => {
    const headers = { host: "127.0.0.1:1", authorization: `Bearer ${token}` };
    return (await served.fetch(new Request(`http://127.0.0.1:1${path}`, { method, headers }))).status;
  };
  return { request, asked: () => asked };
}

test("who knows the token may use it, and end it", async () => {
  const { request, asked } = app();
  expect(await request("GET", "/version", "right")).toBe(200);
  expect(asked()).toBe(0);
  expect(await request("POST", RECORDER_CLOSE_PATH, "right")).toBe(200);
  expect(asked()).toBe(1);
});

test("nobody else may", async () => {
  const { request, asked } = app();
  expect(await request("POST", RECORDER_CLOSE_PATH, "wrong")).toBe(401);
  expect(await request("GET", "/version", "")).toBe(401);
  expect(await request("GET", RECORDER_CLOSE_PATH, "right")).toBe(404);
  expect(asked()).toBe(0);
});
