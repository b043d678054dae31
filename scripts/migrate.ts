import 'reflect-metadata';
import { openDatabase } from '../src/server/database.js';
import { migrate } from '../src/server/migrations.js';
import { readSettings } from '../src/server/settings.js';

// npm run migrate: brings the database of the settings up to date, and says what it applied. Starting does so as well.
const { databaseUrl, dataFolder } = readSettings(process.env);
const database = await openDatabase(databaseUrl ? { url: databaseUrl } : { folder: dataFolder });
try {
  const applied = await migrate(database);
  for (const name of applied) console.log(name);
  if (applied.length === 0) console.log('The database is up to date.');
} finally {
  await database.close();
}
