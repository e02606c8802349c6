import { schemaIdOf } from '../../events/confluent-frame.ts';
import type { RawMessage } from '../../events/message.ts';
import type { SchemaSource } from '../bus.ts';

/** A message whose schema can be found out later than the message itself. */
type Describable = RawMessage & { schema?: string | null };

/**
 * Gives messages the schemas that their bodies were written with, those that have none yet.
 *
 * @param idOf the id of the schema that a message names; null: none
 * @throws what the source throws; the messages can be given again then
 */
export async function attachSchemas<Message extends Describable>(
  source: SchemaSource,
  messages: readonly Message[],
  idOf: (message: Message) => number | null = ({ body }) => schemaIdOf(body),
): Promise<void> {
  const found = new Map<number, string | null>();
  for (const message of messages) {
    if (message.format !== 'confluent' || (message.schema ?? null) !== null) continue;
    const id = idOf(message);
    if (id === null) continue;
    let schema = found.get(id);
    if (schema === undefined) {
      schema = await source.schemaOf(id);
      found.set(id, schema);
    }
    message.schema = schema;
  }
}
