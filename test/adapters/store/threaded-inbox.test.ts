import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { SqliteInbox } from "../../../adapters/store/inbox.ts";
import { ThreadedInbox } from "../../../adapters/store/threaded-inbox.ts";
import { inboxContract } from "../../contracts/inbox.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

const DELIVERY = { id: "guid", event: "push", body: "{}" };

describe("ThreadedInbox", () => {
  inboxContract((now) => new ThreadedInbox(":memory:", { now }));

  it("leaves on disk what it accepted", async () => {
    const path = join(tempFolder(), "deep", "inbox.sqlite");
    const inbox = await ThreadedInbox.open(path);
    await inbox.accept(DELIVERY);
    await inbox.close();
    const again = new SqliteInbox(path);
    expect((await again.claim())?.delivery).toEqual(DELIVERY);
    await again.close();
  });

  it("says so at once when the file is no inbox, and never hangs afterwards", async () => {
    const path = join(tempFolder(), "inbox.sqlite");
    await writeFile(path, "this is no database, whatever its name says".repeat(100));
    await expect(ThreadedInbox.open(path)).rejects.toThrow(withCode("INTERNAL"));
    const inbox = new ThreadedInbox(path);
    await expect(inbox.accept(DELIVERY)).rejects.toThrow(withCode("INTERNAL"));
    await expect(inbox.claim()).rejects.toThrow(withCode("INTERNAL"));
    await inbox.close();
  });

  it("is closed once", async () => {
    const inbox = await ThreadedInbox.open(":memory:");
    await inbox.close();
    await inbox.close();
    await expect(inbox.claim()).rejects.toThrow(withCode("INTERNAL"));
  });
});
