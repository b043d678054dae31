import { StartError } from './start-error.js';

const OLDEST: readonly [number, number] = [22, 17];

/**
 * An older Node would start as well, and then lack functions in the middle of requests.
 * @throws StartError where this version, such as `24.21.0`, is too old to run Muster
 */
export function expectRecentNode(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new StartError(
    `Node ${version} is too old: Muster runs on ${OLDEST.join('.')} or later. \`npm start\` brings a Node of its own where it can.`,
  );
}
