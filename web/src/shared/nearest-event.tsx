import { Text } from '@mantine/core';
import { useIntl } from 'react-intl';
import type { NearestEvent } from '../../../src/api/schemas/explanation.ts';
import type { RuleTrial } from '../../../src/api/schemas/rule-trial.ts';
import { useWords } from '../i18n/use-words.ts';
import { CopyButton } from './copy-button.tsx';
import { EventValue, expectedValue, PathName } from './event-value.tsx';
import { explanationText } from './explanation-text.ts';
import { eventTypeName } from './event-type-text.ts';
import { historyDetailsText } from './history-details-text.ts';
import classes from './nearest-event.module.css';
import { RuleVerdicts } from './rule-verdicts.tsx';

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
      <div className={classes.rules}>
        <RuleVerdicts rules={rules}>{(tried) => <NearestRule tried={tried} />}</RuleVerdicts>
      </div>
    </div>
  );
}

function NearestRule({ tried: { rule, actual, holds } }: { readonly tried: RuleTrial }) {
  const { say, rich } = useWords();
  const values = {
    path: <PathName key="path" path={rule.path} />,
    found: actual === null ? say(explanationText.notTold) : <EventValue key="found" path={rule.path} value={actual} />,
    wanted: <EventValue key="wanted" path={rule.path} value={expectedValue(rule.path, rule.value)} />,
  };
  return (
    <Text size="sm" component="div">
      {rich(holds ? explanationText.asNeeded : neededOf(rule.operator), values)}
    </Text>
  );
}

function neededOf(operator: RuleTrial['rule']['operator']) {
  return operator === 'eq' ? explanationText.needed : explanationText.neededNot;
}
