import { ActionIcon, Anchor, Button, Menu } from '@mantine/core';
import { createLink } from '@tanstack/react-router';

/** A link to another page, in running text and in tables. */
export const TextLink = createLink(Anchor<'a'>);

/** A link to another page that looks like a button. */
export const LinkButton = createLink(Button<'a'>);

/** The same with an icon only; it needs an aria-label. */
export const LinkIcon = createLink(ActionIcon<'a'>);

/** A link to another page in a menu. */
export const LinkMenuItem = createLink(Menu.Item<'a'>);
