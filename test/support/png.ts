import { inflateSync } from 'node:zlib';

// The test runner's globals are slow to reach, and these loops are long.
const { abs } = Math;

type Colour = readonly [red: number, green: number, blue: number];

export interface Pixels {
  width: number;
  height: number;
  /** Colour of a point, 0 to 255 each; from the upper left. */
  at(x: number, y: number): Colour;
  /** How many points are within `tolerance` of a colour, all channels together. Default 0: that colour alone. */
  count(colour: Colour, tolerance?: number): number;
}

/** Reads a PNG with eight bits a channel and no interlacing; written for tests, so that pictures can be looked at. */
export function readPng(png: Uint8Array): Pixels {
  const bytes = Buffer.from(png);
  if (bytes.subarray(0, 8).toString('hex') !== '89504e470d0a1a0a') throw new Error('This is no PNG.');
  const data: Buffer[] = [];
  let header = Buffer.alloc(13);
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') header = Buffer.from(body);
    if (kind === 'IDAT') data.push(body);
    at += 12 + length;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header.readUInt8(9)];
  if (channels === undefined || header[8] !== 8 || header[12] !== 0)
    throw new Error('This kind of PNG is not read.');
  const rows = unfilter(inflateSync(Buffer.concat(data)), width * channels, height, channels);
  return {
    width,
    height,
    at(x, y) {
      const from = (y * width + x) * channels;
      return [rows.readUInt8(from), rows.readUInt8(from + 1), rows.readUInt8(from + 2)];
    },
    count([red, green, blue], tolerance = 0) {
      let count = 0;
      for (let from = 0; from < rows.length; from += channels) {
        const off =
          abs((rows[from] ?? 0) - red) +
          abs((rows[from + 1] ?? 0) - green) +
          abs((rows[from + 2] ?? 0) - blue);
        if (off <= tolerance) count += 1;
      }
      return count;
    },
  };
}

/** https://www.w3.org/TR/png-3/#9Filter-types */
function unfilter(filtered: Buffer, stride: number, height: number, channels: number): Buffer {
  const plain = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = filtered[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x += 1) {
      const to = y * stride + x;
      const left = x < channels ? 0 : (plain[to - channels] ?? 0);
      const up = y === 0 ? 0 : (plain[to - stride] ?? 0);
      const corner = x < channels || y === 0 ? 0 : (plain[to - stride - channels] ?? 0);
      plain[to] = (filtered[to + y + 1] ?? 0) + guess(filter, left, up, corner);
    }
  }
  return plain;
}

function guess(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    default: {
      const toLeft = abs(up - corner);
      const toUp = abs(left - corner);
      const toCorner = abs(left + up - 2 * corner);
      if (toLeft <= toUp && toLeft <= toCorner) return left;
      return toUp <= toCorner ? up : corner;
    }
  }
}
