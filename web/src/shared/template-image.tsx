import { Image } from '@mantine/core';
import { IconCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import classes from './template-image.module.css';

/** The picture of a badge template; where it has none, or it can't be loaded, a sign in its place. */
export function TemplateImage({ url, size = 40 }: { readonly url: string | null; readonly size?: number }) {
  const [failed, setFailed] = useState<string | null>(null);
  if (url !== null && url !== '' && url !== failed)
    return <Image src={url} alt="" w={size} h={size} fit="contain" radius="sm" onError={() => setFailed(url)} />;
  return (
    <span className={classes.sign} style={{ inlineSize: size, blockSize: size }} aria-hidden>
      <IconCertificate size={size * 0.6} stroke={1.5} />
    </span>
  );
}
