import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { start } from '../server/process.js';

/** What the script prints, and how it ends. */
async function tellStory(environment: Record<string, string>) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/demo-story.ts'], {
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

describe('the story of the demo', () => {
  it('is played against the running server, as often as one likes', async () => {
    const { folder } = await start();
    for (let telling = 0; telling < 2; telling++) {
      const { code, stdout, stderr } = await tellStory({ MUSTER_DATA: folder });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const acts = stdout.split('\n').filter((line) => /^\S/.test(line));
      expect(acts.map((line) => line.split(':')[0])).toEqual([
        'Staffing board',
        'Project lead',
        'Project lead',
        'HR',
        'Project lead',
        'Staffing board',
        'Project lead',
        'Staffing board',
        'HR',
        'Project lead',
        'Project lead',
        'Staffing board',
      ]);
      expect(stdout).toMatch(
        /ASSIGNMENT_CONFIRMED\n.+ tentative [1-9][\d.]* h -> 0 h, confirmed 0 h -> [1-9]/,
      );
      expect(stdout).toMatch(/: 0\.00 % \(0 h of/);
      expect(stdout).toMatch(/: 50\.00 % \(/);
      expect(stdout).toMatch(
        /Refused \(OVERBOOKED\): .+\n +From [\d-]+ to [\d-]+ there are [\d.]+ h, and [\d.]+ h too many:/,
      );
    }
  });

  it('says so where no server runs', async () => {
    const { code, stdout, stderr } = await tellStory({ MUSTER_DATA: '/nowhere' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('No running server was found in /nowhere.');
  });
});
