import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useText } from '../../i18n/use-text.ts';
import classes from './editor.module.css';
import { mistakeText } from './mistake-text.ts';
import { focusField } from './mistakes.ts';
import type { FieldMistake } from './mistakes.ts';

/** Every mistake, each leading to its field. Takes the focus when somebody has tried to save. */
export function ErrorSummary({
  mistakes,
  attempt,
}: {
  readonly mistakes: readonly FieldMistake[];
  readonly attempt: number;
}) {
  const say = useText();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  return (
    <Alert
      ref={box}
      tabIndex={-1}
      role="alert"
      variant="outline"
      color="red"
      bg="var(--laurel-surface)"
      icon={<IconAlertTriangle aria-hidden />}
      title={say(mistakeText.summary, { count: mistakes.length })}
    >
      <ul className={classes.mistakes}>
        {mistakes.map(({ field, place, message }) => (
          <li key={field}>
            <Anchor component="button" type="button" size="sm" ta="start" onClick={() => focusField(field)}>
              {place !== '' && <strong>{place}: </strong>}
              <bdi>{message}</bdi>
            </Anchor>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
