import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SqliteInbox } from "../../../adapters/store/inbox.ts";
import { INBOX_LEASE_MS, INBOX_MEMORY_MS } from "../../../core/ports/inbox.ts";
import { inboxContract } from "../../contracts/inbox.ts";
import { MemoryInbox } from "../../support/memory-inbox.ts";

describe("SqliteInbox", () => inboxContract((now) => new SqliteInbox(":memory:", { now })));
describe("MemoryInbox", () => inboxContract((now) => new MemoryInbox(now)));

describe("SqliteInbox on disk", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "pedigree-inbox-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("shares one file between several connections without handing anything out twice", async () => {
    const path = join(folder, "deep", "inbox.sqlite");
    const inboxes = [new SqliteInbox(path), new SqliteInbox(path), new SqliteInbox(path)];
    for (let n = 0; n < 30; n += 1)
      await inboxes[n % 3]?.accept({ id: `g${n}`, event: "push", body: `${n}` });
    const claims = await Promise.all(
      Array.from({ length: 11 }, () => inboxes.map((inbox) => inbox.claim())).flat(),
    );
    const ids = claims.flatMap((claim) => (claim === undefined ? [] : [claim.delivery.id]));
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
    for (const inbox of inboxes) await inbox.close();
  });

  it("forgets finished deliveries after a week, never waiting ones", async () => {
    let now = 1_000_000_000;
    const inbox = new SqliteInbox(join(folder, "inbox.sqlite"), { now: () => now });
    await inbox.accept({ id: "finished", event: "push", body: "1" });
    const claim = await inbox.claim();
    if (claim !== undefined) await inbox.done(claim);
    await inbox.accept({ id: "waiting", event: "push", body: "2" });
    now += INBOX_MEMORY_MS + 1;
    expect(await inbox.accept({ id: "finished", event: "push", body: "1" })).toBe("new");
    expect(await inbox.accept({ id: "waiting", event: "push", body: "2" })).toBe("duplicate");
    await inbox.close();
  });

  it("survives kill -9 of the process that accepted and claimed", async () => {
    const path = join(folder, "inbox.sqlite");
    const child = spawn(process.execPath, ["--input-type=module", "-e", HOLD_AND_HANG], {
      env: {
        ...process.env,
        INBOX: path,
        MODULE: new URL("../../../adapters/store/inbox.ts", import.meta.url).href,
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    await firstOutput(child);
    child.kill("SIGKILL");
    await once(child, "exit");
    const now = Date.now();
    const before = new SqliteInbox(path, { now: () => now });
    expect(await before.count()).toEqual({ ready: 2, delayed: 0, dead: 0 });
    expect((await before.claim())?.delivery.id).toBe("waiting");
    expect(await before.claim()).toBeUndefined();
    await before.close();
    const after = new SqliteInbox(path, { now: () => now + INBOX_LEASE_MS });
    const claim = await after.claim();
    expect(claim?.delivery).toEqual({ id: "claimed", event: "push", body: "{}" });
    expect(claim?.attempt).toBe(2);
    await after.close();
  });
});

const HOLD_AND_HANG = `
  const { SqliteInbox } = await import(process.env.MODULE);
  const inbox = new SqliteInbox(process.env.INBOX);
  await inbox.accept({ id: "claimed", event: "push", body: "{}" });
  await inbox.claim();
  await inbox.accept({ id: "waiting", event: "push", body: "[]" });
  console.log("holding");
  setInterval(() => {}, 1000);
`;

async function firstOutput(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error("no output");
  await once(child.stdout, "data");
}
