import { appendFile, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
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

/** `isKept` false: the state is read and never written. */
export async function openStateStore(folder: string, isKept = true): Promise<StateStore> {
  await mkdir(folder, { recursive: true });
  const stateFile = path.join(folder, "state.json");
  const deliveriesFile = path.join(folder, "deliveries.jsonl");
  const state = await readState(stateFile);
  state.deliveries = await readDeliveries(deliveriesFile);
  // A process that was killed may have recorded a delivery after it last wrote the state.
  state.lastId = Math.max(state.lastId, ...state.deliveries.slice(-1).map(({ id }) => id));
  if (!isKept) return forgetful(state);
  let isDirty = false;
  let writing = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const write = async (): Promise<void> => {
    if (!isDirty) return;
    isDirty = false;
    const { deliveries: _, ...rest } = state;
    await replaceFile(stateFile, JSON.stringify(rest));
  };
  const enqueue = (): void => {
    timer = undefined;
    writing = writing.then(write);
  };
  const save = (): void => {
    isDirty = true;
    timer ??= setTimeout(enqueue, SAVE_PAUSE_MS).unref();
  };
  return {
    state,
    save,
    recordDelivery(delivery) {
      state.deliveries.push(delivery);
      save();
      writing = writing.then(() => appendFile(deliveriesFile, `${JSON.stringify(delivery)}\n`));
    },
    flush() {
      clearTimeout(timer);
      enqueue();
      return writing;
    },
  };
}

function forgetful(state: State): StateStore {
  const recordDelivery = (delivery: Delivery) => void state.deliveries.push(delivery);
  return { state, save: () => {}, recordDelivery, flush: async () => {} };
}

/** A reader sees the old state or the new one, never a part. */
async function replaceFile(file: string, content: string): Promise<void> {
  await writeFile(`${file}.draft`, content);
  await rename(`${file}.draft`, file);
}

/** The sandbox reads back only what it wrote itself; kinds that came later start empty. */
async function readState(file: string): Promise<State> {
  const text = await readIfThere(file);
  const stored: unknown = JSON.parse(text === "" ? "{}" : text);
  return Object.assign(emptyState(), stored);
}

/** A last line without its end was cut off with the process that wrote it. */
async function readDeliveries(file: string): Promise<Delivery[]> {
  const lines = (await readIfThere(file)).split("\n").slice(0, -1);
  return lines.map((line): Delivery => JSON.parse(line));
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
