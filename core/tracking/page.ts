import { PedigreeError } from "../errors.ts";
import type { CurvePoint, CurveWindow, Page, Search, Window } from "../ports/tracking-store.ts";
import { matchesFilter, type Order, type ValuesOf } from "./filter.ts";
import { sortBy } from "./values.ts";

/** The window on a list that is all there. */
export function pageOf<T>(items: readonly T[], { offset, limit }: Window): Page<T> {
  return { items: items.slice(offset, offset + limit), more: items.length > offset + limit };
}

/** The first so many points of a curve, or those that come after one. */
export function windowAfter(after: CurvePoint | undefined, limit: number): CurveWindow {
  return { ...(after === undefined ? {} : { after }), offset: 0, limit };
}

/** Filters, orders and cuts things that are all there. `ties` come after the orders asked for. */
export function searchIn<T>(
  things: readonly T[],
  search: Search,
  by: { readonly valuesOf: ValuesOf<T>; readonly ties: readonly Order[] },
): Page<T> {
  const { filter } = search;
  const found =
    filter === undefined ? things : things.filter((thing) => matchesFilter(filter, thing, by.valuesOf));
  return pageOf(sortBy(found, [...search.order, ...by.ties], by.valuesOf), search);
}

/** Clients give a page token back as they got it: the base64 of `{"offset": N}`, as MLflow's servers write it. */
export function formatPageToken(offset: number): string {
  return btoa(`{"offset": ${offset}}`);
}

/** The offset of a page token, 0 for an empty one. TRACKING_INVALID for anything else. */
export function parsePageToken(token: string): number {
  if (token === "") return 0;
  const match = /^\{"offset": ?(\d{1,15})\}$/.exec(decoded(token));
  if (match !== null) return Number(match[1]);
  throw new PedigreeError("TRACKING_INVALID", "invalid page token", {
    expected: "the token that came with the page before",
  });
}

function decoded(token: string): string {
  try {
    return atob(token);
  } catch {
    return "";
  }
}
