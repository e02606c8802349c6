import { FileInput } from '@mantine/core';
import { useState } from 'react';
import { decodeText } from '../../../../src/formats/text-file.ts';
import { useText } from '../../i18n/use-text.ts';
import { manyText } from './many-text.ts';

/** Takes a list of learners from a file, in whatever encoding a spreadsheet saves it. */
export function ListFile({ onList }: { readonly onList: (list: string) => void }) {
  const say = useText();
  const [isUnreadable, setUnreadable] = useState(false);
  const read = async (file: File): Promise<void> => {
    const decoded = decodeText(new Uint8Array(await file.arrayBuffer()));
    setUnreadable(!('text' in decoded));
    if ('text' in decoded) onList(decoded.text);
  };
  return (
    <FileInput
      label={say(manyText.file)}
      description={say(manyText.fileHelp)}
      placeholder={say(manyText.fileChoose)}
      accept=".csv,.txt,text/csv,text/plain"
      value={null}
      onChange={(file) => void (file && read(file))}
      error={isUnreadable && say(manyText.fileUnreadable)}
    />
  );
}
