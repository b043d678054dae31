/** What is being done, on stderr: generating 100,000 people takes a while. The figures go to stdout. */
export function say(what: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)}  ${what}`);
}
