import { isObject, parseJson } from "./json.ts";
import { linesIn } from "./lines.ts";
import { Collector, type Imported } from "./measurements.ts";
import { addRecord } from "./records.ts";

/**
 * Metrics from JSON lines: `{"step":1,"loss":0.5}` or `{"metric":"loss","value":0.5,"step":1}` on each. A line that
 * cannot be read, such as the cut last one of a killed run, is a problem of its own and the others stay.
 */
export function importJsonLines(text: string, subject: string): Imported {
  const collector = new Collector(subject);
  let position = 0;
  let number = 0;
  const path = () => `line ${number}`;
  for (const line of linesIn(text)) {
    number += 1;
    if (line.trim() === "") continue;
    const row = parseLine(line, subject);
    if (row === undefined) collector.problem(path, "a JSON object", line.slice(0, 60));
    else addRecord(collector, row, { path, position: position++ });
    if (collector.isCut) break;
  }
  return collector.imported();
}

function parseLine(line: string, subject: string): Record<string, unknown> | undefined {
  try {
    const value = parseJson(line, subject);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
