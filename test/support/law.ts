import fc from "fast-check";

/** Checks a law on many values: `check` fails by throwing, as an assertion does. */
export function law<T>(values: fc.Arbitrary<T>, check: (value: T) => unknown): void {
  fc.assert(
    fc.property(values, (value) => {
      check(value);
    }),
  );
}
