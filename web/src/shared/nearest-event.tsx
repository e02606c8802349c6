import { Text, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import type { NearestEvent } from '../../../src/api/schemas/explanation.ts';
import { useWords } from '../i18n/use-words.ts';
import { CopyButton } from './copy-button.tsx';
import { EventValue, expectedValue, PathName } from './event-value.tsx';
import { explanationText } from './explanation-text.ts';
import { eventTypeName } from './event-type-text.ts';
import { historyDetailsText } from './history-details-text.ts';
import classes from './nearest-event.module.css';

interface NearestEventProps {
  readonly nearest: NearestEvent;
  /** Its type. */
  readonly event: string;
}

/** The event on record that came nearest to a requirement without matching it: rule by rule, what it said and what is needed. */
export function NearestEventView({ nearest: { eventId, time, rules }, event }: NearestEventProps) {
  const { say, rich } = useWords();
  const intl = useIntl();
  return (
    <div>
      <Text size="sm" component="div">
        {rich(explanationText.nearest, {
          event: eventTypeName(say, event),
          when: (
            <time key="when" dateTime={time}>
              {intl.formatDate(time, { dateStyle: 'medium', timeStyle: 'short' })}
            </time>
          ),
        })}{' '}
        <CopyButton text={eventId} what={say(historyDetailsText.eventId)} />
      </Text>
      <ul className={classes.rules}>
        {rules.map((tried) => (
          <RuleView key={`${tried.rule.path} ${tried.rule.operator} ${tried.rule.value}`} tried={tried} />
        ))}
      </ul>
    </div>
  );
}

function RuleView({ tried: { rule, actual, holds } }: { readonly tried: NearestEvent['rules'][number] }) {
  const { say, rich } = useWords();
  const Mark = holds ? IconCheck : IconX;
  const values = {
    path: <PathName key="path" path={rule.path} />,
    found: actual === null ? say(explanationText.notTold) : <EventValue key="found" path={rule.path} value={actual} />,
    wanted: <EventValue key="wanted" path={rule.path} value={expectedValue(rule.path, rule.value)} />,
  };
  return (
    <li className={classes.rule} data-holds={holds || undefined}>
      <Mark size={17} stroke={2.2} aria-hidden />
      <Text size="sm" component="div">
        <VisuallyHidden>{say(holds ? explanationText.holds : explanationText.holdsNot)}: </VisuallyHidden>
        {rich(holds ? explanationText.asNeeded : neededOf(rule.operator), values)}
      </Text>
    </li>
  );
}

function neededOf(operator: NearestEvent['rules'][number]['rule']['operator']) {
  return operator === 'eq' ? explanationText.needed : explanationText.neededNot;
}
