import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TemplateDocument, TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { ApiError, RequestMistake } from '../../api/api-error.ts';
import { post, put } from '../../api/client.ts';
import type { Tagged } from '../../api/client.ts';
import { templateKeys, templatePath } from '../queries.ts';

interface Refusal {
  readonly json: string;
  readonly mistakes: readonly RequestMistake[];
}

/** Saving a template: what is under way, and what came of it. */
export interface Saving {
  /** @param etag what the change is based on; null for a new template */
  readonly save: (json: string, etag: string | null) => void;
  readonly busy: boolean;
  /** The document that was refused, with its mistakes. */
  readonly refusal: Refusal | null;
  /** Somebody else has saved meanwhile. */
  readonly conflict: boolean;
  readonly dropConflict: () => void;
  /** Any other failure. */
  readonly error: ApiError | null;
}

export function useSave(isNew: boolean, onSaved: (template: TemplateView) => void): Saving {
  const client = useQueryClient();
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const mutation = useMutation({
    mutationFn: ({ json, etag }: { json: string; etag: string | null }): Promise<Tagged<TemplateView>> => {
      const body = JSON.parse(json) as TemplateDocument;
      return isNew ? post('/api/v1/templates', body) : put(templatePath(body.id), body, etag);
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
  return {
    save: (json, etag) => mutation.mutate({ json, etag }),
    busy: mutation.isPending,
    refusal,
    conflict,
    dropConflict: () => mutation.reset(),
    error: error && !conflict && error.mistakes.length === 0 ? error : null,
  };
}
