import { Text } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { Connection } from '../../../src/api/schemas/connections.ts';
import { useText } from '../i18n/use-text.ts';
import { Callout } from '../shared/callout.tsx';
import { clockTime } from '../shared/clock-time.ts';
import { TextLink } from '../shared/links.tsx';
import { relativeParts } from '../shared/relative-time.ts';
import { useNow } from '../shared/use-now.ts';
import { StatusAdvice } from './status-advice.tsx';
import { troubleText } from './trouble-text.ts';

interface TroubleProps {
  readonly connection: Connection;
  readonly headingOrder: TitleOrder;
}

/** Everything about an account that needs somebody; nothing when all is well. */
export function Trouble(props: TroubleProps) {
  return (
    <>
      <Outage {...props} />
      <OldKey {...props} />
      <FailedDeliveries {...props} />
    </>
  );
}

function Outage({ connection: { health }, headingOrder }: TroubleProps) {
  const say = useText();
  const intl = useIntl();
  const now = useNow();
  const { state, failures, pausedSince, pausedUntil, lastStatus, lastMessage, lastBody } = health;
  // What a test said has a place of its own.
  if (state === 'works' || state === 'untested' || (state === 'not_working' && failures === 0)) return null;
  const isPaused = state === 'paused' && pausedUntil !== null;
  const { value, unit } = relativeParts(new Date(pausedUntil ?? now), now);
  return (
    <Callout
      tone={isPaused ? 'bad' : 'warning'}
      headingOrder={headingOrder}
      title={
        isPaused
          ? say(troubleText.pausedTitle, {
              since: clockTime(intl, pausedSince ?? pausedUntil, now),
              when: intl.formatRelativeTime(value, unit, { numeric: 'auto' }),
            })
          : say(troubleText.failingTitle, { count: failures })
      }
    >
      <StatusAdvice status={lastStatus} message={lastMessage} raw={lastBody} />
      {isPaused && <Text size="sm">{say(troubleText.pausedHelp)}</Text>}
    </Callout>
  );
}

function OldKey({ connection: { keyWarning, keyExpiresOn }, headingOrder }: TroubleProps) {
  const say = useText();
  const intl = useIntl();
  if (keyWarning === null || keyExpiresOn === null) return null;
  const isOver = keyWarning === 'expired';
  // A day, not a moment: it is the same everywhere.
  const date = intl.formatDate(keyExpiresOn, { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <Callout
      tone={isOver ? 'bad' : 'warning'}
      headingOrder={headingOrder}
      title={say(isOver ? troubleText.expired : troubleText.expiresSoon, { date })}
    >
      <Text size="sm">{say(troubleText.newKeyHelp)}</Text>
    </Callout>
  );
}

function FailedDeliveries({ connection: { origin, account, failed }, headingOrder }: TroubleProps) {
  const say = useText();
  if (failed === 0) return null;
  return (
    <Callout tone="warning" headingOrder={headingOrder} title={say(troubleText.failedTitle, { count: failed })}>
      <TextLink to="/badges" search={{ origin, account, failed: 'true', due: 'false' }} size="sm">
        {say(troubleText.failedLink)}
      </TextLink>
    </Callout>
  );
}
