import { beforeEach, describe, expect, it } from "vitest";
import { Enforcement } from "../../app/enforcement.ts";
import { PedigreeError } from "../../core/errors.ts";

const REFUSED = new PedigreeError("REMOTE_REFUSED", "GitHub refused a request");

describe("Enforcement", () => {
  let lines: string[];
  let enforcement: Enforcement;
  beforeEach(() => {
    lines = [];
    enforcement = new Enforcement({ wanted: ["acme/wanted"], say: (line) => lines.push(line) });
  });

  it("says once that a registry is not looked after, and once that it is again", () => {
    enforcement.done("acme/a", []);
    for (let n = 0; n < 3; n += 1) enforcement.failed("acme/a", REFUSED);
    expect(lines).toEqual([expect.stringMatching(/^acme\/a: NOT ENFORCED: GitHub refused/)]);
    expect(enforcement.lapsed).toBe(1);
    enforcement.done("acme/a", []);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe("acme/a: enforced again");
    expect(enforcement.lapsed).toBe(0);
  });

  it("misses a registry that is gone from the list, and one that the configuration names", () => {
    enforcement.done("acme/a", []);
    enforcement.present(["acme/b"]);
    enforcement.done("acme/wanted", undefined);
    expect(enforcement.lapsed).toBe(2);
  });

  it("names the permissions that are missing", () => {
    enforcement.done("acme/a", ["checks: write"]);
    expect(lines).toEqual([expect.stringContaining("checks: write")]);
    expect(enforcement.lapsed).toBe(1);
  });

  it("does not miss what never was a registry", () => {
    enforcement.done("acme/website", undefined);
    enforcement.failed("acme/website", REFUSED);
    enforcement.present([]);
    expect(enforcement.lapsed).toBe(0);
    expect(lines).toEqual([]);
  });

  it("takes no passing trouble for a lapse", () => {
    enforcement.done("acme/a", []);
    enforcement.failed("acme/a", new PedigreeError("REMOTE_UNAVAILABLE", "down"));
    enforcement.failed("acme/a", new Error("defect"));
    expect(enforcement.lapsed).toBe(0);
  });
});
