import { type AddressInfo, createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Settings } from './settings.js';
import { StartError } from './start-error.js';

type Place = Pick<Settings, 'host' | 'port'>;

/**
 * Before anything else is opened: most starts that fail, fail here.
 * @throws StartError
 */
export async function expectFreePort({ host, port }: Place): Promise<void> {
  const probe = createServer();
  await explained(
    { host, port },
    () => new Promise<void>((resolve, reject) => probe.once('error', reject).listen({ host, port }, resolve)),
  );
  await new Promise((resolve) => probe.close(resolve));
}

/** Answers the URL that it listens at. @throws StartError */
export async function listen(app: FastifyInstance, { host, port }: Place): Promise<string> {
  await explained({ host, port }, () => app.listen({ host, port }));
  const { port: taken } = app.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
}

async function explained({ host, port }: Place, attempt: () => Promise<unknown>): Promise<void> {
  try {
    await attempt();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new StartError(
        `PORT: ${port} on ${host} is taken by another program. Stop that one, or set PORT to another number.`,
      );
    }
    if (code === 'EACCES')
      throw new StartError(`PORT: this user may not listen on ${port}. Set PORT to a number above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new StartError(
        `HOST: ${host} is no address of this machine. Set HOST=127.0.0.1, or 0.0.0.0 for all of them.`,
      );
    }
    throw error;
  }
}
