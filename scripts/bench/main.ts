import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { benchHttp } from './http.js';
import { benchImport } from './import.js';
import { Report } from './report.js';

// npm run bench -- [http | import] [--only TEXT] [--json FILE]

const benches: Readonly<Record<string, (report: Report, only: string) => Promise<void>>> = {
  http: benchHttp,
  import: benchImport,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, only: { type: 'string', default: '' } },
});
const name = positionals[0] ?? 'http';
const bench = benches[name];
if (!bench) {
  console.error(`There is no bench ${name}: choose one of ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const report = new Report(name);
await bench(report, values.only);
report.write(values.json);
