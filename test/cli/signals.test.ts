import { EventEmitter } from "node:events";
import { expect, it } from "vitest";
import { outliveSignals } from "../../cli/signals.ts";

it("remembers the signals that came, and has a listener for each that ends a process", () => {
  const process = new EventEmitter();
  const came = outliveSignals(process as unknown as NodeJS.Process);
  expect(came()).toEqual([]);
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"]) process.emit(signal);
  expect(came()).toEqual(["SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT"]);
});
