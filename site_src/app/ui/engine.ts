// Workers that verify, so that the page stays quick to the touch and a file built to take for ever can be put an end to.

import type { Instant } from "../verify/encoding/timestamps";
import type { Fetcher } from "../verify/fetching";
import type { Recipient } from "../verify/recipient";
import type { Report } from "../verify/report";
import { CheckError } from "./check";
import type { Job, Opened } from "./jobs";
import type { FromWorker, ToWorker } from "./worker";

/** Most that one file may compute, not counting the time that the network takes. */
export const LIMIT_MILLISECONDS = 2000;
const TOO_LONG = "It is built so that looking at it would take too long, so it was stopped.";
const NO_CHECKER = "The checker could not be loaded. Check your connection and reload the page.";

interface Task {
  readonly job: Job;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What the engine needs of a worker. */
export type Start = () => Worker;

export class Engine {
  readonly #queue: Task[] = [];
  readonly #lanes: Lane[] = [];
  #size = 1;

  /**
   * @param start starts a worker; where it cannot, the page works by itself
   * @param fetch what a job may ask of the network
   * @param trust the trust list's bytes, as soon as they are there
   */
  constructor(
    readonly start: Start,
    public fetch: Fetcher,
    public trust: Promise<Uint8Array | null>,
  ) {
    this.#lanes.push(new Lane(this));
  }

  /** As many workers as may work at once. */
  set size(count: number) {
    this.#size = Math.max(1, count);
    while (this.#lanes.length < this.#size) this.#lanes.push(new Lane(this));
    this.#next();
  }

  /** What is in a file. */
  open(name: string, data: Uint8Array): Promise<Opened[]> {
    return this.#do({ kind: "open", name, data }) as Promise<Opened[]>;
  }

  /** The report on a credential. */
  verify(data: Uint8Array, now: Instant, recipient: Recipient | null = null): Promise<Report> {
    return this.#do({ kind: "verify", data, now, recipient }) as Promise<Report>;
  }

  /** Every worker loads what it may need without a network. Asked while none is busy, so that each gets its own. */
  async ahead(): Promise<void> {
    await Promise.all(this.#lanes.map(() => this.#do({ kind: "ahead" })));
  }

  #do(job: Job): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    for (const lane of this.#lanes) {
      if (lane.busy) continue;
      const task = this.#queue.shift();
      if (!task) return;
      void lane.work(task).then(() => this.#next());
    }
  }
}

/** One worker, or the page itself in its place. */
class Lane {
  busy = false;
  #worker: Worker | null = null;
  #ready: Promise<boolean>;
  #ids = 0;
  #trust: Promise<Uint8Array | null> | null = null;
  #on: ((message: Exclude<FromWorker, { ready: true }>) => void) | null = null;

  constructor(readonly engine: Engine) {
    this.#ready = this.#begin();
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** Resolves with whether there is a worker. */
  #begin(): Promise<boolean> {
    return new Promise((resolve) => {
      try {
        const worker = this.engine.start();
        worker.onerror = (event) => {
          event.preventDefault();
          resolve(false);
        };
        worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
          if ("ready" in data) resolve(true);
          else this.#on?.(data);
        };
        this.#worker = worker;
      } catch {
        resolve(false);
      }
    }).then((there) => {
      if (!there) this.close();
      this.#trust = null;
      return there as boolean;
    });
  }

  /** Tells the worker whom to trust, where it has not been told. */
  async #prepare(): Promise<void> {
    const { trust } = this.engine;
    if (this.#trust === trust) return;
    await this.#ask({ kind: "prepare", trust: await trust }, null);
    this.#trust = trust;
  }

  async work({ job, resolve, reject }: Task): Promise<void> {
    this.busy = true;
    try {
      const there = await this.#ready;
      if (there) await this.#prepare();
      resolve(there ? await this.#ask(job, LIMIT_MILLISECONDS) : await this.#alone(job));
    } catch (error) {
      reject(error as Error);
    } finally {
      this.busy = false;
    }
  }

  async #alone(job: Job): Promise<unknown> {
    const { Jobs } = await import("./jobs").catch(() => {
      throw new CheckError(NO_CHECKER);
    });
    const jobs = new Jobs(this.engine.fetch);
    await jobs.run({ kind: "prepare", trust: await this.engine.trust });
    return jobs.run(job);
  }

  #ask(job: Job, limit: number | null): Promise<unknown> {
    const id = ++this.#ids;
    const worker = this.#worker as Worker;
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let asked = 0;
      const wind = () => {
        clearTimeout(timer);
        if (limit !== null && asked === 0) timer = setTimeout(stop, limit);
      };
      const stop = () => {
        this.close();
        this.#on = null;
        this.#ready = this.#begin();
        reject(new CheckError(TOO_LONG));
      };
      this.#on = (message) => {
        if (message.id !== id) return;
        if ("call" in message) {
          asked += 1;
          wind();
          void this.engine.fetch(message.url).then((answer) => {
            asked -= 1;
            wind();
            worker.postMessage({ call: message.call, answer } satisfies ToWorker);
          });
          return;
        }
        clearTimeout(timer);
        this.#on = null;
        if ("error" in message) reject(new CheckError(`Something unexpected happened in the checker (${message.error}).`));
        else resolve(message.result);
      };
      wind();
      worker.postMessage({ id, job } satisfies ToWorker);
    });
  }
}
