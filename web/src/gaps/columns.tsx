import { Text } from '@mantine/core';
import type { Gap } from '../../../src/api/schemas/gaps.ts';
import { useText } from '../i18n/use-text.ts';
import { useMay } from '../session/session-context.tsx';
import type { Column } from '../shared/paged-table.tsx';
import { Time } from '../shared/time.tsx';
import { AcknowledgeOne } from './acknowledge-one.tsx';
import { adviceOnKafka, gapsText, reasonAdvice, reasonNames } from './gaps-text.ts';

/** What the list tells of each gap. */
export function useGapColumns(): Column<Gap>[] {
  const say = useText();
  const mayOperate = useMay('operate');
  return [
    {
      id: 'what',
      header: say(gapsText.what),
      names: true,
      render: ({ reason, topic, partition }) => (
        <>
          <Text size="sm" fw={600}>
            {say(reasonNames[reason])}
          </Text>
          <Text size="xs" c="dimmed" className="mono" style={{ overflowWrap: 'anywhere' }}>
            {partition === null ? topic : say(gapsText.partition, { topic, partition })}
          </Text>
          <Text size="xs" c="dimmed" maw={420}>
            {say((partition === null ? undefined : adviceOnKafka[reason]) ?? reasonAdvice[reason])}
          </Text>
        </>
      ),
    },
    { id: 'lost', header: say(gapsText.lost), narrow: true, render: (gap) => <Lost gap={gap} /> },
    { id: 'sent', header: say(gapsText.sent), render: (gap) => <Sent gap={gap} /> },
    { id: 'found', header: say(gapsText.found), narrow: true, render: ({ foundAt }) => <Time at={foundAt} /> },
    {
      id: 'acknowledged',
      header: say(gapsText.acknowledged),
      narrow: true,
      render: ({ id, acknowledgedAt }) => {
        if (acknowledgedAt !== null) return <Time at={acknowledgedAt} />;
        return mayOperate ? <AcknowledgeOne id={id} /> : say(gapsText.notAcknowledged);
      },
    },
  ];
}

function Lost({ gap: { lost, exact, atMost } }: { readonly gap: Gap }) {
  const say = useText();
  if (exact) return <>{say(gapsText.exactly, { count: lost })}</>;
  if (atMost) return <>{say(gapsText.atMost, { count: lost })}</>;
  return <>{lost === 0 ? say(gapsText.unknown) : say(gapsText.atLeast, { count: lost })}</>;
}

/** Between which moments they were sent. */
function Sent({ gap: { from, until } }: { readonly gap: Gap }) {
  const say = useText();
  if (from === null && until === null) return <>{say(gapsText.unknown)}</>;
  return (
    <>
      {from !== null && (
        <div>
          {say(gapsText.from)} <Time at={from} form="exact" />
        </div>
      )}
      {until !== null && (
        <div>
          {say(gapsText.until)} <Time at={until} form="exact" />
        </div>
      )}
    </>
  );
}
