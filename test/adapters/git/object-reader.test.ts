import { expect, it } from "vitest";
import { hasId, openObjectReader } from "../../../adapters/git/object-reader.ts";
import { git, gitObject } from "../../support/git-objects.ts";
import { tempFolder } from "../../support/temp-folder.ts";

it("answers many questions in the order of asking, whatever their size", async () => {
  const folder = tempFolder();
  git(folder, ["init", "-q", "--bare", "."]);
  const texts = [
    "",
    "a",
    "line\n\n",
    "x".repeat(300_000),
    "é".repeat(100_000),
    "y".repeat(4 * 2 ** 20 + 1),
    "z",
  ];
  const ids = texts.map((text) => git(folder, ["hash-object", "-w", "--stdin"], text).trim());
  const reader = openObjectReader(folder, "batch");
  const answers = await Promise.all([...ids, "0".repeat(40), ids[1] ?? ""].map((id) => reader.ask(id)));
  reader.close();
  const seen = answers.map((answer) =>
    answer.kind === "object" ? answer.content.toString("utf8") : answer.kind,
  );
  expect(seen.map((text) => text.slice(0, 20))).toEqual(
    ["", "a", "line\n\n", "x".repeat(20), "é".repeat(20), "too large", "z", "missing", "a"].map(
      (text) => text,
    ),
  );
  expect(seen[3]?.length).toBe(300_000);
});

it("knows bytes that are not those of their id", () => {
  const { id, bytes } = gitObject("blob", "hello\n");
  expect(hasId(bytes, id)).toBe(true);
  expect(hasId(Buffer.from("hallo\n"), id)).toBe(false);
});

it("says so when git ends", async () => {
  const reader = openObjectReader("/nonexistent", "batch");
  await expect(reader.ask("0".repeat(40))).rejects.toMatchObject({ code: "FILE_UNREADABLE" });
});
