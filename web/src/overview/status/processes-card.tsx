import { Card, Text, Title } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { ProcessStatus } from '../../../../src/api/schemas/status.ts';
import { sayKept } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { relativeParts } from '../../shared/relative-time.ts';
import { StateBadge } from '../../shared/state-badge.tsx';
import type { Tone } from '../../shared/tone.ts';
import { useNow } from '../../shared/use-now.ts';
import { statusText } from './status-text.ts';
import classes from './status.module.css';

/** The processes of this site, and what each of them last did. */
export function ProcessesCard({ processes }: { readonly processes: readonly ProcessStatus[] }) {
  const say = useText();
  return (
    <Card component="section" withBorder padding="lg" id="processes" aria-labelledby="processes-title">
      <Title order={2} id="processes-title" mb="md">
        {say(statusText.processes)}
      </Title>
      {processes.length === 0 ? (
        <Text c="dimmed">{say(statusText.noProcess)}</Text>
      ) : (
        <ul className={classes.list}>
          {processes.map((process) => (
            <Process key={`${process.host} ${process.pid} ${process.startedAt}`} process={process} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Process({ process }: { readonly process: ProcessStatus }) {
  const say = useText();
  const intl = useIntl();
  const now = useNow();
  const ago = (at: string): string => {
    const { value, unit } = relativeParts(new Date(at), now);
    return intl.formatRelativeTime(value, unit, { numeric: 'auto' });
  };
  const { host, pid, version, roles, state, duties, startedAt, seenAt } = process;
  const [tone, text] = stateOf(process);
  return (
    <li className={classes.account}>
      <div className={classes.name}>
        <Text fw={600} className="mono" dir="ltr" span>
          {`${host} (${pid})`}
        </Text>
        <Text size="sm" c="dimmed">
          {say(statusText.process, { roles: roles.join(', '), version, when: ago(startedAt) })}
        </Text>
        {state === 'silent' ? (
          <Text size="sm">{say(statusText.processHeard, { when: ago(seenAt) })}</Text>
        ) : (
          duties
            .filter((duty) => duty.state === 'failing' || duty.state === 'hangs')
            .map((duty) => (
              <Text key={`${duty.role} ${duty.name}`} size="sm" dir="auto">
                {[duty.role, duty.name, sayKept(say, duty.trouble)].filter((part) => part !== '').join(': ')}
              </Text>
            ))
        )}
      </div>
      <StateBadge tone={tone}>{say(text)}</StateBadge>
    </li>
  );
}

/** The worst of what it does. */
function stateOf({ state, duties }: ProcessStatus): readonly [tone: Tone, text: MessageDescriptor] {
  if (state === 'silent') return ['bad', statusText.processSilent];
  const has = (wanted: ProcessStatus['duties'][number]['state']): boolean =>
    duties.some((duty) => duty.state === wanted);
  if (has('hangs')) return ['bad', statusText.processHangs];
  if (has('failing')) return ['bad', statusText.processFails];
  return has('starting') ? ['neutral', statusText.processStarts] : ['good', statusText.processRuns];
}
