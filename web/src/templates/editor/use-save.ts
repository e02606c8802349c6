import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateDocument, TemplateUpdate, TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { ApiError, RequestMistake } from '../../api/api-error.ts';
import { post, put } from '../../api/client.ts';
import type { Tagged } from '../../api/client.ts';
import { templateKeys, templatePath } from '../queries.ts';

interface Refusal {
  readonly json: string;
  readonly mistakes: readonly RequestMistake[];
}

/** What becomes of issued badges when the template gets another holder. */
export type IssuedBadges = NonNullable<TemplateUpdate['issuedBadges']>;

interface Attempt {
  readonly json: string;
  readonly etag: string | null;
  readonly issuedBadges: IssuedBadges | undefined;
}

/** Saving a template: what is under way, and what came of it. */
export interface Saving {
  /** @param etag what the change is based on; null for a new template */
  readonly save: (json: string, etag: string | null, issuedBadges?: IssuedBadges) => void;
  readonly busy: boolean;
  /** The document that was refused, with its mistakes. */
  readonly refusal: Refusal | null;
  /** Somebody else has saved meanwhile. */
  readonly conflict: boolean;
  readonly dropConflict: () => void;
  /** Badges are held elsewhere: what becomes of them has to be chosen, with their numbers. */
  readonly moveQuestion: ApiError['counts'] | null;
  readonly dropQuestion: () => void;
  /** Any other failure. */
  readonly error: ApiError | null;
}

export function useSave(isNew: boolean, onSaved: (template: TemplateView) => void): Saving {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const mutation = useMutation({
    mutationFn: ({ json, etag, issuedBadges }: Attempt): Promise<Tagged<TemplateView>> => {
      const body = JSON.parse(json) as TemplateDocument;
      return isNew ? post('/api/v1/templates', body) : put(templatePath(body.id), { ...body, issuedBadges }, etag);
    },
    onMutate: () => setRefusal(null),
    onSuccess: async ({ data }) => {
      client.removeQueries({ queryKey: templateKeys.one(data.id) });
      void client.invalidateQueries({ queryKey: templateKeys.all });
      onSaved(data);
    },
    onError: ({ mistakes }, { json }) => {
      if (mistakes.length > 0) setRefusal({ json, mistakes });
    },
  });
  const { error } = mutation;
  const conflict = error?.status === 412;
  const asked = error?.code === 'CONFIRMATION_NEEDED' ? error.counts : null;
  return {
    save: (json, etag, issuedBadges) => mutation.mutate({ json, etag, issuedBadges }),
    busy: mutation.isPending,
    refusal,
    conflict,
    dropConflict: () => mutation.reset(),
    moveQuestion: asked,
    dropQuestion: () => mutation.reset(),
    error: error && !conflict && asked === null && error.mistakes.length === 0 ? error : null,
  };
}
