import { takeFolder } from '../../src/server/folder-lock.js';

// A process that takes each folder it is told on a line of its input, says whether it got it, and keeps it.
process.stdout.write('ready\n');
process.stdin.setEncoding('utf8').on('data', (text: string) => {
  for (const folder of text.split('\n').filter(Boolean)) {
    try {
      takeFolder(folder);
      process.stdout.write('taken\n');
    } catch (error) {
      process.stdout.write(`${(error as Error).message.split('. ')[0]}\n`);
    }
  }
});
