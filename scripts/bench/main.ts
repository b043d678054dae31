import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { benchCapacity } from './capacity.js';
import { benchCollaboration } from './collaboration.js';
import { benchExpertise } from './expertise.js';
import { benchHttp } from './http.js';
import { benchImport } from './import.js';
import { Report } from './report.js';
import { benchStream } from './stream.js';

// npm run bench -- [http | import | capacity | collaboration | expertise | stream] [--only TEXT] [--people N[,N...]] [--json FILE]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    only: { type: 'string', default: '' },
    people: { type: 'string', default: '1000,10000,100000' },
  },
});
const sizes = values.people.split(',').map(Number);
if (!sizes.every((people) => Number.isSafeInteger(people) && people >= 100)) {
  console.error('--people are whole numbers from 100, with commas between them.');
  process.exit(2);
}
const benches: Readonly<Record<string, (report: Report, only: string) => Promise<void>>> = {
  http: benchHttp,
  import: benchImport,
  stream: benchStream,
  collaboration: benchCollaboration,
  expertise: benchExpertise,
  capacity: (report, only) => benchCapacity(report, only, sizes),
};
const name = positionals[0] ?? 'http';
const bench = benches[name];
if (!bench) {
  console.error(`There is no bench ${name}: choose one of ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const report = new Report(name);
await bench(report, values.only);
report.write(values.json);
