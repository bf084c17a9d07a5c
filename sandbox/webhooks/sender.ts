import { createHmac } from "node:crypto";
import type { App } from "../state/entities.ts";

/** What goes to an App's webhook address. */
export interface Outgoing {
  readonly app: App;
  readonly guid: string;
  readonly event: string;
  readonly body: string;
}

export interface SendResult {
  /** HTTP status, 0 when nobody answered. */
  readonly status: number;
  readonly seconds: number;
}

/** GitHub gives an App ten seconds to answer. */
const ANSWER_TIMEOUT_MS = 10_000;

/** Sends one webhook with GitHub's headers and signature. An address that does not answer is a result. */
export async function sendWebhook(outgoing: Outgoing, send: typeof fetch = fetch): Promise<SendResult> {
  const { webhook } = outgoing.app;
  if (webhook === null) return { status: 0, seconds: 0 };
  const started = performance.now();
  const status = await send(webhook.url, {
    method: "POST",
    body: outgoing.body,
    headers: headersFor(outgoing, webhook.secret),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.status;
    },
    () => 0,
  );
  return { status, seconds: (performance.now() - started) / 1000 };
}

function headersFor({ app, guid, event, body }: Outgoing, secret: string): Record<string, string> {
  const sign = (algorithm: string): string => createHmac(algorithm, secret).update(body).digest("hex");
  return {
    accept: "*/*",
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/sandbox",
    "x-github-delivery": guid,
    "x-github-event": event,
    "x-github-hook-id": String(app.id),
    "x-github-hook-installation-target-id": String(app.id),
    "x-github-hook-installation-target-type": "integration",
    "x-hub-signature": `sha1=${sign("sha1")}`,
    "x-hub-signature-256": `sha256=${sign("sha256")}`,
  };
}
