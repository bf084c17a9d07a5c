import { expect, test } from "vitest";
import {
  formatHardwareSample,
  hardwareSource,
  isHardwareMetric,
  parseHardwareSamples,
} from "../../../core/run/hardware.ts";

const sample = (time: number, values = { cpu_utilization_percentage: 50 }) => ({ time, values });

test("samples come back from their lines, by time", () => {
  const lines = [sample(2), sample(1)].map(formatHardwareSample).join("");
  expect(parseHardwareSamples(lines)).toEqual([sample(1), sample(2)]);
});

test("a line that is cut, or of another form, costs nothing but itself", () => {
  const whole = formatHardwareSample(sample(1));
  expect(parseHardwareSamples(`{"time":-1,"values":{}}\n${whole}${whole.slice(0, 20)}`)).toEqual([sample(1)]);
  expect(parseHardwareSamples("")).toEqual([]);
});

test("each sample is a step of the machine's metrics", () => {
  const source = hardwareSource([sample(10), sample(20)]);
  expect(source?.run.measurements).toEqual([
    { metric: "system/cpu_utilization_percentage", step: 0, time: 10, value: 50 },
    { metric: "system/cpu_utilization_percentage", step: 1, time: 20, value: 50 },
  ]);
  expect(source?.run.measurements.every(({ metric }) => isHardwareMetric(metric))).toBe(true);
  expect(isHardwareMetric("systematic/error")).toBe(false);
  expect(hardwareSource([])).toBeUndefined();
});
