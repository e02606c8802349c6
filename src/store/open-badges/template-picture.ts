import { sql } from 'kysely';

/**
 * SQL for what a badge template looks like: the path of the picture that was uploaded for it, else its image URL. To be put where
 * the columns of the template are in reach under their own names.
 */
export const templatePicture = sql`CASE WHEN achievement ->> 'image' IS NULL THEN image_url
  ELSE '/images/' || (achievement ->> 'image') END`;
