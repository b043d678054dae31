import WebSocket from 'ws';

// So many raw sockets in a process of their own, which parse nothing. Answers once all follow, and then once all have
// received as many messages as it was told to wait for.

interface Crowd {
  url: string;
  count: number;
  /** Sent one by one: when the socket is open, and after each message. */
  hello: string[];
  /** Messages until one follows. */
  greetings: number;
}

const AT_ONCE = 50;
let received = 0;
let expected = 0;
let size = 0;

function count(text: Buffer): void {
  size = text.length;
  received += 1;
  if (received !== expected) return;
  process.send!({ at: process.hrtime.bigint().toString(), size });
}

/** In what is sent, `#` stands for its number, `%` for the last three digits of one of 200. */
function join({ url, hello, greetings }: Crowd, index: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    let greeted = 0;
    socket.once('error', reject);
    const say = () => {
      if (greeted < hello.length) socket.send(textFor(hello[greeted]!, index));
    };
    socket.once('open', say);
    socket.on('message', (text: Buffer) => {
      if (greeted === greetings) return count(text);
      greeted += 1;
      say();
      if (greeted === greetings) resolve();
    });
  });
}

const textFor = (text: string, index: number) =>
  text.replaceAll('#', String(index)).replaceAll('%', String(index % 200).padStart(3, '0'));

process.on('message', async ({ crowd, expect }: { crowd?: Crowd; expect?: number }) => {
  if (expect) {
    received = 0;
    expected = expect;
    process.send!({ isWaiting: true });
  }
  if (!crowd) return;
  for (let start = 0; start < crowd.count; start += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, crowd.count - start) }, (_, index) =>
        join(crowd, start + index),
      ),
    );
  process.send!({ areReady: true });
});
