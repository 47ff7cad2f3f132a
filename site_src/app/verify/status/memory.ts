// What is known of status lists already: many badges share one. Nothing that is kept depends on the badge or on the day.

import type { World } from "../proofs";

/** What was asked → its answer. It holds for one trust list and one way to fetch. */
export type Memory = Map<string, Promise<unknown>>;

/** The answer to a question, from memory where there is one; what is not worth keeping is asked for anew the next time. */
export function remember<T>(world: World, key: string, ask: () => Promise<T>, isKept: (answer: T) => boolean = () => true): Promise<T> {
  const { memory } = world;
  const known = memory?.get(key) as Promise<T> | undefined;
  if (!memory || known) return known ?? ask();
  const answer = ask();
  memory.set(key, answer);
  const forget = () => void memory.delete(key);
  answer.then((found) => isKept(found) || forget(), forget);
  return answer;
}
