// Draws the two icons of the Teams app, so that they can be changed without a drawing program:
// `node scripts/draw-teams-icons.mjs` writes manifests/teams/{color,outline}.png.
import { writeFileSync } from 'node:fs';
import { crc32, deflateSync } from 'node:zlib';

/** Shapes say how far a point is outside them (negative inside), in units of a 96 × 96 drawing. */
const roundedBox = (cx, cy, halfWidth, halfHeight, radius) => (x, y) => {
  const dx = Math.abs(x - cx) - halfWidth + radius;
  const dy = Math.abs(y - cy) - halfHeight + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
};
const capsule = (x1, y1, x2, y2, radius) => (x, y) => {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy) - radius;
};
/** Corners clockwise as seen on the screen. */
const triangle =
  (...corners) =>
  (x, y) => {
    let outside = -Infinity;
    for (let i = 0; i < 3; i += 1) {
      const [[ax, ay], [bx, by]] = [corners[i], corners[(i + 1) % 3]];
      outside = Math.max(
        outside,
        (((x - ax) * (ay - by) + (y - ay) * (bx - ax)) * -1) / Math.hypot(bx - ax, by - ay),
      );
    }
    return outside;
  };
const union =
  (...shapes) =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)));

/** A speech bubble, and in it a conversation: one line, and its thread set in below. */
const bubble = union(roundedBox(48, 42, 38, 30, 14), triangle([24, 64], [52, 64], [24, 90]));
const words = capsule(26, 32, 70, 32, 4);
const thread = union(capsule(38, 52, 70, 52, 4), capsule(26, 44, 26, 52, 2.5), capsule(26, 52, 30, 52, 2.5));

const green = [15, 107, 92];
const white = [255, 255, 255];
const amber = [244, 166, 54];

/** Layers from back to front; each is a colour where its shape is. `margin` is the room around the 96 × 96 drawing. */
function draw(size, margin, layers) {
  const samples = 4;
  const scale = (96 + 2 * margin) / size;
  const pixels = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0, 0];
      for (let sample = 0; sample < samples * samples; sample += 1) {
        const x = (column + ((sample % samples) + 0.5) / samples) * scale - margin;
        const y = (row + (Math.floor(sample / samples) + 0.5) / samples) * scale - margin;
        const top = layers.findLast(({ covers }) => covers(x, y));
        if (top === undefined) continue;
        for (let channel = 0; channel < 3; channel += 1) sum[channel] += top.color[channel];
        sum[3] += 1;
      }
      const at = (row * size + column) * 4;
      for (let channel = 0; channel < 3; channel += 1)
        pixels[at + channel] = Math.round(sum[channel] / (sum[3] || 1));
      pixels[at + 3] = Math.round((sum[3] * 255) / (samples * samples));
    }
  return toPng(size, pixels);
}

function toPng(size, pixels) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8); // 8 bits a channel, RGBA
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1)
    pixels.copy(rows, row * (size * 4 + 1) + 1, row * size * 4, (row + 1) * size * 4);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const inside = (shape) => (x, y) => shape(x, y) <= 0;
const outlineOf = (shape, width) => (x, y) => Math.abs(shape(x, y) + width / 2) <= width / 2;

const folder = new URL('../manifests/teams/', import.meta.url);
// Teams crops the colour icon to its own shape: the background fills it, the drawing keeps well inside.
writeFileSync(
  new URL('color.png', folder),
  draw(192, 36, [
    { covers: () => true, color: green },
    { covers: inside(bubble), color: white },
    { covers: inside(words), color: green },
    { covers: inside(thread), color: amber },
  ]),
);
// White on transparent, as Teams wants it; it colours the icon itself.
writeFileSync(
  new URL('outline.png', folder),
  draw(32, 0, [
    { covers: outlineOf(bubble, 6), color: white },
    { covers: inside(words), color: white },
    { covers: inside(thread), color: white },
  ]),
);
