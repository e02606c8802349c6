import { Code, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { SettingView } from '../../../src/api/schemas/status.ts';
import { useText } from '../i18n/use-text.ts';
import { sources } from './setting-filters.ts';
import classes from './setting-list.module.css';
import { settingsText } from './settings-text.ts';
import { sourceText } from './source-text.ts';

/** Settings one below the other: name and meaning, value and source. */
export function SettingList({ settings }: { readonly settings: readonly SettingView[] }) {
  return (
    <ul className={classes.list}>
      {settings.map((setting) => (
        <li key={setting.name} className={classes.setting}>
          <div className={classes.what}>
            <Text component="span" className={`mono ${classes.name}`}>
              {setting.name}
            </Text>
            <Text size="sm" c="dimmed" dir="auto" className={classes.meaning}>
              <Meaning text={setting.meaning} />
            </Text>
          </div>
          <div className={classes.value}>
            <Value setting={setting} />
            <SourceName source={setting.source} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Value({ setting: { value, secret } }: { readonly setting: SettingView }) {
  const say = useText();
  if (value === null)
    return (
      <Text size="sm" c="dimmed" fs="italic">
        {say(settingsText.notSet)}
      </Text>
    );
  return (
    <div className={classes.given}>
      {secret && <IconLock size={16} stroke={1.8} role="img" aria-label={say(settingsText.secret)} />}
      <span className="mono">{value}</span>
    </div>
  );
}

function SourceName({ source }: { readonly source: string }) {
  const say = useText();
  const known = sources.find((each) => each === source);
  return (
    <span className={classes.source} data-set={source === 'default' ? undefined : true}>
      {known === undefined ? source : say(sourceText[known])}
    </span>
  );
}

/** The meaning as the table of settings tells it: what stands in backticks is for machines. */
function Meaning({ text }: { readonly text: string }) {
  return text.split('`').map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the parts never change their places
      <Code key={index} dir="ltr">
        {part}
      </Code>
    ),
  );
}
