import { Table } from '@mantine/core';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { SyncReport } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { StateBadge } from '../../shared/state-badge.tsx';
import { TemplateLink } from '../../shared/template-link.tsx';
import type { Tone } from '../../shared/tone.ts';
import classes from './sync-report.module.css';
import { syncText } from './sync-text.ts';

type Change = SyncReport['changes'][number];

/** So many are shown at first: a first sync can bring in hundreds. */
const fewRows = 10;

const changeWords: Readonly<Record<Change['change'], readonly [tone: Tone, text: MessageDescriptor]>> = {
  imported: ['good', syncText.imported],
  updated: ['waiting', syncText.updated],
  deactivated: ['warning', syncText.deactivated],
  reactivated: ['good', syncText.reactivated],
};

/** The templates that a sync changed, and how. */
export function SyncChanges({ changes }: { readonly changes: readonly Change[] }) {
  const say = useText();
  const [all, setAll] = useState(false);
  const isLong = changes.length > fewRows + 2;
  const shown = isLong && !all ? changes.slice(0, fewRows) : changes;
  const withFields = changes.some(({ change, fields }) => change === 'updated' && fields.length > 0);
  return (
    <div>
      <Table aria-label={say(syncText.changes)} verticalSpacing="xs" className={classes.changes}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{say(syncText.template)}</Table.Th>
            <Table.Th scope="col">{say(syncText.change)}</Table.Th>
            {withFields && <Table.Th scope="col">{say(syncText.fields)}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ template, name, change, fields }) => {
            const [tone, text] = changeWords[change];
            return (
              <Table.Tr key={template}>
                <Table.Th scope="row" fw={500}>
                  <TemplateLink id={template} name={name} />
                </Table.Th>
                <Table.Td>
                  <StateBadge tone={tone}>{say(text)}</StateBadge>
                </Table.Td>
                {withFields && (
                  <Table.Td>
                    <Fields names={change === 'updated' ? fields : []} />
                  </Table.Td>
                )}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {isLong && !all && (
        <Button size="xs" variant="default" mt="sm" onClick={() => setAll(true)}>
          {say(syncText.showAll, { count: changes.length })}
        </Button>
      )}
    </div>
  );
}

const fieldWords: Readonly<Record<string, MessageDescriptor>> = {
  name: syncText.fieldName,
  description: syncText.fieldDescription,
  imageUrl: syncText.fieldImage,
  active: syncText.fieldActive,
};

function Fields({ names }: { readonly names: readonly string[] }) {
  const say = useText();
  const intl = useIntl();
  const words = names.map((name) => {
    const text = fieldWords[name];
    return text ? say(text) : name;
  });
  return <>{intl.formatList(words, { type: 'unit' })}</>;
}
