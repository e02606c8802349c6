import type { AccountSettings } from '../../issuing/accounts/account-keys.ts';
import { providerPage } from '../../issuing/template-page.ts';
import type { TemplateFacts, TemplateListing } from '../../store/lists/template-list.ts';
import type { Following } from '../../rules/synced.ts';
import type { Achievement } from '../../rules/template.ts';
import type { StoredTemplate } from '../../store/engine/templates.ts';
import type { TemplateWarning } from '../schemas/template-warnings.ts';
import type { TemplateDocument, TemplateSummary, TemplateView } from '../schemas/templates.ts';

/** The template as it is written. */
export function toDocument(template: Omit<StoredTemplate, 'key' | 'version' | 'active'>): TemplateDocument {
  const { id, name, description, imageUrl, holder, achievement, requirements, penalties } = template;
  return {
    id,
    name,
    description,
    imageUrl,
    holder,
    ...(achievement != null && { achievement: copyOf(achievement) }),
    requirements: requirements.map(({ rules, ...requirement }) => ({ ...requirement, rules: [...rules] })),
    penalties: penalties.map(({ rules, requirements: resets, ...penalty }) => ({
      ...penalty,
      requirements: [...resets],
      rules: [...rules],
    })),
  };
}

/** What people can change of a template: what its entity tag is made from, and what the audit keeps. */
export function toEditState(template: StoredTemplate): object {
  return { ...toDocument(template), active: template.active, version: template.version };
}

export function toTemplateView(
  template: StoredTemplate,
  { use, createdAt, updatedAt, outside }: TemplateFacts,
  { warnings, following }: { readonly warnings: TemplateWarning[]; readonly following: Following | null },
  settings: AccountSettings,
): TemplateView {
  return {
    ...toDocument(template),
    achievement: template.achievement == null ? null : copyOf(template.achievement),
    active: template.active,
    version: template.version,
    use,
    provider: {
      page: providerPage(template.holder, settings),
      state: outside?.state ?? null,
      seenAt: outside?.seenAt.toISOString() ?? null,
      fields: [...(following?.fields ?? [])],
    },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    warnings,
  };
}

export function toTemplateSummary({ updatedAt, ...listing }: TemplateListing): TemplateSummary {
  return { ...listing, updatedAt: updatedAt.toISOString() };
}

function copyOf(achievement: Achievement): NonNullable<TemplateView['achievement']> {
  return {
    ...achievement,
    type: achievement.type ?? null,
    tags: [...achievement.tags],
    alignments: achievement.alignments.map((alignment) => ({ ...alignment })),
  };
}
