import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let copy: string;

beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'muster-imports-'));
  for (const entry of [
    'src',
    'package.json',
    'tsconfig.json',
    '.dependency-cruiser.cjs',
    'scripts/check-imports.mjs',
  ])
    cpSync(entry, join(copy, entry), { recursive: true });
  symlinkSync(resolve('node_modules'), join(copy, 'node_modules'), 'junction');
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

describe('the house', () => {
  it.each([
    ['a value from above', 'src/time/planted.ts', "import '../server/above.js';", 'time-imports-downwards'],
    [
      'a type from above',
      'src/auth/planted.ts',
      "import type {} from '../server/above.js';",
      'auth-imports-downwards',
    ],
    [
      'a lazy import from above',
      'src/events/planted.ts',
      "void import('../server/above.js');",
      'events-imports-downwards',
    ],
    [
      'a folder without a place in it',
      'src/common/planted.ts',
      "import 'pg';",
      'every-folder-is-in-the-house',
    ],
    [
      'I/O in a calculation',
      'src/capacity/calendar-planted.ts',
      "import 'node:fs';",
      'calculation-does-no-io',
    ],
    ['a library in a calculation', 'src/time/planted.ts', "import 'pg';", 'calculation-does-no-io'],
    [
      'a resolver outside the server',
      'src/risk/planted.ts',
      "import './planted.resolver.js';",
      'only-the-server-and-the-seeds-know-resolvers',
    ],
    ['what is not there', 'src/risk/planted.ts', "import './nowhere.js';", 'imports-resolve'],
  ])('refuses %s', (_, file, text, rule) => {
    const problems = complaintsOnPlanting({
      'src/server/above.ts': 'export {};',
      'src/risk/planted.resolver.ts': 'export {};',
      [file]: text,
    });

    expect(problems).toContainEqual(expect.stringMatching(new RegExp(`^${rule}: ${file} -> `)));
  });

  it('refuses a cycle, even of types', () => {
    const problems = complaintsOnPlanting({
      'src/risk/one.ts': "import type {} from './other.js';",
      'src/risk/other.ts': "import type {} from './one.js';",
    });

    expect(problems).toContainEqual(expect.stringMatching(/^no-cycles: src\/risk\/o/));
  });

  it('lets a folder import from below', () => {
    const problems = complaintsOnPlanting({
      'src/time/below.ts': "import 'temporal-polyfill';",
      'src/server/planted.ts': "import '../time/below.js';",
    });

    expect(problems.filter((problem) => /below|planted/.test(problem))).toEqual([]);
  });
});

function complaintsOnPlanting(files: Record<string, string>): string[] {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
  const { stderr, status } = spawnSync(process.execPath, ['scripts/check-imports.mjs'], {
    cwd: copy,
    encoding: 'utf8',
  });
  const problems = stderr.split('\n').filter(Boolean);
  expect(status).toBe(problems.length > 0 ? 1 : 0);
  return problems;
}
