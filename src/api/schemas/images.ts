import { z } from 'zod';
import { imageTypes } from '../../store/open-badges/images.ts';
import { told } from '../../told.ts';

export const imageUpload = z
  .strictObject({
    content: z
      .base64({ error: told`must be the image file, encoded in Base64`.text })
      .max(720_000, told`The image is larger than 512 KB.`.text)
      .meta({ description: 'The bytes of a PNG or SVG, in base64.' }),
  })
  .meta({ id: 'ImageUpload' });

export const image = z
  .strictObject({
    sha256: z.string().meta({ description: 'Names the image in `achievement.image` of a template.' }),
    mediaType: z.enum(imageTypes),
    url: z.string().meta({ description: 'Public path on this site.' }),
    publicUrl: z.string().meta({ description: 'The complete public URL, for `imageUrl` of a template.' }),
  })
  .meta({ id: 'Image' });
