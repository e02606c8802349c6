import type { TemplateDocument, TemplateView } from '../../../src/api/schemas/templates.ts';

/** A stored template as it was written, without what the API tells besides. */
export function documentOf(template: TemplateView): TemplateDocument {
  const { id, name, description, imageUrl, holder, requirements, penalties } = template;
  return { id, name, description, imageUrl, holder, requirements, penalties };
}
