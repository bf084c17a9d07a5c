import { PedigreeError } from "../../core/errors.ts";
import { ARCHIVES, DOORS } from "./hostile-inputs.ts";

/** What the worst of a door's inputs took, in milliseconds of the processor. */
export interface Worst {
  readonly door: string;
  readonly inputs: number;
  readonly milliseconds: number;
  /** Growth of the process while it was read, garbage included. */
  readonly megabytes: number;
  /** The first characters of the slowest and of the largest input. */
  readonly slowest: string;
  readonly largest: string;
}

/** Reads every hostile input of one door (`archives` for archives) in this process, and says what the worst took. */
async function readAll(door: string): Promise<Worst> {
  let worst = { milliseconds: 0, megabytes: 0, slowest: "", largest: "" };
  let inputs = 0;
  for (const { name, read } of inputsOf(door)) {
    const before = used();
    const started = process.cpuUsage();
    await survive(read);
    const { user, system } = process.cpuUsage(started);
    const [milliseconds, megabytes] = [(user + system) / 1000, Math.max(0, used() - before)];
    if (milliseconds > worst.milliseconds) worst = { ...worst, milliseconds, slowest: name };
    if (megabytes > worst.megabytes) worst = { ...worst, megabytes, largest: name };
    inputs += 1;
    globalThis.gc?.();
  }
  return { door, inputs, ...worst };
}

function* inputsOf(door: string): Generator<{ readonly name: string; readonly read: () => unknown }> {
  if (door === "archives") {
    for (const [at, read] of ARCHIVES.entries()) yield { name: `archive ${at}`, read };
    return;
  }
  const found = DOORS.find(({ name }) => name === door);
  if (found === undefined) throw new Error(`no door ${door}`);
  for (const text of found.inputs(found.cap)) {
    if (text.length > found.cap * 1.2) throw new Error(`larger than the cap: ${text.slice(0, 40)}`);
    yield { name: text.slice(0, 60), read: () => found.read(text) };
  }
}

/** A refusal is as good as a value; anything else that is raised is a defect. */
async function survive(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof PedigreeError) && !(error instanceof SyntaxError)) throw error;
  }
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

if (import.meta.main) {
  for (const door of process.argv.slice(2)) process.stdout.write(`${JSON.stringify(await readAll(door))}\n`);
}
