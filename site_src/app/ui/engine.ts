// Workers that verify, so that the page stays quick to the touch and a file built to take for ever can be put an end to.

import type { Instant } from "../verify/encoding/timestamps";
import type { Fetcher } from "../verify/fetching";
import type { Recipient } from "../verify/recipient";
import type { Report } from "../verify/report";
import { CheckError, loadChecker } from "./check";
import type { Job, Opened, Verify } from "./jobs";
import type { FromWorker, ToWorker } from "./worker";

/** Most that one file may compute, not counting the time that the network takes. */
export const LIMIT_MILLISECONDS = 2000;
const TOO_LONG = "It is built so that looking at it would take too long, so it was stopped.";

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

  /**
   * @param start starts a worker; where it cannot, the page works by itself
   * @param fetch what a job may ask of the network
   * @param trust the trust list's bytes, as soon as they are there
   */
  constructor(
    readonly start: Start,
    public fetch: Fetcher,
    public trust: Promise<Uint8Array | null>,
  ) {}

  /** As many workers as may work at once; each starts at once. */
  set size(count: number) {
    while (this.#lanes.length < Math.max(1, count)) this.#lanes.push(new Lane(this));
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

  /** The same, worked out in the page: sooner than a worker starts, and only for who wrote the page as well. */
  async verifyHere(data: Uint8Array, now: Instant): Promise<Report> {
    return this.alone({ kind: "verify", data, now, recipient: null });
  }

  /** A job done in the page itself. */
  alone(job: Verify): Promise<Report>;
  alone(job: Job): Promise<unknown>;
  async alone(job: Job): Promise<unknown> {
    const [{ Jobs }, trust] = await Promise.all([loadChecker(), this.trust]);
    const jobs = new Jobs((url) => this.fetch(url));
    await jobs.run({ kind: "prepare", trust });
    return jobs.run(job);
  }

  /** Every worker loads what it may need without a network. Asked while none is busy, so that each gets its own. */
  async ahead(): Promise<void> {
    await Promise.all(this.#lanes.map(() => this.#do({ kind: "ahead" })));
  }

  #do(job: Job): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      if (this.#lanes.length === 0) this.size = 1;
      else this.#next();
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
      resolve(there ? await this.#ask(job, LIMIT_MILLISECONDS) : await this.engine.alone(job));
    } catch (error) {
      reject(error as Error);
    } finally {
      this.busy = false;
    }
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
