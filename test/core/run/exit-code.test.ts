import { expect, it } from "vitest";
import { exitCodeOf } from "../../../core/run/exit-code.ts";

it.each([
  [0, null, 0],
  [7, null, 7],
  [null, "SIGHUP", 129],
  [null, "SIGINT", 130],
  [null, "SIGKILL", 137],
  [null, "SIGTERM", 143],
  [null, "SIGXFSZ", 1],
  [null, null, 1],
])("ends with the command's status: exit code %j, signal %j → %i", (exitCode, signal, status) => {
  expect(exitCodeOf({ exitCode, signal })).toBe(status);
});
