import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * Starts a server on this machine with the part of the interface of DynamoDB that the handlers use: the order `1` exists, each call for `broken` fails.
 *
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function startTable() {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { Key, Item } = JSON.parse(body);
    const id = (Key ?? Item).id.S;
    const isGet = request.headers['x-amz-target'].endsWith('.GetItem');
    const answer = id === 'broken' ? { __type: 'ResourceNotFoundException', message: 'no such table' } : isGet && id === '1' ? { Item: { id: { S: '1' } } } : {};
    response.writeHead(id === 'broken' ? 400 : 200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(answer));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}
