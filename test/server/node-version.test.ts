import { describe, expect, it } from 'vitest';
import { expectRecentNode } from '../../src/server/node-version.js';
import { StartError } from '../../src/server/start-error.js';

describe('the Node that Muster is started with', () => {
  it.each(['22.17.0', '22.20.1', '23.0.0', '24.21.0', '100.0.0'])('may be %s', (version) => {
    expect(() => expectRecentNode(version)).not.toThrow();
  });

  it.each(['18.20.4', '20.19.5', '22.0.0', '22.16.9'])('may not be %s, which is said', (version) => {
    expect(() => expectRecentNode(version)).toThrow(
      new StartError(
        `Node ${version} is too old: Muster runs on 22.17 or later. \`npm start\` brings a Node of its own where it can.`,
      ),
    );
  });
});
