import 'reflect-metadata';
import { seedDemo } from '../seeds/demo.js';
import { openOrganisation } from '../src/server/organisation.js';
import { readSettings } from '../src/server/settings.js';

// npm run seed: fills an empty database of the settings with the demo organisation.
const database = await openOrganisation(readSettings(process.env));
try {
  const isNew = await seedDemo(database, new Date());
  console.log(
    isNew ? 'The demo organisation is there.' : 'Left as it is: somebody has an account there already.',
  );
} finally {
  await database.close();
}
