import { fileURLToPath } from 'node:url';

/** The root folder of the repository, which is the source folder of the site: its pages are read from their places. */
export const repository = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');
