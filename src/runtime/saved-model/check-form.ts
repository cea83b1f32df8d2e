/**
 * Checks of data that somebody may have changed by hand: a form takes a value of JSON and gives it back typed, or throws a
 * Problem that says where it is not what it should be.
 */
import { Problem } from "../../problem.ts";

export type Form<T> = (value: unknown, at: string) => T;

export function number(value: unknown, at: string): number {
  return typeof value === "number" ? value : wrong(at, "a number");
}

export function count(value: unknown, at: string): number {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : wrong(at, "a count");
}

export function text(value: unknown, at: string): string {
  return typeof value === "string" ? value : wrong(at, "a text");
}

export function flag(value: unknown, at: string): boolean {
  return typeof value === "boolean" ? value : wrong(at, "true or false");
}

export function oneOf<const T extends string>(...words: readonly T[]): Form<T> {
  return (value, at) => words.find((word) => word === value) ?? wrong(at, words.join(" or "));
}

export function optional<T>(form: Form<T>): Form<T | undefined> {
  return (value, at) => (value === undefined ? undefined : form(value, at));
}

export function list<T>(form: Form<T>): Form<readonly T[]> {
  return (value, at) =>
    Array.isArray(value) ? value.map((item, i) => form(item, `${at}[${i}]`)) : wrong(at, "a list");
}

/** Fields that are named here and no others; those absent stay absent. */
export function record<T extends object>(forms: { readonly [K in keyof T]-?: Form<T[K]> }): Form<T> {
  return (value, at) => {
    const given = object(value, at);
    const unknown = Object.keys(given).find((key) => !Object.hasOwn(forms, key));
    if (unknown !== undefined) wrong(`${at}.${unknown}`, "absent");
    const entries = Object.entries<Form<unknown>>(forms).map(([key, form]) => {
      return [key, form(Object.hasOwn(given, key) ? given[key] : undefined, `${at}.${key}`)] as const;
    });
    return Object.fromEntries(entries.filter(([, field]) => field !== undefined)) as T;
  };
}

/** Any names, all with values of one form. */
export function dictionary<T>(form: Form<T>): Form<{ readonly [name: string]: T }> {
  return (value, at) =>
    Object.fromEntries(
      Object.entries(object(value, at)).map(([name, field]) => [name, form(field, `${at}.${name}`)]),
    );
}

export function wrong(at: string, expected: string): never {
  const place = at.length > 120 ? `${at.slice(0, 120)}…` : at;
  throw new Problem(`${place.replace(/\p{Cc}/gu, "?")} is not ${expected}.`);
}

function object(value: unknown, at: string): { readonly [name: string]: unknown } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong(at, "an object");
  return value as { readonly [name: string]: unknown };
}
