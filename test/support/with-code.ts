import { type ErrorCode, PedigreeError } from "../../core/errors.ts";

/** For `toThrow` and `rejects.toThrow`: any PedigreeError of this code, whatever its words unless some are given. */
export function withCode(code: ErrorCode, words: RegExp = /(?:)/) {
  return {
    asymmetricMatch: (error: unknown) =>
      error instanceof PedigreeError && error.code === code && words.test(error.message),
    toString: () => `PedigreeError ${code}`,
  };
}
