import { expect, it } from "vitest";
import { writingToStore } from "../../../adapters/store/store-trouble.ts";
import { PedigreeError } from "../../../core/errors.ts";

const refusing = (error: unknown) => writingToStore("/data/store", () => Promise.reject(error));

it.each(["ENOSPC", "EROFS", "EACCES", "EDQUOT", "ENOTDIR"])(
  "%s is told with the place and what to do",
  async (code) => {
    const cause = Object.assign(new Error(`${code}: open`), { code });
    await expect(refusing(cause)).rejects.toMatchObject({
      code: "STORE_UNWRITABLE",
      cause,
      message: expect.stringMatching(
        new RegExp(`: /data/store: expected .*, found ${code}: .*; .*--store or PEDIGREE_STORE$`),
      ),
    });
  },
);

it("anything else is raised as it is", async () => {
  const [known, other] = [new PedigreeError("RUN_EXISTS", "taken"), new TypeError("a defect")];
  await expect(refusing(known)).rejects.toBe(known);
  await expect(refusing(other)).rejects.toBe(other);
  expect(await writingToStore("/data/store", () => Promise.resolve(3))).toBe(3);
});
