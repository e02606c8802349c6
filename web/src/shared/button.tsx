import { Button as MantineButton } from '@mantine/core';
import type { ButtonProps as Looks } from '@mantine/core';
import type { ComponentPropsWithRef, MouseEvent } from 'react';

type ButtonProps = Looks & Omit<ComponentPropsWithRef<'button'>, keyof Looks>;

/**
 * The button of these pages. While it is busy, or there is nothing for it to do, it says so and does nothing, but keeps the
 * focus: an element that is `disabled` loses it, and whoever works with the keyboard begins again at the top of the page.
 */
export function Button({ loading = false, disabled = false, onClick, ...rest }: ButtonProps) {
  const idle = loading || disabled;
  const click = (event: MouseEvent<HTMLButtonElement>): void => {
    // Also keeps a form from being sent by it.
    if (idle) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <MantineButton
      {...rest}
      loading={loading}
      {...(disabled && { 'data-disabled': true })}
      aria-busy={loading || undefined}
      onClick={click}
      renderRoot={({ disabled: _never, ...props }) => <button {...props} aria-disabled={idle || undefined} />}
    />
  );
}
