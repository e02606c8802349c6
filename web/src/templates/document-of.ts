import type { TemplateDocument, TemplateView } from '../../../src/api/schemas/templates.ts';

/** A stored template as it was written, without what the API tells besides. */
export function documentOf(template: TemplateView): TemplateDocument {
  const { id, name, description, imageUrl, holder, achievement, requirements, penalties } = template;
  return { id, name, description, imageUrl, holder, achievement, requirements, penalties };
}

/** What its badges look like: the picture that was uploaded, else the image URL. */
export function pictureOf({ imageUrl, achievement }: TemplateView): string | null {
  return achievement?.image ? `/images/${achievement.image}` : imageUrl;
}
