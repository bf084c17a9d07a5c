import type { Command } from "../command.ts";
import { cardCheckCommand, cardFillCommand } from "./card.ts";
import { compareCommand } from "./compare.ts";
import { completionCommand } from "./completion.ts";
import { diffCommand } from "./diff.ts";
import { doctorCommand } from "./doctor.ts";
import { exportCommand } from "./export.ts";
import { historyCommand } from "./history.ts";
import { importCommand } from "./import.ts";
import { importGtoCommand } from "./import-gto.ts";
import { logCommand } from "./log.ts";
import { policyCheckCommand, policyExplainCommand, policyRehearseCommand } from "./policy.ts";
import { recordCommand } from "./record.ts";
import { runCommand } from "./run.ts";
import { runsCommand } from "./runs.ts";
import { showCommand } from "./show.ts";
import { tailCommand } from "./tail.ts";
import { verifyCommand } from "./verify.ts";

/** Every command, in the order in which help shows them. The only list of them. */
export const COMMANDS: readonly Command[] = [
  runCommand,
  runsCommand,
  showCommand,
  compareCommand,
  diffCommand,
  importGtoCommand,
  importCommand,
  logCommand,
  tailCommand,
  recordCommand,
  verifyCommand,
  historyCommand,
  policyCheckCommand,
  policyExplainCommand,
  policyRehearseCommand,
  cardCheckCommand,
  cardFillCommand,
  exportCommand,
  doctorCommand,
  completionCommand(() => COMMANDS),
];
