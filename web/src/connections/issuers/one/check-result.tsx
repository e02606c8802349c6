import { List, Text } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import type { IssuerCheckResult } from '../../../../../src/api/schemas/issuers.ts';
import { sayWording } from '../../../i18n/say-server.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Callout } from '../../../shared/callout.tsx';
import { checkText } from './check-text.ts';

type Checked = IssuerCheckResult['addresses'][number];

const parts: Readonly<Record<Checked['part'], MessageDescriptor>> = {
  did_document: checkText.didDocument,
  profile: checkText.profile,
  wallets: checkText.wallets,
};

const outcomes: Readonly<Record<Checked['outcome'], MessageDescriptor>> = {
  good: checkText.good,
  redirect: checkText.redirect,
  status: checkText.status,
  no_answer: checkText.noAnswer,
  other_issuer: checkText.otherIssuer,
  keys_lacking: checkText.keysLacking,
};

/** What was found at each public address of an issuer, and what to do where that is not good. */
export function CheckResult({ result: { addresses } }: { readonly result: IssuerCheckResult }) {
  const say = useText();
  const isGood = addresses.every(({ succeeded }) => succeeded);
  return (
    <Callout
      tone={isGood ? 'good' : 'bad'}
      headingOrder={3}
      title={say(isGood ? checkText.allGood : checkText.notGood)}
      announced
    >
      <List size="sm">
        {addresses.map(({ part, outcome, succeeded, wording }) => (
          <List.Item key={part}>
            <strong>{say(parts[part])}</strong> {say(outcomes[outcome])}
            {!succeeded && (
              <Text size="sm" c="dimmed">
                <bdi>{sayWording(say, wording)}</bdi>
              </Text>
            )}
          </List.Item>
        ))}
      </List>
    </Callout>
  );
}
