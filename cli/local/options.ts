import type { Option } from "../command.ts";

export const STORE_OPTION: Option = {
  name: "store",
  value: "DIR",
  about:
    "folder of the runs; without it PEDIGREE_STORE, else the nearest .pedigree from the present folder upwards",
};

export const GATE_OPTION: Option = {
  name: "gate",
  value: "METRICS",
  about:
    "end with 1 when one of these (true: any with a goal) is worse beyond tolerance and noise; without it as the configuration says, false: never",
};

export const CONFIG_OPTION: Option = {
  name: "config",
  value: "FILE",
  about: "the configuration; without it .github/pedigree.yml, if it is there",
};

/** What is said of a run that is recorded; the same as the Action's inputs. */
export const RECORD_OPTIONS: readonly Option[] = [
  {
    name: "experiment",
    value: "NAME",
    about: "runs of one experiment are compared; without it folder/script",
  },
  { name: "name", value: "NAME", about: "a name for people to recognise the run by" },
  { name: "notes", value: "TEXT", about: "notes on the run" },
  { name: "tag", value: "TAG", about: "a tag, e.g. big or team=vision", many: true },
  { name: "metrics", value: "GLOB", about: "files that hold metrics", many: true },
  { name: "params", value: "GLOB", about: "files that hold parameters", many: true },
  {
    name: "data",
    value: "GLOB",
    about: "data that is used; 'evaluation: GLOB' where it is not for training",
    many: true,
  },
  { name: "artifacts", value: "GLOB", about: "files to keep with the run", many: true },
  { name: "model", value: "GLOB", about: "the model's files, kept with the run", many: true },
  {
    name: "base-model",
    value: "NAME",
    about: "a model that training begins with, e.g. churn@3 of the registry; none says that there is none",
    many: true,
  },
  GATE_OPTION,
  CONFIG_OPTION,
];
