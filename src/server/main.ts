import 'reflect-metadata';
import type { PgBoss } from 'pg-boss';
import { seedDemo } from '../../seeds/demo.js';
import { publishAddress } from './address.js';
import { jobsOf, startJobs } from './jobs.js';
import { expectFreePort, listen } from './listening.js';
import { createLogger } from './logger.js';
import { expectRecentNode } from './node-version.js';
import { openOrganisation } from './organisation.js';
import { createApi } from './server.js';
import { readSettings } from './settings.js';
import { StartError } from './start-error.js';
import { stopOnSignal } from './stopping.js';
import { startWebhooks } from './webhooks.js';
import { welcome } from './welcome.js';

/** `EX_CONFIG` of sysexits.h: whoever started it has to change something first. */
const NOT_STARTED = 78;

try {
  await start();
} catch (error) {
  process.stderr.write(
    error instanceof StartError ? `${error.message}\n` : `Muster cannot start.\n${(error as Error).stack}\n`,
  );
  process.exit(error instanceof StartError ? NOT_STARTED : 1);
}

async function start(): Promise<void> {
  expectRecentNode(process.versions.node);
  const settings = readSettings(process.env);
  const logger = createLogger(settings.logLevel);
  await expectFreePort(settings);
  const database = await openOrganisation(settings);
  try {
    if (settings.isDemo) await seedDemo(database, new Date());
    const api = await createApi(database, settings, logger);
    const url = await listen(api.app, settings);
    const withdrawAddress = settings.isDemo ? publishAddress(settings.dataFolder, url) : () => {};
    const jobs = jobsOf(api.contexts);
    const { databaseUrl } = settings;
    // Nobody who asks has to wait for them.
    const alongside = (boss: PgBoss) => startWebhooks({ boss, contexts: api.contexts, logger });
    const stopJobs = startJobs({ database, databaseUrl, jobs, logger, alongside }).catch((error) => {
      logger.error({ err: error }, 'No jobs run in this process: states do not follow their dates.');
      return async () => {};
    });
    stopOnSignal(async () => {
      withdrawAddress();
      // At once: a job that takes its time must not keep the API taking new work.
      await Promise.all([stopJobs.then((stop) => stop()), api.close()]);
      await database.close();
    }, logger);
    process.stdout.write(settings.isDemo ? welcome(url, settings) : '');
    logger.info({ url }, 'listening');
  } catch (error) {
    // Gives the data folder back to whoever comes next.
    await database.close();
    throw error;
  }
}
