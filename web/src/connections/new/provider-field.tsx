import { Group, Radio, Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { originText } from '../../shared/origin-text.ts';
import { providers } from '../providers.ts';
import type { Provider } from '../providers.ts';
import { formText } from './form-text.ts';
import classes from './new-connection-page.module.css';

interface ProviderFieldProps {
  readonly value: Provider;
  readonly onChange: (provider: Provider) => void;
}

/** Chooses the provider. */
export function ProviderField({ value, onChange }: ProviderFieldProps) {
  const say = useText();
  return (
    <Radio.Group label={say(formText.provider)} value={value} onChange={onChange}>
      <div className={classes.choices}>
        {providers.map((provider) => (
          <Radio.Card key={provider} value={provider} className={classes.choice}>
            <Group gap="sm" wrap="nowrap">
              <Radio.Indicator />
              <div>
                <Text fw={600}>{say(originText[provider])}</Text>
                <Text size="sm" c="dimmed">
                  {say(provider === 'credly' ? formText.credlyHelp : formText.accredibleHelp)}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
