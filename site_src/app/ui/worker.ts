// The worker's side: jobs come in, answers go out, and what the network is asked for is asked of the page, whose policy and
// whose visitor decide.

import type { Fetched, Unavailable } from "../verify/fetching";
import { type Job, Jobs } from "./jobs";

/** From the page: a job, or the network's answer to a question. */
export type ToWorker = { readonly id: number; readonly job: Job } | { readonly call: number; readonly answer: Fetched | Unavailable };
/** To the page: ready, a result, a failure, or a question for the network. */
export type FromWorker =
  | { readonly ready: true }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly id: number; readonly call: number; readonly url: string };

/** Serves jobs in a worker's global scope. */
export function serve(scope: { postMessage(message: FromWorker): void; onmessage: ((event: MessageEvent<ToWorker>) => void) | null }): void {
  const waiting = new Map<number, (answer: Fetched | Unavailable) => void>();
  let calls = 0;
  let current = 0;
  const jobs = new Jobs(
    (url) =>
      new Promise((resolve) => {
        calls += 1;
        waiting.set(calls, resolve);
        scope.postMessage({ id: current, call: calls, url });
      }),
  );
  scope.onmessage = async ({ data: message }) => {
    if ("call" in message) {
      waiting.get(message.call)?.(message.answer);
      waiting.delete(message.call);
      return;
    }
    current = message.id;
    try {
      scope.postMessage({ id: message.id, result: await jobs.run(message.job) });
    } catch (error) {
      scope.postMessage({ id: message.id, error: error instanceof Error ? error.message : String(error) });
    }
  };
  scope.postMessage({ ready: true });
}
