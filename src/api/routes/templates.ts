import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import { followingOf } from '../../issuing/sync/following.ts';
import type { Template } from '../../rules/template.ts';
import { countTemplates, listTemplates, templateFacts } from '../../store/lists/template-list.ts';
import { findOutsideStates } from '../../store/delivery/template-outside.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import { requireUnchanged, tag } from '../etag.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import {
  templateCheck,
  templateDocument,
  templateId,
  templatePage,
  templateQuery,
  templateUpdate,
  templateView,
} from '../schemas/templates.ts';
import type { TemplateWarning } from '../schemas/template-warnings.ts';
import type { TemplateView } from '../schemas/templates.ts';
import { requireTemplate, templateCommands } from '../templates/template-commands.ts';
import type { Check, TemplateState } from '../templates/template-commands.ts';
import { toRequestMistake } from '../wording.ts';
import { findAllMistakes, findWarnings, fromDocument } from '../templates/template-mistakes.ts';
import { toEditState, toTemplateSummary, toTemplateView } from '../views/templates.ts';

const tags = ['Templates'];
const params = z.strictObject({ id: templateId });

/** Badge templates, each one nested document that is read, checked and written whole. */
export function addTemplates(server: ApiServer, { database, vocabulary, settings, cursors }: RouteParts): void {
  const commands = templateCommands(database, vocabulary, settings);

  server.get(
    '/api/v1/templates',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'listTemplates',
        tags,
        summary: 'The badge templates, with the number of learners for each',
        querystring: templateQuery,
        response: answers(200, templatePage),
      },
    },
    async ({ query: { cursor, limit, sort, count, ...filter } }) => {
      const list = `templates ${sort}`;
      const position = cursors.read(list, 2, cursor);
      const [page, counted] = await Promise.all([
        listTemplates(database, filter, { limit, position, sort }),
        count === true ? countTemplates(database, filter) : null,
      ]);
      return { ...cursors.page(list, page, toTemplateSummary), count: counted };
    },
  );

  server.post(
    '/api/v1/templates',
    {
      config: { access: 'design', repetition: ({ body }, reply) => read(templateDocument.parse(body).id, reply) },
      schema: {
        operationId: 'createTemplate',
        tags,
        summary: 'Create a badge template; it starts inactive',
        body: templateDocument,
        response: answers(201, templateView),
      },
    },
    async (request, reply) => {
      const state = await commands.create(request.body, byCaller(request));
      return reply
        .code(201)
        .header('location', `/api/v1/templates/${state.template.id}`)
        .send(await show(reply, state));
    },
  );

  server.post(
    '/api/v1/templates/check',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'checkTemplate',
        tags,
        summary: 'Check a badge template without saving it: all mistakes, each with its path',
        body: templateDocument,
        response: answers(200, templateCheck),
      },
    },
    async ({ body }) => {
      const template = fromDocument(body, false);
      const { mistakes, activationMistakes } = await findAllMistakes(database, template, vocabulary);
      return {
        mistakes: mistakes.map(toRequestMistake),
        activationMistakes: activationMistakes.map(toRequestMistake),
        warnings: await warningsOf(template),
      };
    },
  );

  server.get(
    '/api/v1/templates/:id',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'getTemplate',
        tags,
        summary: 'One badge template; use its ETag to edit it',
        params,
        response: answers(200, templateView),
      },
    },
    ({ params: { id } }, reply) => read(id, reply),
  );

  server.put(
    '/api/v1/templates/:id',
    {
      config: { access: 'design' },
      schema: {
        operationId: 'updateTemplate',
        tags,
        summary: 'Change a badge template; fulfillments and badges stay, and progress is computed again',
        params,
        body: templateUpdate,
        response: answers(200, templateView),
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      return show(reply, await commands.replace(params.id, body, unchanged(request), byCaller(request)));
    },
  );

  server.delete(
    '/api/v1/templates/:id',
    {
      config: { access: 'design' },
      schema: {
        operationId: 'deleteTemplate',
        tags,
        summary: 'Delete a badge template that was never used; returns the deleted template',
        params,
        response: answers(200, templateView),
      },
    },
    async (request) => view(await commands.remove(request.params.id, unchanged(request), byCaller(request))),
  );

  for (const [word, active] of [
    ['activate', true],
    ['deactivate', false],
  ] as const) {
    server.post(
      `/api/v1/templates/:id/${word}`,
      {
        config: { access: 'design', repetition: (request, reply) => read(params.parse(request.params).id, reply) },
        schema: {
          operationId: `${word}Template`,
          tags,
          summary: active
            ? 'Activate a badge template: events count for it from now on'
            : 'Deactivate a badge template: no event counts for it any more, and issued badges stay',
          params,
          response: answers(200, templateView),
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        return show(reply, await commands.setActive(id, active, unchanged(request), byCaller(request)));
      },
    );
  }

  async function read(id: string, reply: FastifyReply): Promise<TemplateView> {
    const template = await requireTemplate(database, id);
    return show(reply, { template, facts: await templateFacts(database, template.key) });
  }

  function show(reply: FastifyReply, state: TemplateState): Promise<TemplateView> {
    tag(reply, toEditState(state.template));
    return view(state);
  }

  async function view({ template, facts }: TemplateState): Promise<TemplateView> {
    const accounts = await knownAccounts(settings, database);
    const state = facts.outside?.state ?? null;
    const warnings = await findWarnings(database, template, accounts, state);
    return toTemplateView(
      template,
      facts,
      { warnings, following: followingOf(template.holder, state, accounts) },
      settings,
    );
  }

  async function warningsOf(template: Template): Promise<TemplateWarning[]> {
    const [state = null] = await findOutsideStates(database, [template.holder]);
    return findWarnings(database, template, await knownAccounts(settings, database), state);
  }
}

function unchanged(request: FastifyRequest): Check {
  return (stored) => requireUnchanged(request, toEditState(stored));
}
