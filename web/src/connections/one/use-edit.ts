import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Connection, ConnectionUpdate } from '../../../../src/api/schemas/connections.ts';
import type { ApiError } from '../../api/api-error.ts';
import { getTagged, put } from '../../api/client.ts';
import type { Tagged } from '../../api/client.ts';
import { connectionKeys, connectionPath } from '../queries.ts';

/** What the form holds; an empty key keeps the one that is stored. */
export interface EditValues {
  name: string;
  apiKey: string;
  keyIssuedOn: string;
}

interface Told {
  readonly onSaved: () => void;
  readonly onRefused: (error: ApiError) => void;
}

export interface Edit {
  /** @param force although the new key does not work */
  readonly save: (values: EditValues, force?: boolean) => void;
  /** What was saved last, or was to be. */
  readonly tried: EditValues | undefined;
  readonly busy: boolean;
  readonly error: ApiError | null;
  /** What somebody else has made of it meanwhile; the next save is based on that. */
  readonly conflict: Connection | null;
}

/**
 * Edits a connection, based on what was there when the form was opened: what somebody else changes meanwhile is not
 * overwritten before it was seen.
 */
export function useEdit(connection: Connection, { onSaved, onRefused }: Told): Edit {
  const client = useQueryClient();
  const path = connectionPath(connection);
  // Taken once: the page behind the dialog goes on reading, and would tell the tag of what nobody has looked at.
  const [base, setBase] = useState(
    () => client.getQueryData<Tagged<Connection>>(connectionKeys.one(connection))?.etag ?? null,
  );
  const [conflict, setConflict] = useState<Connection | null>(null);
  const { mutate, variables, isPending, error } = useMutation({
    mutationFn: ({ name, apiKey, keyIssuedOn, force }: EditValues & { readonly force: boolean }) => {
      const edit: ConnectionUpdate = {
        name,
        ...(apiKey !== '' && { apiKey }),
        ...(keyIssuedOn !== '' && { keyIssuedOn }),
        ...(force && { force }),
      };
      return put<Connection>(path, edit, base);
    },
    onSuccess: async (saved) => {
      client.setQueryData(connectionKeys.one(connection), saved);
      onSaved();
      await client.invalidateQueries({ queryKey: connectionKeys.all });
    },
    onError: async (refusal) => {
      if (refusal.code !== 'EDITED_MEANWHILE') {
        onRefused(refusal);
        return;
      }
      const now = await getTagged<Connection>(path);
      client.setQueryData(connectionKeys.one(connection), now);
      setBase(now.etag);
      setConflict(now.data);
    },
  });
  const isConflict = error?.code === 'EDITED_MEANWHILE';
  return {
    save: (values, force = false) => mutate({ ...values, force }),
    tried: variables,
    busy: isPending,
    error: isConflict ? null : error,
    conflict,
  };
}
