import { Button as MantineButton, VisuallyHidden } from '@mantine/core';
import type { ButtonProps as Looks } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import type { ComponentPropsWithRef, MouseEvent } from 'react';
import { countCommands, onCommands, stopCommands } from '../api/commands.ts';
import { useText } from '../i18n/use-text.ts';
import { sharedText } from './shared-text.ts';
import { usePatience } from './use-patience.ts';

type ButtonProps = Looks & Omit<ComponentPropsWithRef<'button'>, keyof Looks>;

/**
 * The button of these pages. While it is busy, or there is nothing for it to do, it says so and does nothing, but keeps the
 * focus: an element that is `disabled` loses it, and whoever works with the keyboard begins again at the top of the page. When
 * what it has begun takes long, it becomes the button that stops waiting.
 */
export function Button({ loading = false, disabled = false, onClick, ...rest }: ButtonProps) {
  const say = useText();
  const isCommand = useSyncExternalStore(onCommands, countCommands) > 0;
  const isSlow = usePatience(loading) !== 'begun';
  const stops = loading && isSlow && isCommand;
  const idle = (loading || disabled) && !stops;
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    // Also keeps a form from being sent by it.
    if (loading || disabled) event.preventDefault();
    if (stops) stopCommands();
    else if (!idle) onClick?.(event);
  };
  return (
    <>
      <MantineButton
        {...rest}
        {...(stops && { children: say(sharedText.stopWaiting), leftSection: null })}
        loading={loading && !stops}
        {...(disabled && { 'data-disabled': true })}
        aria-busy={loading || undefined}
        onClick={click}
        renderRoot={({ disabled: _never, ...props }) => <button {...props} aria-disabled={idle || undefined} />}
      />
      {loading && isSlow && <VisuallyHidden role="status">{say(sharedText.stillWaiting)}</VisuallyHidden>}
    </>
  );
}
