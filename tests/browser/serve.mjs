// Serves dist/ on this machine: node tests/browser/serve.mjs [--open] [--no-browser] [--port N]

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";

const FIRST_PORT = 8080;
const PORTS_TRIED = 20;

function options(words) {
  const chosen = { open: false, port: null };
  for (let at = 0; at < words.length; at += 1) {
    if (words[at] === "--open") chosen.open = true;
    else if (words[at] === "--no-browser") chosen.open = false;
    else if (words[at] === "--port" && /^\d{1,5}$/.test(words[at + 1] ?? "")) chosen.port = Number(words[(at += 1)]);
    else throw new Error(`unknown option '${words[at]}': use --port N or --no-browser`);
  }
  return chosen;
}

async function serveOnFreePort(root, wanted) {
  const ports = wanted === null ? Array.from({ length: PORTS_TRIED }, (_, step) => FIRST_PORT + step) : [wanted];
  for (const port of ports) {
    try {
      return await serve({ root, port });
    } catch (error) {
      if (error.code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(`port ${ports.join(", ")} in use: choose another with --port N`);
}

function openBrowser(address) {
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const child = spawn("xdg-open", [address], { stdio: "ignore", detached: true });
  child.on("error", () => {}); // no desktop tools: the address is on the screen
  child.unref();
}

try {
  const chosen = options(process.argv.slice(2));
  const root = fileURLToPath(new URL("../../dist", import.meta.url));
  const { address } = await serveOnFreePort(root, chosen.port);
  console.log(`Shardscope is at ${address}  (Ctrl-C stops it)`);
  if (chosen.open) openBrowser(address);
} catch (error) {
  console.error(`serve: ${error.message}`);
  process.exitCode = 1;
}
