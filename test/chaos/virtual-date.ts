import { webcrypto } from "node:crypto";
import type { Course } from "./course.ts";

const RealDate = Date;
const { subtle } = webcrypto;
const importKey = subtle.importKey.bind(subtle);
const sign = subtle.sign.bind(subtle);

/**
 * Whoever asks this thread for the time gets the history's, as do the libraries that sign the App's tokens, and the history
 * waits while they sign on another thread. Returns what ends that.
 */
export function installCourse(course: Course): () => void {
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given) => Reflect.construct(target, given.length === 0 ? [course.now()] : given),
    get: (target, name) => (name === "now" ? course.now : Reflect.get(target, name)),
  });
  Object.assign(subtle, {
    sign: (...given: Parameters<typeof sign>) => course.outside(sign(...given)),
    importKey: (...given: Parameters<typeof importKey>) => course.outside(importKey(...given)),
  });
  return () => {
    globalThis.Date = RealDate;
    Object.assign(subtle, { importKey, sign });
  };
}
