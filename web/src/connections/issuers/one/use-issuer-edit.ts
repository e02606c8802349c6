import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IssuerUpdate, IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import type { ApiError } from '../../../api/api-error.ts';
import { getTagged, put } from '../../../api/client.ts';
import type { Tagged } from '../../../api/client.ts';
import { issuerKeys, issuerPath } from '../issuer-queries.ts';

interface IssuerEdit {
  readonly save: (edit: IssuerUpdate) => void;
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** What somebody else has made of it meanwhile; the next save is based on that. */
  readonly conflict: IssuerView | null;
}

/** Changes an issuer, as it was when the form was opened. */
export function useIssuerEdit(
  slug: string,
  { onSaved, onRefused }: { readonly onSaved: () => void; readonly onRefused: (error: ApiError) => void },
): IssuerEdit {
  const client = useQueryClient();
  const [base, setBase] = useState(() => client.getQueryData<Tagged<IssuerView>>(issuerKeys.one(slug))?.etag ?? null);
  const [conflict, setConflict] = useState<IssuerView | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (edit: IssuerUpdate) => put<IssuerView>(issuerPath(slug), edit, base),
    onSuccess: async (saved) => {
      client.setQueryData(issuerKeys.one(slug), saved);
      onSaved();
      await client.invalidateQueries({ queryKey: issuerKeys.all });
    },
    onError: async (refusal) => {
      if (refusal.code !== 'EDITED_MEANWHILE') {
        onRefused(refusal);
        return;
      }
      const now = await getTagged<IssuerView>(issuerPath(slug));
      client.setQueryData(issuerKeys.one(slug), now);
      setBase(now.etag);
      setConflict(now.data);
    },
  });
  return { save: mutate, busy: isPending, error: error?.code === 'EDITED_MEANWHILE' ? null : error, conflict };
}
