// What crosses between the window and Rust: the generated types under the names that screens use.
// Dates are "YYYY-MM-DD", times RFC 3339 with +05:00, money a decimal string in tenge ("782162.50"), ids strings.
import type { commands, FoundView, HitView, PublicOfferView, SexView, Text } from "./bindings";

export type * from "./bindings";

/** What the user wrote in three languages; any of them may be empty. */
export type Wording = Text;
export type Sex = SexView;
export type Hit = HitView;
export type Found = FoundView;
export type PublicOffer = PublicOfferView;

type Bound = typeof commands;
type Answer<Call> = Call extends (...values: never[]) => Promise<infer Outcome> ? (Outcome extends { status: "ok"; data: infer Data } ? Data : never) : never;

/** Every command as screens call it: the answer itself, or an `AppError` thrown. */
export type Commands = {
  [Name in keyof Bound]: (...values: Parameters<Bound[Name]>) => Promise<[Answer<Bound[Name]>] extends [null] ? undefined : Answer<Bound[Name]>>;
};
