import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../shared/errors.ts';

/**
 * AES-256-GCM for what must not lie open in the database: waiting turns and platform tokens.
 * `context` (e.g. the row's id) is bound in: a value copied to another row does not open.
 */
export interface SealedBox {
  seal(value: unknown, context: string): Buffer;
  /** @throws AppError DATA_010 when the key or the context is not the one it was sealed with */
  open(sealed: Uint8Array, context: string): unknown;
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** `key`: 32 bytes. */
export function createSealedBox(key: Uint8Array): SealedBox {
  if (key.byteLength !== 32) {
    throw new AppError({
      code: 'DATA_011',
      message: 'The encryption key must be 32 bytes.',
      userMessage: 'ENCRYPTION_KEY must be 32 bytes in base64. Make one with: openssl rand -base64 32',
    });
  }
  return {
    seal(value, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(version), nonce, cipher.getAuthTag(), body]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      try {
        if (bytes[0] !== version) throw new Error('Sealed in a format that this version does not know.');
        const nonce = bytes.subarray(1, 1 + nonceBytes);
        const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes })
          .setAAD(Buffer.from(context))
          .setAuthTag(tag);
        const body = decipher.update(bytes.subarray(1 + nonceBytes + tagBytes));
        return JSON.parse(Buffer.concat([body, decipher.final()]).toString('utf8')) as unknown;
      } catch (cause) {
        throw new AppError({
          code: 'DATA_010',
          message: 'A sealed value did not open: wrong ENCRYPTION_KEY, or the row was altered.',
          cause,
        });
      }
    },
  };
}
