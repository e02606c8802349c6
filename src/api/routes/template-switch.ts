import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { templateSwitch, templateSwitchResult } from '../schemas/template-switch.ts';
import { toRequestMistake } from '../wording.ts';
import { switchTemplates } from '../templates/switch-templates.ts';

/** Activating and deactivating several badge templates at once. */
export function addTemplateSwitch(server: ApiServer, { database, vocabulary, settings }: RouteParts): void {
  server.post(
    '/api/v1/templates/switch',
    {
      config: { access: 'design', repetition: 'kept' },
      schema: {
        operationId: 'switchTemplates',
        tags: ['Templates'],
        summary: 'Activate or deactivate several badge templates; the response lists those that could not be switched',
        body: templateSwitch,
        response: answers(200, templateSwitchResult),
      },
    },
    async (request) => {
      const switched = await switchTemplates({ database, vocabulary, settings }, request.body, byCaller(request));
      return {
        dryRun: request.body.dryRun,
        items: switched.map(({ mistakes, warnings, ...rest }) => ({
          ...rest,
          mistakes: mistakes.map(toRequestMistake),
          warnings: [...warnings],
        })),
      };
    },
  );
}
