import { judgeImage } from '../../issuing/images/judge-image.ts';
import { storeImage } from '../../store/open-badges/images.ts';
import { answers } from '../answers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { image, imageUpload } from '../schemas/images.ts';

/** Pictures of badges that Laurel issues itself. */
export function addImages(server: ApiServer, { database, settings }: Pick<ApiParts, 'database' | 'settings'>): void {
  server.post(
    '/api/v1/images',
    {
      config: { access: ['design', 'administer'] },
      schema: {
        tags: ['Templates'],
        operationId: 'uploadImage',
        summary: 'Upload the image of a badge: a PNG or SVG, detected by its content; scripts are removed from an SVG',
        body: imageUpload,
        response: answers(201, image),
      },
    },
    async ({ body: { content } }, reply) => {
      const judged = judgeImage(Buffer.from(content, 'base64'));
      await storeImage(database, judged);
      const { sha256, mediaType } = judged;
      const url = `/images/${sha256}`;
      return reply.code(201).send({ sha256, mediaType, url, publicUrl: `${settings.http.publicUrl}${url}` });
    },
  );
}
