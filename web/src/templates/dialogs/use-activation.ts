import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { post } from '../../api/client.ts';
import type { Tagged } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { notifyDone } from '../../shared/notify.ts';
import { templateKeys, templatePath } from '../queries.ts';
import { templatesText } from '../templates-text.ts';

/** Switches a template on or off, based on what the person has seen. */
export function useActivation(
  { data: { id, name }, etag }: Tagged<TemplateView>,
  to: 'activate' | 'deactivate',
  onDone: () => void,
) {
  const say = useText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<TemplateView>(`${templatePath(id)}/${to}`, undefined, { ifMatch: etag }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: templateKeys.all });
      notifyDone(say, say(to === 'activate' ? templatesText.activated : templatesText.deactivated, { name }));
      onDone();
    },
    // Somebody has changed it meanwhile: what is shown behind the dialog is fetched anew.
    onError: ({ status }) => {
      if (status === 412) void client.invalidateQueries({ queryKey: templateKeys.one(id) });
    },
  });
}
