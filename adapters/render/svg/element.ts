import { shorten, visibleLine } from "../escape.ts";

/** A piece of SVG. Only `element` makes one, so that no text from outside becomes markup. */
export interface Markup {
  readonly markup: string;
}

export type Attributes = Readonly<Record<string, string | number>>;

/** An element; numbers are rounded to a tenth of a pixel, and text among the children is escaped. */
export function element(
  name: string,
  attributes: Attributes,
  ...children: readonly (Markup | string)[]
): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  const inner = children.map((child) => (typeof child === "string" ? escaped(child) : child.markup)).join("");
  return { markup: `<${name}${written.join("")}${inner === "" ? "/>" : `>${inner}</${name}>`}` };
}

/** A line of text at a place; what is too long for it is cut. */
export function label(text: string, attributes: Attributes, max = 40): Markup {
  return element("text", attributes, shorten(text, max));
}

/** A tenth of a pixel, without a trailing zero: the same on every machine. */
export function pixel(value: number): string {
  const text = value.toFixed(1);
  return text.endsWith(".0") ? text.slice(0, -2).replace(/^-0$/, "0") : text;
}

function attribute(value: string | number): string {
  return typeof value === "number" ? pixel(value) : escaped(value);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return visibleLine(text).replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);
}
