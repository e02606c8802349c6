import { Group } from '@mantine/core';
import { IconCertificate, IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { LinkButton } from '../../shared/links.tsx';
import { Nothing } from '../../shared/nothing.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { templatesText } from '../templates-text.ts';

/** In place of an empty list: the way to the first template, or back to all of them. */
export function NoTemplates({ filtered }: { readonly filtered: boolean }) {
  const say = useText();
  const mayDesign = useMay('design');
  const mayConnect = useMay('administer');
  if (filtered)
    return (
      <Nothing
        icon={IconFilterOff}
        title={say(sharedText.noMatch)}
        description={say(sharedText.noMatchHelp)}
        action={
          <LinkButton to="/templates" search={{}} variant="default">
            {say(sharedText.clearFilters)}
          </LinkButton>
        }
      />
    );
  return (
    <Nothing
      icon={IconCertificate}
      title={say(templatesText.emptyTitle)}
      description={say(mayDesign ? templatesText.emptyDesigner : templatesText.emptyViewer)}
      action={
        mayDesign && (
          <Group gap="sm" justify="center">
            <LinkButton to="/templates/_new" leftSection={<IconPlus size={18} aria-hidden />}>
              {say(templatesText.new)}
            </LinkButton>
            {mayConnect && (
              <LinkButton to="/connections" variant="default">
                {say(templatesText.connections)}
              </LinkButton>
            )}
          </Group>
        )
      }
    />
  );
}
