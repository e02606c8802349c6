import { List } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import { useText } from '../../i18n/use-text.ts';
import { Section } from '../../shared/section.tsx';
import type { Provider } from '../providers.ts';
import { guideText } from './form-text.ts';

const steps: Readonly<Record<Provider, readonly MessageDescriptor[]>> = {
  credly: [guideText.credlyOrganization, guideText.credlyToken, guideText.credlyAge, guideText.credlyWebhook],
  accredible: [guideText.accredibleKey, guideText.accredibleGroups, guideText.accredibleSandbox],
};

/** Where to find what the form asks for, and what the key needs. */
export function Guide({ provider }: { readonly provider: Provider }) {
  const say = useText();
  return (
    <Section title={say(guideText.title)}>
      <List type="ordered" spacing="sm" size="sm" withPadding>
        {steps[provider].map((step) => (
          <List.Item key={step.id}>{say(step)}</List.Item>
        ))}
      </List>
    </Section>
  );
}
