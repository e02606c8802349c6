import { Table, Text } from '@mantine/core';
import type { ParkedMessage } from '../../../../src/api/schemas/parked.ts';
import { useText } from '../../i18n/use-text.ts';
import { Section } from '../../shared/section.tsx';
import { parkedText } from '../parked-text.ts';

/** Names and values that came with the message, in their order; a name can come twice. */
export function Metadata({ fields }: { readonly fields: ParkedMessage['fields'] }) {
  const say = useText();
  return (
    <Section title={say(parkedText.metadataTitle)}>
      {fields.length === 0 ? (
        <Text>{say(parkedText.metadataNone)}</Text>
      ) : (
        <Table verticalSpacing={6} aria-label={say(parkedText.metadataTitle)}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{say(parkedText.metadataName)}</Table.Th>
              <Table.Th scope="col">{say(parkedText.metadataValue)}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {fields.map(({ name, value }, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- the order never changes, and names can come twice
              <Table.Tr key={index}>
                <Table.Th scope="row" fw={400} w="9rem">
                  <span className="mono">{name}</span>
                </Table.Th>
                <Table.Td>
                  <span className="mono">{value}</span>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
