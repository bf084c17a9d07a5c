import { type ErrorCode, PedigreeError } from "../../core/errors.ts";

/** For `toThrow` and `rejects.toThrow`: any PedigreeError of this code, whatever its words. */
export function withCode(code: ErrorCode) {
  return {
    asymmetricMatch: (error: unknown) => error instanceof PedigreeError && error.code === code,
    toString: () => `PedigreeError ${code}`,
  };
}
