import { parentPort } from 'node:worker_threads';
import { calculate, type Question } from './calculation.js';

// The other side of `calculations.ts`: a thread that calculates what it is asked, one after the other.
parentPort!.on('message', async ({ id, question }: { id: number; question: Question }) => {
  try {
    parentPort!.postMessage({ id, answer: await calculate(question) });
  } catch (error) {
    parentPort!.postMessage({ id, error });
  }
});
