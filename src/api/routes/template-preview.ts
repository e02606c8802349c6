import { z } from 'zod';
import { answers } from '../answers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { languageOf } from '../public-pages/language.ts';
import { pagePreview, templateDocument } from '../schemas/templates.ts';
import { previewPage } from '../templates/page-preview.ts';
import { fromDocument } from '../templates/template-mistakes.ts';

const querystring = z.strictObject({
  lang: z.enum(['en', 'ar']).optional().meta({ description: 'Language of the page; default: your own.' }),
});

/** Shows what everybody will see of a template, before it is stored. */
export function addTemplatePreview(server: ApiServer, { database, settings }: ApiParts): void {
  server.post(
    '/api/v1/templates/preview',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'previewTemplate',
        tags: ['Templates'],
        summary: 'Preview the public page of a badge template with origin openedx, without saving it',
        querystring,
        body: templateDocument,
        response: answers(200, pagePreview),
      },
    },
    async ({ body, query, headers }) => {
      const language = languageOf(query.lang, headers['accept-language']);
      return { html: await previewPage(database, settings, fromDocument(body, false), language) };
    },
  );
}
