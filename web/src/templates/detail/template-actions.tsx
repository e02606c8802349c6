import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCopy,
  IconDots,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { Tagged } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { Button } from '../../shared/button.tsx';
import { LinkMenuItem } from '../../shared/link-menu-item.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { ActivateDialog } from '../dialogs/activate-dialog.tsx';
import { DeactivateDialog } from '../dialogs/deactivate-dialog.tsx';
import { DeleteDialog } from '../dialogs/delete-dialog.tsx';
import { templatesText } from '../templates-text.ts';

type Asked = 'activate' | 'deactivate' | 'delete';

/** What a designer can do with a template. */
export function TemplateActions({ stored }: { readonly stored: Tagged<TemplateView> }) {
  const say = useText();
  const mayDesign = useMay('design');
  const [asked, setAsked] = useState<Asked | null>(null);
  const { id, active, requirements } = stored.data;
  const isEmpty = requirements.length === 0;
  const close = (): void => setAsked(null);
  if (!mayDesign) return null;
  return (
    <>
      {isEmpty && (
        <LinkButton
          to="/templates/$template/edit"
          params={{ template: id }}
          hash="requirements"
          leftSection={<IconPlus size={18} stroke={1.7} aria-hidden />}
        >
          {say(templatesText.addRequirements)}
        </LinkButton>
      )}
      <LinkButton
        to="/templates/$template/edit"
        params={{ template: id }}
        variant="default"
        leftSection={<IconPencil size={18} stroke={1.7} aria-hidden />}
      >
        {say(templatesText.edit)}
      </LinkButton>
      {active ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={18} stroke={1.7} aria-hidden />}
          onClick={() => setAsked('deactivate')}
        >
          {say(templatesText.deactivate)}
        </Button>
      ) : (
        <Button
          variant={isEmpty ? 'default' : 'filled'}
          leftSection={<IconPlayerPlay size={18} stroke={1.7} aria-hidden />}
          onClick={() => setAsked('activate')}
        >
          {say(templatesText.activate)}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={say(templatesText.more)}>
            <IconDots size={20} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <LinkMenuItem
            to="/templates/_new"
            search={{ from: id }}
            leftSection={<IconCopy size={18} stroke={1.7} aria-hidden />}
          >
            {say(templatesText.duplicate)}
          </LinkMenuItem>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={18} stroke={1.7} aria-hidden />}
            onClick={() => setAsked('delete')}
          >
            {say(templatesText.delete)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActivateDialog stored={stored} opened={asked === 'activate'} onClose={close} />
      <DeactivateDialog stored={stored} opened={asked === 'deactivate'} onClose={close} />
      <DeleteDialog stored={stored} opened={asked === 'delete'} onClose={close} />
    </>
  );
}
