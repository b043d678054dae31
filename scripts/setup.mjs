// Gets a checkout ready for the npm script that follows: the packages, a Node that can run them and, when asked
// to `build`, the program. It needs no package and runs on Node 18. It speaks on stderr: stdout belongs to the
// script that follows.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = [22, 17];
/** What dist/ is made of: scripts/ holds the command line, schema/generated the operations it sends. */
const SOURCES = ['src', 'seeds', 'scripts', 'schema/generated', 'tsconfig.json', 'tsconfig.build.json'];
const BUILT_FROM = 'dist/.built-from';
const onWindows = process.platform === 'win32';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
process.env.PATH = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`;

if (packagesAreStale()) install();
requireNode();
if (process.argv[2] === 'build') build(fingerprint());

function install() {
  say('Installing packages (npm ci).');
  // Without optional packages there is no Node of our own, without development packages no compiler.
  const installed = run('npm', 'ci', '--include=dev', '--include=optional');
  if (!installed) fail('The packages could not be installed; the reason stands above.');
  discardForeignNode();
}

function build(sources) {
  if (sources === readIfThere(BUILT_FROM)) return;
  say('Building dist/ (tsc).');
  rmSync('dist', { recursive: true, force: true });
  const built = run('node', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  if (!built) fail('The program could not be built; the reason stands above.');
  writeFileSync(BUILT_FROM, sources);
}

/** Whether npm's own record of what it installed falls short of package-lock.json. */
function packagesAreStale() {
  const record = readIfThere('node_modules/.package-lock.json');
  if (record === undefined) return true;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
  return Object.entries(wanted).some(([path, { version, optional, devOptional }]) => {
    if (path === '') return false;
    return installed[path] ? installed[path].version !== version : !(optional || devOptional);
  });
}

/** Where the system cannot run the Node of the packages (another C library, say), it must not stand before the user's own. */
function discardForeignNode() {
  const bundled = resolve('node_modules/.bin/node');
  if (!existsSync(bundled) || versionOf(bundled) !== undefined) return;
  say('The Node that came with the packages does not run on this system: using your own.');
  rmSync(bundled);
}

/** The script that follows runs on the `node` that PATH finds, which need not be the one that runs this file. */
function requireNode() {
  if (isRecent(process.versions.node)) return;
  const found = versionOf('node');
  if (found !== undefined && isRecent(found)) return;
  fail(
    `Muster needs Node ${OLDEST_NODE.join('.')} or newer and found ${found ?? 'none'}. For Linux (x64, arm64) and Windows (x64) npm ` +
      `brings Node 24 along where it can; here (${process.platform} ${process.arch}) install one yourself, from https://nodejs.org, and try again.`,
  );
}

function versionOf(node) {
  const { status, stdout } = spawnSync(node, ['--version'], { encoding: 'utf8', shell: onWindows });
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

function isRecent(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** By content, since a fresh clone and a change of branch say nothing true by their times. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap(filesBelow))
    hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function run(command, ...args) {
  return spawnSync(command, args, { stdio: ['ignore', 2, 2], shell: onWindows }).status === 0;
}

function say(line) {
  console.error(`muster: ${line}`);
}

function fail(line) {
  say(line);
  process.exit(1);
}
