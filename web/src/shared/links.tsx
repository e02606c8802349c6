import { ActionIcon, Anchor, Button } from '@mantine/core';
import type { ActionIconProps, ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

/** What a link takes besides the looks of the component that it is. */
export type AnchorProps<Looks> = Looks & Omit<ComponentProps<'a'>, keyof Looks>;

/** A link to another page, in running text and in tables. */
export const TextLink = createLink(Anchor<'a'>);

/** A link to another page that looks like a button. */
export const LinkButton = createLink((props: AnchorProps<ButtonProps>) => <Button component="a" {...props} />);

/** A link that looks like a button, to an address that is no page of these. */
export function AddressButton(props: AnchorProps<ButtonProps>) {
  return <Button component="a" {...props} />;
}

/** A link to another page with an icon only; it needs an aria-label. */
export const LinkIcon = createLink((props: AnchorProps<ActionIconProps>) => <ActionIcon component="a" {...props} />);
