// Starts real proxies in front of the scripted provider.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const own = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..', 'proxy');

/** PROXY_COMMAND: a JSON list of words that start a proxy; absent: scripts/proxy. */
const command = process.env.PROXY_COMMAND ? JSON.parse(process.env.PROXY_COMMAND) : [own];

/** A proxy whose default is the model of one wire. */
export async function startProxy(upstream, wire) {
  const folder = await mkdtemp(path.join(tmpdir(), 'clients-'));
  const base = wire === 'openai' ? `${upstream}/v1` : upstream;
  await writeFile(path.join(folder, 'models.yaml'), `
providers:
  up: {wire: ${wire}, base_url: '${base}'}
models:
  - {id: ${wire}-model, provider: up, name: ${wire === 'openai' ? 'gpt-wire' : 'claude-wire'}, tier: large, input: 1, output: 2, context: 128000}
`);
  await writeFile(path.join(folder, 'proxy.yaml'), `
listen: 127.0.0.1:0
catalog: models.yaml
default: ${wire}-model
`);
  const child = spawn(command[0], [...command.slice(1), '--config', path.join(folder, 'proxy.yaml')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const url = await new Promise((ready, failed) => {
    const listen = (data) => {
      said += data;
      const at = /proxy on (http:\/\/[^/]+)\/v1/.exec(said);
      if (at) {
        ready(at[1]);
      }
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => failed(new Error(`the proxy ended with ${code}: ${said}`)));
  });
  child.removeAllListeners('exit');
  return {
    url,
    close: async () => {
      const ended = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
