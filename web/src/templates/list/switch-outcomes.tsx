import { List, Text, Title } from '@mantine/core';
import type { SwitchedTemplate } from '../../../../src/api/schemas/template-switch.ts';
import { sayWording } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { asSentence } from '../../shared/as-sentence.ts';
import { TextLink } from '../../shared/links.tsx';
import { warningWords } from '../warning-words.ts';
import { sentenceText } from '../sentence/sentence-text.ts';
import { switchText } from './switch-text.ts';

interface SwitchOutcomesProps {
  readonly items: readonly SwitchedTemplate[];
  readonly active: boolean;
  /** False: this is what would become of them. */
  readonly isDone: boolean;
}

/** What becomes of templates that are switched on or off together; those that can't be, with the reasons. */
export function SwitchOutcomes({ items, active, isDone }: SwitchOutcomesProps) {
  const say = useText();
  const of = (outcome: SwitchedTemplate['outcome']) => items.filter((each) => each.outcome === outcome);
  const [switched, unchanged, refused, unknown] = [of('switched'), of('unchanged'), of('refused'), of('unknown')];
  const count = switched.length;
  const heading = active
    ? isDone
      ? switchText.activated
      : switchText.toActivate
    : isDone
      ? switchText.deactivated
      : switchText.toDeactivate;
  const inProgress = switched.reduce((sum, { use }) => sum + use.inProgress, 0);
  return (
    <>
      <Title order={3} size="h5">
        {say(heading, { count })}
      </Title>
      <List mb="md">
        {switched.map(({ id, name, origin, warnings, penalties }) => (
          <List.Item key={id}>
            <bdi>{name}</bdi>
            {active &&
              origin !== null &&
              warnings.map((warning) => (
                <Text key={warning.path.join('.')} size="sm" c="dimmed">
                  {warningWords(say, warning, origin)}
                </Text>
              ))}
            {active && penalties > 0 && (
              <Text size="sm" c="dimmed">
                {say(sentenceText.forGood)}
              </Text>
            )}
          </List.Item>
        ))}
      </List>
      {!active && count > 0 && (
        <Text size="sm" mb="md">
          {say(switchText.inProgress, { count: inProgress })}
        </Text>
      )}
      {refused.length > 0 && (
        <>
          <Title order={3} size="h5">
            {say(switchText.refused, { count: refused.length })}
          </Title>
          <List mb="md">
            {refused.map(({ id, name, mistakes }) => (
              <List.Item key={id}>
                <TextLink to="/templates/$template/edit" params={{ template: id }}>
                  <bdi>{name}</bdi>
                </TextLink>
                {mistakes.map(({ path, wording }) => (
                  <Text key={path.join('.')} size="sm">
                    {asSentence(sayWording(say, wording))}
                  </Text>
                ))}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {unchanged.length > 0 && (
        <Text size="sm" c="dimmed">
          {say(active ? switchText.wereActive : switchText.wereInactive, { count: unchanged.length })}
        </Text>
      )}
      {unknown.length > 0 && (
        <Text size="sm" c="dimmed">
          {say(switchText.gone, { count: unknown.length })}
        </Text>
      )}
    </>
  );
}
