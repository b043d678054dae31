const FINAL_TEXT = 0x81;
const LENGTH_16_BITS = 126;
const LENGTH_64_BITS = 127;

/**
 * A whole text message as a server sends it (RFC 6455, 5.2: one final frame, not masked, not compressed): these bytes,
 * which are UTF-8, one after the other.
 */
export function textFrame(before: Buffer, text: Buffer, behind: Buffer): Buffer {
  const length = before.length + text.length + behind.length;
  const start = length < LENGTH_16_BITS ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  if (start === 2) {
    frame[1] = length;
  } else if (start === 4) {
    frame[1] = LENGTH_16_BITS;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = LENGTH_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  before.copy(frame, start);
  text.copy(frame, start + before.length);
  behind.copy(frame, start + before.length + text.length);
  return frame;
}
