/** Verify Open Badges and Verifiable Credentials: the same steps, codes and sentences as the `laurels` package for Python. */

export type StepId = "decode" | "structure" | "proof" | "authority" | "validity" | "status" | "trust" | "recipient";
export type StepOutcome = "passed" | "failed" | "indeterminate" | "skipped";
export type Outcome = "valid" | "invalid" | "indeterminate" | "unknown-issuer";
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** What one step answers. */
export interface Step {
  readonly id: StepId;
  readonly outcome: StepOutcome;
  /** `<step>.<what>`, stable. */
  readonly code: string;
  /** One plain sentence; it may be reworded. */
  readonly message: string;
  /** Facts behind the sentence. */
  readonly detail: { [key: string]: Json };
}

/** The answer about one credential. */
export interface Report {
  readonly outcome: Outcome;
  /** Always all eight, in the order of STEPS. */
  readonly steps: readonly Step[];
  /** As signed; null unless it is proven that its issuer signed it. */
  readonly credential: { [key: string]: Json } | null;
}

/** Names of the steps, in their order. */
export declare const STEPS: readonly StepId[];

/** An answer of the network, or why there is none. */
export type Answer = { readonly status: number; readonly body: Uint8Array } | { readonly unavailable: string };
/** Gets a public file by its https address. It never rejects for what an address does. */
export type Resolver = (url: string) => Promise<Answer>;
/** A resolver without a network: what needs one could not be checked. */
export declare const offline: Resolver;

/** Issuers you trust. */
export type TrustList = ReadonlyMap<string, { readonly name: string; readonly until: string | null; readonly didDocument: { [key: string]: Json } | null }>;
/** The list is not one. */
export declare class TrustError extends Error {}
/** A trust list from the bytes of a site's trust.json. Throws TrustError. */
export declare function parseTrust(data: Uint8Array): TrustList;

/** What somebody who checks wants a holder to sign. */
export interface Challenge {
  readonly challenge: string;
  readonly domain: string;
  /** Such as 2026-11-24T12:00:00Z. */
  readonly expires: string;
}
/** The challenge is not one. */
export declare class ChallengeError extends Error {}
/** A challenge from decoded JSON. Throws ChallengeError. */
export declare function challengeFrom(value: Json): Challenge;

/** Whom you mean: a text, or a challenge with what came back. */
export interface Recipient {
  readonly given?: string;
  readonly challenge?: Challenge | null;
  readonly answer?: Json;
}

export interface Options {
  /** What the verifier may ask of the network. */
  readonly resolver: Resolver;
  /** Issuers you trust; null, the default, for nobody. */
  readonly trust?: TrustList | null;
  /** The instant to verify for; now by default. */
  readonly now?: Date;
  /** A name, an e-mail address or a DID to compare with, or a challenge; null, the default, where you do not ask. */
  readonly recipient?: string | Recipient | null;
}

/** Whether a credential is valid, and if not, why. It never rejects for what is inside the bytes. */
export declare function verify(data: Uint8Array, options: Options): Promise<Report>;

/** A report in a sentence or two; with `now`, it says how old the issuer's word on revocation is. */
export declare function headline(report: Report, now?: Date | null): string;
