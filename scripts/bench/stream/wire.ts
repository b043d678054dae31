import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const token = { issuer: 'muster', audience: 'muster', secret: 'a secret for benches, 32 characters' };

/** A process of its own that is told things, and answers in their order. */
export class Other {
  readonly #process: ChildProcess;
  readonly #answers: object[] = [];
  #wake = () => {};

  constructor(file: string, args: readonly string[]) {
    this.#process = fork(join(import.meta.dirname, file), args, {
      execArgv: ['--import', 'tsx', '--expose-gc'],
    });
    this.#process.on('message', (answer: object) => {
      this.#answers.push(answer);
      this.#wake();
    });
  }

  tell(message: object): void {
    this.#process.send(message);
  }

  async next<T>(): Promise<T> {
    while (this.#answers.length === 0) {
      if (this.#process.exitCode !== null) throw new Error('A process of the bench ended early.');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#answers.shift() as T;
  }

  async ask<T>(message: object): Promise<T> {
    this.tell(message);
    return this.next<T>();
  }

  async stop(): Promise<void> {
    this.#process.kill('SIGKILL');
    if (this.#process.exitCode === null && this.#process.signalCode === null)
      await once(this.#process, 'exit');
  }
}
