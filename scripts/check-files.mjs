// Checks what no other tool reads: that the lock file installs anywhere, and that no file of the project gives a
// secret away.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const SECRETS = {
  'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  'a signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
  'a registry token': /_authToken *=|\bnpm_[A-Za-z0-9]{36}\b/,
  'a cloud or code host token': /\bAKIA[0-9A-Z]{16}\b|\bgh[opsur]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{22,}/,
};
const SECRET_FILES = /(^|\/)(\.env(\..*)?|id_(rsa|ed25519|ecdsa)|.*\.(pem|key|p12|pfx))$/;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file && existsSync(file));
const complaints = [...files.flatMap(secretsIn), ...lockFileFaults()];

for (const complaint of complaints) console.error(complaint);
if (complaints.length === 0) console.log(`${files.length} files hold no secret, and the lock file is whole.`);
process.exitCode = complaints.length > 0 ? 1 : 0;

function secretsIn(file) {
  const named = SECRET_FILES.test(file) ? [`${file} is a file for secrets.`] : [];
  const text = readFileSync(file, 'utf8');
  const held = Object.entries(SECRETS).filter(([, pattern]) => pattern.test(text));
  return [...named, ...held.map(([secret]) => `${file} holds ${secret}.`)];
}

function lockFileFaults() {
  const text = readFileSync('package-lock.json', 'utf8');
  const { packages } = JSON.parse(text);
  const faults = text.includes('"resolved"')
    ? ['package-lock.json records download addresses: write it with omit-lockfile-registry-resolved.']
    : [];
  // npm leaves out what it could not find, here or for another system, and then `npm ci` refuses the file.
  for (const [path, { optionalDependencies = {} }] of Object.entries(packages))
    for (const name of Object.keys(optionalDependencies))
      if (!isLocked(packages, path, name))
        faults.push(`package-lock.json lacks ${name}, which ${path || 'package.json'} names.`);
  return faults;
}

/** Whether a package is found from `path` as Node finds it: inside it, or in a folder above. */
function isLocked(packages, path, name) {
  const above = path
    .split('/node_modules/')
    .map((_, depth, folders) => folders.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...above].some((folder) => `${folder && `${folder}/`}node_modules/${name}` in packages);
}
