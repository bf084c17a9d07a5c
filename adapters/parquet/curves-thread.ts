import { parentPort, workerData } from "node:worker_threads";
import { describeError } from "../../core/errors.ts";
import { thinCurves } from "../../core/run/curve-thinning.ts";
import type { CurvesAnswer, CurvesQuestion } from "./apart-curves.ts";
import { decodeCurves } from "./curves-parquet.ts";

// The thread of `decodeApart`: it reads one file and ends.
const { bytes, subject }: CurvesQuestion = workerData;

function answer(message: CurvesAnswer): void {
  parentPort?.postMessage(message);
}

decodeCurves(bytes, subject).then(
  (curves) => answer({ curves: thinCurves(curves) }),
  (error: unknown) => answer({ failure: describeError(error) }),
);
