import { play } from './demo-story/play.js';
import { findConnection } from './muster/connection.js';
import { EXIT, Failure } from './muster/failure.js';

// npm run demo-story: plays the story of the demo organisation against the running server.
try {
  await play(findConnection({}), new Date());
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = EXIT.UNUSABLE;
}
