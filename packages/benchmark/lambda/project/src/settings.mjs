import fs from 'fs';
import path from 'path';

export const read = (event, context, callback) => {
  const file = path.join(process.cwd(), `${event.id}.json`);
  fs.readFile(file, 'utf8', (err, text) => {
    if (err) return callback(err);
    try {
      JSON.parse(text);
    } catch (error) {
      return callback(error);
    }
    callback(null, JSON.parse(text));
  });
};
