import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Delivery, emptyState, type State } from "./entities.ts";

/** How long changes gather before they are written: a burst of requests costs one write. */
const SAVE_PAUSE_MS = 100;

/** The state of one folder, in memory, and its copy on disk. */
export interface StateStore {
  readonly state: State;
  /** Writes the state soon. */
  save(): void;
  /** Deliveries only ever grow, so each is one appended line rather than a part of the state's file. */
  recordDelivery(delivery: Delivery): void;
  /** Resolves when everything is on disk. */
  flush(): Promise<void>;
}

export async function openStateStore(folder: string): Promise<StateStore> {
  await mkdir(folder, { recursive: true });
  const stateFile = path.join(folder, "state.json");
  const deliveriesFile = path.join(folder, "deliveries.jsonl");
  const state: State = { ...(await readState(stateFile)), deliveries: await readDeliveries(deliveriesFile) };
  let isDirty = false;
  let writing = Promise.resolve();
  const write = async (): Promise<void> => {
    if (!isDirty) return;
    isDirty = false;
    const { deliveries: _, ...rest } = state;
    await replaceFile(stateFile, JSON.stringify(rest));
  };
  return {
    state,
    save() {
      if (isDirty) return;
      isDirty = true;
      writing = writing.then(() => wait(SAVE_PAUSE_MS, undefined, { ref: false })).then(write);
    },
    recordDelivery(delivery) {
      state.deliveries.push(delivery);
      writing = writing.then(() => appendFile(deliveriesFile, `${JSON.stringify(delivery)}\n`));
    },
    async flush() {
      await writing;
      await write();
    },
  };
}

/** A reader sees the old state or the new one, never a part. */
async function replaceFile(file: string, content: string): Promise<void> {
  await writeFile(`${file}.draft`, content);
  await rename(`${file}.draft`, file);
}

/** The sandbox reads back only what it wrote itself; kinds that came later start empty. */
async function readState(file: string): Promise<State> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  const stored: unknown = JSON.parse(text);
  return Object.assign(emptyState(), stored);
}

async function readDeliveries(file: string): Promise<Delivery[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line): Delivery => JSON.parse(line));
}
