import { createRequire } from 'node:module';
import { z } from 'zod';

/**
 * botbuilder 4.23.3 loses citations, the AI label and stream information on the way out: its `Entity` mapper lists
 * three fields and serialises nothing else. Allowing additional properties, as its other mappers do, lets them through.
 * Fixed upstream in https://github.com/microsoft/botbuilder-js/pull/4903, which was never released: Bot Framework is
 * retired. `test/integration/bot/teams` asserts the citations on the wire, so that an update that breaks or obsoletes
 * this shows.
 */
const mapperShape = z.looseObject({
  Entity: z.looseObject({ type: z.looseObject({ name: z.literal('Composite') }) }),
});

export function letEntitiesKeepTheirFields(): void {
  // Resolved from botbuilder, so that it is the very copy botbuilder uses, wherever npm puts it.
  const fromBotbuilder = createRequire(createRequire(import.meta.url).resolve('botbuilder'));
  const mappers: unknown = fromBotbuilder('botframework-connector/lib/connectorApi/models/mappers');
  // Parsed for the check alone: the parsed copy would not be the object that the SDK reads.
  mapperShape.parse(mappers);
  (mappers as z.infer<typeof mapperShape>).Entity.type.additionalProperties = { type: { name: 'Object' } };
}
