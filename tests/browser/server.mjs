// A static file server as plain as any host's: no rewriting, no compression. Used by the tests and by `.ci/open`.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";

// What a careful host would send. index.html carries the same policy for hosts that send none, except
// `frame-ancestors`, which browsers heed only in a header.
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'self'",
  "form-action 'none'",
];

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
};

const HEADERS = {
  "Cache-Control": "no-cache",
  "Content-Security-Policy": [...POLICY, "frame-ancestors 'none'"].join("; "),
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

// The file a request path names below `base`, or null. Directories answer with their index.html.
function fileFor(root, base, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, "http://host").pathname);
  } catch {
    return null;
  }
  if (!path.startsWith(base)) return null;
  const file = normalize(join(root, path.slice(base.length) + (path.endsWith("/") ? "index.html" : "")));
  return file.startsWith(normalize(root) + sep) ? file : null;
}

// Serves `root` below the path `base` on 127.0.0.1. `mounts` maps further paths to folders, `headers` adds
// to what is sent or replaces it. Port 0 takes a free one.
export async function serve({ root, base = "/", port = 0, mounts = {}, headers = {} }) {
  const folders = [...Object.entries(mounts), [base, root]];
  const server = createServer(async (request, response) => {
    for (const [path, folder] of folders) {
      const file = fileFor(folder, path, request.url);
      const body = file && (await readFile(file).catch(() => null));
      if (!body) continue;
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { ...HEADERS, ...headers, "Content-Type": type, "Content-Length": body.length });
      response.end(request.method === "HEAD" ? undefined : body);
      return;
    }
    response.writeHead(404, { ...HEADERS, "Content-Type": "text/plain" });
    response.end("Not found\n");
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    address: origin + base,
    stop: () => new Promise((done) => { server.close(done); server.closeAllConnections?.(); }),
  };
}
