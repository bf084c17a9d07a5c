import type { Curves } from "../run/metric.ts";

/** The file form of curves. Equal curves give equal bytes, so that a commit can be made again and compared. */
export interface CurveFiles {
  encode(curves: Curves): Uint8Array;
  /** Raises ARTIFACT_INVALID when the bytes are no readable curves; `subject` names them in the message. */
  decode(bytes: Uint8Array, subject: string): Promise<Curves>;
}
